import Manuscript
import Platform

/// A command that a configuration file defines in terms of other commands.
///
/// In its lines, `$1` to `$9` stand for arguments, `$*` for all arguments as typed, and `$$` for a dollar sign.
package struct UserCommand: Sendable, Equatable {
    /// The name as typed, without the colon.
    package let name: String
    /// A one-line description for lists.
    package let description: String
    /// The lines that it runs, at least one.
    package let lines: [String]
    /// The file and line of its definition.
    package let source: SettingSource

    /// Makes a command.
    package init(name: String, description: String, lines: [String], source: SettingSource) {
        self.name = name
        self.description = description
        self.lines = lines
        self.source = source
    }

    /// Returns the reason why a name cannot be used for a user command, as the end of a sentence; nil if it can be
    /// used.
    ///
    /// Abbreviations of built-in commands are rejected too: a file must not change the meaning of a line.
    static func fault(of name: String, among reserved: [String]) -> String? {
        guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,29}/) != nil else {
            return "is not a valid command name: use lower-case letters, digits and -, at most 30"
        }
        if reserved.contains(name) { return "is a built-in command" }
        if let long = reserved.first(where: { $0.hasPrefix(name) }) { return "is short for :\(long)" }
        return nil
    }

    /// The highest argument number in its lines, and true if they use `$*`.
    package var takes: (count: Int, all: Bool) {
        let marks = lines.flatMap { $0.matches(of: /\$(\$|\*|[1-9])/).map(\.output.1) }
        return (marks.compactMap { Int($0) }.max() ?? 0, marks.contains("*"))
    }

    /// The command with its arguments: ":tidy $1 $2 …".
    package var synopsis: String {
        let (count, all) = takes
        return ([":\(name)"] + (0..<count).map { "$\($0 + 1)" } + (all ? ["…"] : [])).joined(separator: " ")
    }
}
