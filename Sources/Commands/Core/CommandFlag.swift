/// An option of a command, such as `--repair`.
package struct CommandFlag: Sendable, Equatable {
    /// The option with its dashes.
    package let name: String
    /// The name of its value in usage lines; nil for an option without one.
    package let takes: String?
    /// The meaning, without a full stop.
    package let meaning: String

    /// Declares an option.
    init(_ name: String, takes: String? = nil, _ meaning: String) {
        self.name = name
        self.takes = takes
        self.meaning = meaning
    }

    /// The option in a usage line.
    var usage: String { takes.map { "[\(name) \($0)]" } ?? "[\(name)]" }
}
