import Chains
import Manuscript

/// `:fit [ADDRESS]` rewrites sections that are longer or shorter than their budgets and skips the rest.
struct Fit: Command, SectionsCommand {
    private static let address = TypedParameter<Address>(
        "address", .address, "which sections; by default, all", isOptional: true)
    static let card = CommandCard(
        name: "fit",
        parameters: [address],
        summary: "rewrite sections that miss their budget by a tenth or more",
        example: ":fit all",
        tool: ToolUse(
            .writes, "Write anew, at the right length, the sections whose texts are far from their number of words."))

    let jobs: [WritingPlan.Job]
    private let line: String
    private let spared: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let address = values[Self.address] ?? .all
        let entries = try session.sections(at: address)
        guard entries.contains(where: { $0.section.text != nil }) else {
            throw CommandError.nothingWritten(address == .all ? "The post" : "Section \(address.text)")
        }
        let wanted = entries.compactMap { entry in Self.instruction(for: entry.section).map { (entry, $0) } }
        let open = try LockFilter(wanted.map(\.0))
        spared = open.remark
        let ids = Set(open.entries.map(\.section.id))
        jobs = wanted.filter { ids.contains($0.0.section.id) }.map {
            .init(entry: $0.0, task: .rewrite(instruction: $0.1))
        }
    }

    /// Returns the instruction for the model; nil if the length is right or there is no budget.
    private static func instruction(for section: Section) -> String? {
        guard let text = section.text, let words = section.words else { return nil }
        let share = Double(text.words) / Double(words)
        guard share < 0.9 || share > 1.1 else { return nil }
        return share > 1
            ? "Say the same in about \(words) words instead of \(text.words): leave out what matters least."
            : "Say more, in about \(words) words instead of \(text.words): more reasons, cases and figures, no padding."
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if !spared.isEmpty { workspace.interface.note(spared) }
        guard !jobs.isEmpty else {
            return Report(note: "Every text is within a tenth of its budget, so nothing was changed.")
        }
        return try await WriteOperation(
            kind: .rewrite, line: line, jobs: jobs, isFitting: true, step: Step("fit", ["address": "all"])
        ).perform(in: workspace)
    }
}
