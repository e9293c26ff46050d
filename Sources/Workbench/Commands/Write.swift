import Chains
import Manuscript

/// `:write [ADDRESS]` writes what is not written yet, and nothing twice.
struct Write: Command {
    static let card = CommandCard(
        name: "write", usage: "[ADDRESS]", summary: "write what is not written yet, all of it or a part",
        example: ":write 2",
        takes: [.address])

    private let jobs: [WritingPlan.Job]
    private let line: String
    private let nothing: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let address = arguments.isEmpty ? Address.all : try arguments.address(in: session)
        try arguments.end()
        let entries = try session.sections(at: address)
        jobs = entries.filter(\.section.isUnwritten).map { .init(entry: $0, task: .write) }
        nothing =
            "Nothing is left to write there. `:rewrite \(address == .all ? "ADDRESS" : address.text)` writes anew, `:show` shows it."
    }

    func perform(at desk: Desk) async throws -> Report {
        guard !jobs.isEmpty else { return Report(note: nothing, data: ["sections": []]) }
        return try await WritingRun(kind: "write", line: line, jobs: jobs).perform(at: desk)
    }
}
