import Manuscript

/// `:undo [N]` undoes turns.
struct Undo: Command {
    static let card = CommandCard(
        name: "undo",
        parameters: [TurnCount.parameter],
        summary: "take the last turn back, or the last N",
        example: ":undo")

    private let count: Int

    init(_ arguments: Arguments, session: Session) throws {
        count = try ArgumentValues(arguments, of: Self.card, in: session)[TurnCount.parameter] ?? 1
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let turns = try workspace.turns.undo(count)
        let lines = turns.map { "Undone: \($0.summary.isEmpty ? $0.input : $0.summary)." }
        return Report(
            note: (lines + ["`:redo` does it again."]).joined(separator: " "), data: ["turns": .int(turns.count)])
    }
}

/// The number of turns for `:undo` and `:redo`.
enum TurnCount {
    /// The number as an optional parameter.
    static let parameter = TypedParameter<Int>(
        "number", .number(1...9999), "how many turns", label: "N", isOptional: true, needs: "a number of turns,")
}
