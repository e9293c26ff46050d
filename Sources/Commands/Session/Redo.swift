import Manuscript

/// `:redo [N]` redoes turns that were undone.
struct Redo: Command {
    static let card = CommandCard(
        name: "redo",
        parameters: [TurnCount.parameter],
        summary: "redo the last turn that was undone, or the last N",
        example: ":redo")

    private let count: Int

    init(_ arguments: Arguments, session: Session) throws {
        count = try ArgumentValues(arguments, of: Self.card, in: session)[TurnCount.parameter] ?? 1
    }

    func perform(in workspace: Workspace) async throws -> Report {
        TurnCount.report(try workspace.turns.redo(count), verb: "Redone")
    }
}
