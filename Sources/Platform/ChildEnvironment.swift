/// The environment of a program that Galley starts: the user's own, without the keys of model servers.
///
/// An editor, a pager, Python and what they start in turn have no use for a key, and some of them log or show their
/// environment. Every child is started with one of these; a house rule sees to it.
package struct ChildEnvironment: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// The variables that are left.
    package let variables: [String: String]

    /// Whether a variable holds a key by its name, whoever uses it.
    package static func isKey(_ name: String) -> Bool { name.hasSuffix("_API_KEY") }

    /// An environment without `keys` and without every variable whose name ends in `_API_KEY`.
    package init(_ environment: [String: String], without keys: Set<String> = []) {
        variables = environment.filter { !keys.contains($0.key) && !Self.isKey($0.key) }
    }

    /// The environment of a command that prints a key.
    ///
    /// Such a command may need anything, often the token of a vault, and that may end in `_API_KEY`; so only `keys`,
    /// those of Galley's providers, are taken out. One that the command itself names is meant for it and stays.
    package init(_ environment: [String: String], without keys: Set<String>, for command: String) {
        variables = environment.filter { !keys.contains($0.key) || command.contains($0.key) }
    }

    private init(variables: [String: String]) { self.variables = variables }

    /// A small environment as it stands in the source; keys are left out of it as well.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { $1 })
    }

    /// The value of a variable.
    package subscript(name: String) -> String? { variables[name] }

    /// The same with more variables, which stand for others of these names.
    package func adding(_ more: [String: String]) -> ChildEnvironment {
        ChildEnvironment(variables: variables.merging(more) { $1 })
    }

    /// The same without the variables that are not wanted.
    package func filter(_ isWanted: (String) -> Bool) -> ChildEnvironment {
        ChildEnvironment(variables: variables.filter { isWanted($0.key) })
    }

    /// Variables that a program can be started with: names that begin with a digit are none (POSIX.1-2017, 8.1).
    package var startable: [String: String] {
        variables.filter { $0.key.utf8.first.map { !(0x30...0x39).contains($0) } ?? false }
    }
}
