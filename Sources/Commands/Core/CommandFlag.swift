/// An option of a command, such as `--repair`.
package struct CommandFlag: Sendable, Equatable {
    /// The option with its dashes.
    package let name: String
    /// Another accepted name, which lists omit.
    let short: String?
    /// The value that follows the option; nil for an option without one.
    let value: Parameter?
    /// The meaning, without a full stop.
    package let meaning: String

    /// Declares an option without a value.
    init(_ name: String, short: String? = nil, _ meaning: String) {
        (self.name, self.short, self.meaning) = (name, short, meaning)
        value = nil
    }

    /// Declares an option with a value; the parameter's name is the option with its dashes.
    init(_ value: any ParameterDeclaration) {
        (name, meaning) = (value.parameter.name, value.parameter.meaning)
        short = nil
        self.value = value.parameter
    }

    /// Declares the option that answers yes to a question in advance.
    static func yes(_ meaning: String) -> CommandFlag { CommandFlag("--yes", short: "-y", meaning) }

    /// The option with its value, for the help.
    var synopsis: String { value.map { "\(name) \($0.label)" } ?? name }

    /// The option in a usage line.
    var usage: String { "[\(synopsis)]" }
}
