import Chains
import Manuscript

/// `:continue [ADDRESS]` has the model finish texts that were cut off.
struct Continue: Command {
    private static let address = TypedParameter<Address>(
        "address", .address, "which sections; by default, the only unfinished one", isOptional: true)
    static let card = CommandCard(
        name: "continue",
        parameters: [address],
        summary: "continue an unfinished text where it broke off",
        example: ":continue 2.3")

    private let jobs: [WritingPlan.Job]
    private let line: String
    private let spared: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let broken = session.outline.entries.filter { $0.section.candidate != nil }
        let wanted: [Outline.Entry]
        if let address = values[Self.address] {
            let named = try session.sections(at: address)
            wanted = named.filter { $0.section.candidate != nil }
            guard !wanted.isEmpty else { throw CommandError.noCandidate(named.first?.number ?? "") }
        } else {
            wanted = [try Self.only(of: broken, in: session)]
        }
        let open = try LockFilter(wanted)
        spared = open.remark
        jobs = open.entries.compactMap { entry in
            entry.section.candidate.map { .init(entry: entry, task: .goOn($0)) }
        }
    }

    /// Returns the only unfinished text, or the one touched last.
    private static func only(of broken: [Outline.Entry], in session: Session) throws -> Outline.Entry {
        guard let first = broken.first else { throw CommandError.noCandidates }
        if broken.count == 1 { return first }
        let last = try session.section(at: .last)
        guard last.section.candidate != nil else { throw CommandError.severalCandidates(broken.map(\.number)) }
        return last
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if !spared.isEmpty { workspace.interface.note(spared) }
        return try await WriteOperation(kind: .continue, line: line, jobs: jobs).perform(in: workspace)
    }
}
