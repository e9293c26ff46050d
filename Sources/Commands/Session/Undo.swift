import Manuscript

/// `:undo [N]` undoes turns; `--preview` only lists them.
struct Undo: Command {
    static let card = CommandCard(
        name: "undo",
        flags: [CommandFlag("--preview", "only show what would be undone")],
        parameters: [TurnCount.parameter],
        summary: "undo the last turn, or the last N; --preview only shows what would be undone",
        example: ":undo")

    private let count: Int
    private let isPreview: Bool

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        count = values[TurnCount.parameter] ?? 1
        isPreview = values.has("--preview")
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let session = workspace.session
        let coming = session.history.reversed().prefix { $0.kind != .new }.prefix(count)
        let lines = coming.map(TurnCount.words)
        if isPreview {
            guard !coming.isEmpty else { throw CommandError.nothingToUndo }
            return Report(
                .plain(lines.joined(separator: "\n")),
                note: "Nothing was changed. `:undo\(coming.count == 1 ? "" : " \(coming.count)")` undoes this.",
                data: ["turns": .int(coming.count), "undone": false])
        }
        if coming.count > TurnCount.unasked, workspace.interface.isInteractive, !workspace.interface.isSure {
            workspace.interface.interject(.plain(lines.joined(separator: "\n")))
            guard await workspace.interface.consents(to: "This undoes \(coming.count) turns.") else {
                return Report(note: "Nothing was changed.", data: ["turns": 0])
            }
        }
        let turns = try workspace.turns.undo(count)
        let again =
            turns.count > 1 ? "`:redo \(turns.count)` does them again." : "`:redo` does it again."
        return TurnCount.report(turns, verb: "Undone", hint: again)
    }
}

/// The number of turns of `:undo` and `:redo`, and the report on them.
enum TurnCount {
    /// The number as an optional parameter.
    static let parameter = TypedParameter<Int>(
        "number", .number(Parameter.counting), "how many turns", label: "N", isOptional: true,
        needs: "a number of turns")

    /// The maximum number of turns that are undone without a question, and named in one sentence.
    static let unasked = 5

    /// Describes a turn by its summary, or by the line that was typed.
    static func words(_ turn: Turn) -> String { turn.summary.isEmpty ? turn.input : turn.summary }

    /// Returns the report on turns that were undone or redone, with a hint at its end; many turns become a list.
    static func report(_ turns: [Turn], verb: String, hint: String = "") -> Report {
        let data: JSONValue = ["turns": .int(turns.count)]
        let isList = turns.count > unasked
        let sentences = isList ? ["\(verb): \(turns.count) turns."] : turns.map { "\(verb): \(words($0))." }
        return Report(
            isList ? .plain(turns.map(words).joined(separator: "\n")) : .none,
            note: (sentences + (hint.isEmpty ? [] : [hint])).joined(separator: " "), data: data)
    }
}
