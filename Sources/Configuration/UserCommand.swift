import Manuscript
import Platform

/// A command that a configuration file makes out of others.
///
/// Its lines may hold `$1` to `$9` for its arguments, `$*` for all of them as they were typed, and `$$` for a dollar sign.
package struct UserCommand: Sendable, Equatable {
    /// As it is typed, without the colon.
    package let name: String
    /// One line for lists.
    package let description: String
    /// What it runs, at least one line.
    package let lines: [String]
    /// Where it stands.
    package let source: SettingSource

    /// Makes a command.
    package init(name: String, description: String, lines: [String], source: SettingSource) {
        self.name = name
        self.description = description
        self.lines = lines
        self.source = source
    }

    /// Why a name is none for a command of one's own, as the end of a sentence; nil where it is one.
    ///
    /// What is short for a command of Galley's is refused too: nothing that a file says may change what a line means.
    static func fault(of name: String, among reserved: [String]) -> String? {
        guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,29}/) != nil else {
            return "is no name for a command: use lower-case letters, digits and -, at most 30"
        }
        if reserved.contains(name) { return "is a command of Galley's" }
        if let long = reserved.first(where: { $0.hasPrefix(name) }) { return "is short for :\(long)" }
        return nil
    }

    /// How many arguments it names, and whether it takes all of them.
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
