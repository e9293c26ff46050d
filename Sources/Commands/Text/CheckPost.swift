import Manuscript

/// `:check` checks the post without a model: headings, retelling, copies, length, hygiene.
struct CheckPost: Command {
    static let card = CommandCard(
        name: "check",
        summary:
            "check the post offline for retelling, copies, wrong lengths, leftovers and words that the style card bans",
        example: ":check",
        tool: ToolUse(.looks, "Check the post offline: retelling, copies, lengths, leftovers."))

    init(_ arguments: Arguments, session: Session) throws {
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        guard session.outline.words > 0 else { throw CommandError.nothingToCheck }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        CheckReport(of: SourceShelf(in: workspace).checked()).report
    }
}
