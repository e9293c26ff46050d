import Chains
import Manuscript

/// `:context 2.3` shows exactly what would be sent to the model to write a section, part by part; without a section, it
/// shows what a request about the post would send.
struct Context: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section", isOptional: true)
    static let card = CommandCard(
        name: "context",
        parameters: [section],
        summary: "show exactly what would be sent to write a section, or to answer a request, with token counts",
        example: ":context 2.3")

    private let entry: Outline.Entry?

    init(_ arguments: Arguments, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        entry = try values[Self.section].map { try session.section(at: $0) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let ratio = supplied.model.profile.tokenRatio
        let (prompt, leftOut) = try prompt(supplied.model, supplied.sampling, in: workspace)
        let parts = prompt.map {
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
        let basis = ratio == 1 ? "estimated" : "estimated, corrected by the server's counts so far"
        return Report(
            .plain(blocks.joined(separator: "\n\n")),
            note: "About \(total) tokens to \(supplied.model.profile.model) (\(basis))."
                + (leftOut.isEmpty ? "" : " Left out: \(leftOut.joined(separator: ", "))."),
            data: [
                "parts": .array(data), "tokens": .int(total), "leftOut": .array(leftOut.map(JSONValue.string)),
            ])
    }

    private func prompt(_ model: any LanguageModel, _ sampling: ModelRequest.Sampling, in workspace: Workspace) throws
        -> (parts: [PromptPart], leftOut: [String])
    {
        guard let entry else {
            let talk = try TalkPrompt("…", in: workspace, profile: model.profile)
            return (talk.parts, talk.leftOut)
        }
        let task: SectionTask = entry.section.isUnwritten ? .write : .rewrite(instruction: "")
        let jobs = try SourceShelf(in: workspace).offering([.init(entry: entry, task: task)], to: model.profile)
        let plan = WritingPlan(jobs: jobs, parallel: 1)
        let writing = SectionScheduler(model: model, session: workspace.filled, plan: plan, sampling: sampling)
        return (try writing.firstPrompt(), [])
    }
}
