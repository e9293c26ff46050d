import Manuscript

/// `:audit` lists the claims that a reader may ask a source for.
struct Audit: Command {
    static let card = CommandCard(
        name: "audit",
        summary: "list claims with numbers, quotations, dates or names that cite no source, without a model",
        example: ":audit")

    init(_ arguments: Arguments, session: Session) throws {
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        guard session.outline.words > 0 else { throw CommandError.nothingToCheck }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        AuditReport(of: CheckedPost(workspace.filled)).report
    }
}
