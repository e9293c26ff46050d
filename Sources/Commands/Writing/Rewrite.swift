import Chains
import Manuscript

/// `:rewrite ADDRESS [INSTRUCTION]` rewrites sections; the old text stays current until the new one is complete.
struct Rewrite: Command, SectionsCommand {
    private static let address = TypedParameter<Address>(
        "address", .passage, "which sections, or a paragraph such as 2.3:4")
    private static let instruction = TypedParameter<String>(
        "instruction", .text, "what to change, in the writer's language", isOptional: true,
        models: .required)
    static let card = CommandCard(
        name: "rewrite",
        parameters: [address, instruction],
        summary:
            "rewrite sections, one paragraph (2.3:4) or quoted words; a text is replaced only once the new one is complete",
        example: ":rewrite 3 shorter, with a worked example",
        tool: ToolUse(
            .writes,
            "Write sections anew by an instruction: for changes of tone, length, angle or matter."
        ))

    let jobs: [WritingPlan.Job]
    private let line: String
    private let spared: String
    /// Nil for a part of one text, which is never a large run.
    private let step: Step?

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let address = try values(Self.address)
        let instruction = values[Self.instruction] ?? ""
        if let excerpt = try session.excerpt(at: address) {
            (jobs, spared, step) = (try Self.jobs(for: excerpt, instruction, isEdit: false), "", nil)
            return
        }
        let entries = try session.sections(at: address)
        let wanted = entries.filter(\.section.takesText)
        let open = try LockFilter(wanted)
        let rest = Resumption(open.entries, instruction: instruction, in: session)
        spared = [open.remark, rest.remark].filter { !$0.isEmpty }.joined(separator: " ")
        step = Step("rewrite", ["address": "all", "instruction": instruction].filter { !$1.isEmpty })
        jobs = rest.entries.map { .init(entry: $0, task: .rewrite(instruction: instruction)) }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if !spared.isEmpty { workspace.interface.note(spared) }
        return try await WriteOperation(
            kind: .rewrite, line: line, jobs: jobs, showsChanges: jobs.contains(where: \.isPartial), step: step
        ).perform(in: workspace)
    }
}

extension SectionsCommand {
    /// Returns the job that changes a part of a text; throws `CommandError.locked` if its section is locked.
    static func jobs(for excerpt: Excerpt, _ instruction: String, isEdit: Bool) throws -> [WritingPlan.Job] {
        try LockFilter([excerpt.entry]).entries.map {
            WritingPlan.Job(entry: $0, task: .excerpt(excerpt, instruction: instruction, isEdit: isEdit))
        }
    }
}
