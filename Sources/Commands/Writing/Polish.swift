import Chains
import Manuscript

/// `:polish [ADDRESS]` rewrites the sentences with stock or banned phrases, and no others.
struct Polish: Command {
    private static let address = TypedParameter<Address>(
        "address", .address, "which sections; by default, all", isOptional: true)
    static let card = CommandCard(
        name: "polish",
        parameters: [address],
        summary:
            "rewrite only the sentences that say what `:check` lists as stock phrases, or what the style card bans",
        example: ":polish 2",
        tool: ToolUse(.writes, "Rewrite only the sentences with stock phrases or banned phrases, in plain words."))

    private let address: Address
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        address = values[Self.address] ?? .all
        guard try session.sections(at: address).contains(where: { $0.section.text != nil }) else {
            throw CommandError.nothingWritten(address == .all ? "The post" : "Section \(address.text)")
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let wanted = Set(try workspace.session.sections(at: address).map(\.section.id))
        let found = FlaggedSentence.all(in: workspace.filled, .phrases).filter { wanted.contains($0.entry.section.id) }
        guard !found.isEmpty else {
            return Report(note: "No sentence has a stock phrase or a banned one, so nothing was changed.")
        }
        let open = try LockFilter(found.map(\.entry))
        if !open.remark.isEmpty { workspace.interface.note(open.remark) }
        let ids = Set(open.entries.map(\.section.id))
        let jobs = found.filter { ids.contains($0.entry.section.id) }.map {
            WritingPlan.Job(entry: $0.entry, task: .polish($0.flags))
        }
        return try await WriteOperation(
            kind: .edit, line: line, jobs: jobs, showsChanges: true, step: Step("polish", ["address": "all"])
        ).perform(in: workspace)
    }
}
