import Manuscript

/// `:usage` shows the tokens that the session took.
struct ShowUsage: Command {
    static let card = CommandCard(name: "usage", summary: "the tokens that this session took", example: ":usage")

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(at desk: Desk) async throws -> Report {
        let total = desk.session.usage
        var rows = [["", "calls", "prompt", "cached", "completion", "reasoning"]]
        var kinds: [String] = []
        for turn in desk.session.history + desk.session.undone where turn.usage != nil && !kinds.contains(turn.kind) {
            kinds.append(turn.kind)
        }
        for kind in kinds {
            let turns = (desk.session.history + desk.session.undone).filter { $0.kind == kind }
            rows.append(Self.row(kind, turns.reduce(Usage()) { $0 + ($1.usage ?? Usage()) }))
        }
        rows.append(Self.row("session", total))
        return Report(
            .plain(TextTable.lines(rows, rightAligned: [1, 2, 3, 4, 5]).joined(separator: "\n")),
            data: [
                "calls": .int(total.calls), "promptTokens": .int(total.promptTokens),
                "cachedTokens": .int(total.cachedTokens),
                "completionTokens": .int(total.completionTokens), "reasoningTokens": .int(total.reasoningTokens),
            ])
    }

    private static func row(_ name: String, _ usage: Usage) -> [String] {
        [name]
            + [usage.calls, usage.promptTokens, usage.cachedTokens, usage.completionTokens, usage.reasoningTokens].map(
                String.init)
    }
}
