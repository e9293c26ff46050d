import Manuscript

/// `:unlock ADDRESS` removes the protection of `:lock`.
struct Unlock: Command {
    static let card = CommandCard(
        name: "unlock",
        parameters: [LockChange.address],
        summary: "allow changes to locked sections again",
        example: ":unlock 2.3",
        tool: ToolUse(.changes, "Let locked sections be changed again."))

    private let change: LockChange

    init(_ arguments: Arguments, session: Session) throws {
        change = try LockChange(arguments, session: session, locks: false)
    }

    func perform(in workspace: Workspace) async throws -> Report { try change.perform(in: workspace) }
}
