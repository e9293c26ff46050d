import Manuscript

/// `:redo [N]` redoes turns that were undone.
struct Redo: Command {
    static let card = CommandCard(
        name: "redo",
        parameters: [TurnCount.parameter],
        summary: "do again what was taken back",
        example: ":redo")

    private let count: Int

    init(_ arguments: Arguments, session: Session) throws {
        count = try ArgumentValues(arguments, of: Self.card, in: session)[TurnCount.parameter] ?? 1
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let turns = try workspace.turns.redo(count)
        let lines = turns.map { "Redone: \($0.summary.isEmpty ? $0.input : $0.summary)." }
        return Report(note: lines.joined(separator: " "), data: ["turns": .int(turns.count)])
    }
}
