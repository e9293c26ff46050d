import Chains
import Manuscript

/// `:context 2.3` shows exactly what would be sent to the model to write a section, part by part.
struct Context: Command {
    static let card = CommandCard(
        name: "context", usage: "SECTION",
        summary: "show exactly what would be sent to write a section, with token counts",
        example: ":context 2.3", takes: [.section])

    private let entry: Outline.Entry

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        entry = try session.section(at: try arguments.address(in: session))
        try arguments.end()
    }

    func perform(at desk: Desk) async throws -> Report {
        let supplied = try await desk.models.model(for: desk.session.settings)
        let task: SectionTask = entry.section.isUnwritten ? .write : .rewrite(instruction: "")
        let plan = WritingPlan(jobs: [.init(entry: entry, task: task)], parallel: 1)
        let writing = Writing(model: supplied.model, session: desk.filled, plan: plan, sampling: supplied.sampling)
        let ratio = supplied.model.profile.tokenRatio
        let parts = try writing.firstPrompt().map {
            (part: $0, tokens: Int((Double($0.estimatedTokens) * ratio).rounded()))
        }
        let total = parts.reduce(0) { $0 + $1.tokens }
        let blocks = parts.map {
            "[\($0.part.role.rawValue): \($0.part.name), about \($0.tokens) tokens]\n\($0.part.text)"
        }
        let data = parts.map { part, tokens -> JSONValue in
            [
                "role": .string(part.role.rawValue), "part": .string(part.name), "text": .string(part.text),
                "tokens": .int(tokens),
            ]
        }
        let basis = ratio == 1 ? "estimated" : "estimated, and corrected by what the server counted so far"
        return Report(
            .plain(blocks.joined(separator: "\n\n")),
            note: "About \(total) tokens to \(supplied.model.profile.model) (\(basis)).",
            data: ["parts": .array(data), "tokens": .int(total)])
    }
}
