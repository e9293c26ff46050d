import Manuscript
import Platform

/// The list of all commands; help, completion, dispatch, "did you mean" and the documentation's table derive from it.
package enum Catalogue {
    /// The commands by groups, in the order of the help.
    package static let groups: [(group: CommandGroup, commands: [any Command.Type])] = [
        (.begin, [New.self, ImportPost.self, Open.self, Sessions.self, RunFile.self, Help.self, Quit.self]),
        (
            .outline,
            [
                MakeOutline.self, Add.self, Remove.self, Move.self, Rename.self, Brief.self, Budget.self, Merge.self,
                Split.self, Differentiate.self,
            ]
        ),
        (.sources, [ManageSource.self, ListSources.self, Interview.self, Audit.self]),
        (.write, [Write.self, Fit.self, Continue.self, Accept.self, Discard.self]),
        (
            .change,
            [
                Rewrite.self, EditText.self, Polish.self, Replace.self, Alternatives.self, Restore.self,
                ReviewPost.self, Undo.self,
                Redo.self,
                Lock.self, Unlock.self, NoteText.self,
            ]
        ),
        (.compare, [Diff.self, Versions.self, History.self]),
        (.look, [Show.self, Find.self, Status.self, CheckPost.self, Context.self]),
        (
            .session,
            [ExportPost.self, PreviewPost.self, CopyText.self, Metadata.self, Save.self, Fork.self, Delete.self]
        ),
        (.settings, [SetValue.self, StyleCard.self, ChooseModel.self, Models.self, ShowUsage.self]),
    ]

    /// The commands in the order of the help.
    package static let all: [any Command.Type] = groups.flatMap(\.commands)

    /// The names and aliases of the commands.
    package static var names: [String] { all.flatMap { [$0.card.name] + $0.card.aliases } }

    /// Returns the command with the given name, alias or unambiguous prefix; throws `CommandError`.
    package static func command(_ name: String) throws -> any Command.Type {
        let wanted = name.lowercased()
        if let exact = exact(wanted) { return exact }
        let found = wanted.isEmpty ? [] : all.filter { $0.card.name.hasPrefix(wanted) }
        if found.count == 1 { return found[0] }
        if found.count > 1 { throw CommandError.ambiguous(name, found.map { $0.card.name }) }
        throw CommandError.unknown(
            String(name.prefix(40)), nearest: Spelling.nearest(to: wanted, among: all.map { $0.card.name }))
    }

    private static func exact(_ name: String) -> (any Command.Type)? {
        all.first { $0.card.name == name || $0.card.aliases.contains(name) }
    }

    /// Returns the card of a command by its full name or alias, in lower case; nil if there is none.
    static func card(named name: String) -> CommandCard? { exact(name)?.card }

    /// Returns the table of the commands for the documentation, without a trailing line feed.
    ///
    /// The format is GitHub Flavored Markdown (0.29, section 4.10).
    package static func markdownTable() -> String {
        let rows = all.map { type in
            let card = type.card
            return "| `\(card.synopsis)` | \(card.summary) |"
        }
        return (["| command | does |", "|---|---|"] + rows).joined(separator: "\n")
    }
}
