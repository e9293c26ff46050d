/// The environment of a program that Galley starts: the user's own, without the keys of model servers.
///
/// Editors, pagers, Python and the programs they start do not need keys, and some of them log or show their
/// environment. Every child is started with a `ChildEnvironment`; a test enforces this.
package struct ChildEnvironment: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// The remaining variables.
    package let variables: [String: String]

    /// Returns true if a variable's name shows that it holds a key.
    package static func isKey(_ name: String) -> Bool { name.hasSuffix("_API_KEY") }

    /// Creates an environment without `keys` and without all variables whose names end in `_API_KEY`.
    package init(_ environment: [String: String], without keys: Set<String> = []) {
        variables = environment.filter { !keys.contains($0.key) && !Self.isKey($0.key) }
    }

    /// Creates the environment of a command that prints a key.
    ///
    /// Such a command may need any variable, often a vault's token, whose name may end in `_API_KEY`; so only `keys`,
    /// those of Galley's providers, are removed. A key that the command names is meant for it and is kept.
    package init(_ environment: [String: String], without keys: Set<String>, for command: String) {
        variables = environment.filter { !keys.contains($0.key) || command.contains($0.key) }
    }

    private init(variables: [String: String]) { self.variables = variables }

    /// Creates a small environment from a literal; keys are removed from it too.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { $1 })
    }

    /// The value of a variable.
    package subscript(name: String) -> String? { variables[name] }

    /// Returns a copy with more variables, which replace those with the same names.
    package func adding(_ more: [String: String]) -> ChildEnvironment {
        ChildEnvironment(variables: variables.merging(more) { $1 })
    }

    /// Returns a copy with only the wanted variables.
    package func filter(_ isWanted: (String) -> Bool) -> ChildEnvironment {
        ChildEnvironment(variables: variables.filter { isWanted($0.key) })
    }

    /// The variables that can be passed to a program: names must not begin with a digit (POSIX.1-2017, 8.1).
    package var startable: [String: String] {
        variables.filter { $0.key.utf8.first.map { !(0x30...0x39).contains($0) } ?? false }
    }
}
