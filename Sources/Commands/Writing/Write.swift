import Chains
import Manuscript
import Platform

/// `:write [ADDRESS]` writes unwritten sections and skips written ones.
struct Write: Command {
    private static let address = TypedParameter<Address>(
        "address", .address, "which sections; by default, all", isOptional: true)
    static let card = CommandCard(
        name: "write",
        flags: [CommandFlag("--repair", "rewrite sections that retell others")],
        parameters: [address],
        summary: "write what is not written yet, all of it or a part; --repair rewrites sections that retell others",
        example: ":write 2",
        tool: ToolUse(.writes, "Write what is not written yet: all of it, or a part."))

    private let jobs: [WritingPlan.Job]
    private let line: String
    private let nothing: String
    private let repairs: Bool
    private let spared: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        repairs = values.has("--repair")
        let address = values[Self.address] ?? .all
        let entries = try session.sections(at: address)
        let wanted = try LockFilter(entries.filter(\.section.isUnwritten))
        spared = wanted.remark
        jobs = wanted.entries.map { .init(entry: $0, task: .write) }
        nothing =
            address == .all
            ? "Everything is already written. `:rewrite ADDRESS` rewrites a section, `:show` shows the post."
            : "\(address.text) is already written. `:rewrite \(address.text)` rewrites it, `:show \(address.text)` shows it."
    }

    func perform(in workspace: Workspace) async throws -> Report {
        guard !jobs.isEmpty || repairs else { return Report(note: nothing, data: ["sections": []]) }
        if !spared.isEmpty { workspace.interface.note(spared) }
        var report = Report(note: nothing, data: ["sections": []])
        if !jobs.isEmpty {
            report = try await WriteOperation(kind: .write, line: line, jobs: jobs).perform(in: workspace)
        }
        let repair = Repair(line: line)
        if repairs { try await mend(by: repair, in: workspace) }
        if let left = repair.remark(on: workspace.session) { workspace.interface.note(left) }
        return report
    }

    /// Repairs repetitions; the post is complete without this, so the errors of a model become remarks.
    private func mend(by repair: Repair, in workspace: Workspace) async throws {
        do { try await repair.perform(in: workspace) } catch let error
            where error is ModelError || error is ChainError || error is BudgetError
        {
            workspace.interface.note(
                "The post is complete, but some sections still retell others. \(sentence(for: error)) `:write --repair` continues."
            )
        }
    }
}
