import Manuscript
import Platform

/// `:accept ADDRESS` makes the unfinished text of a section its current text.
struct Accept: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    static let card = CommandCard(
        name: "accept",
        parameters: [section],
        summary: "accept the unfinished text of a section",
        example: ":accept 2.3")

    private let entry: Outline.Entry
    private let candidate: Candidate
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        guard let candidate = entry.section.candidate else { throw CommandError.noCandidate(entry.number) }
        self.candidate = candidate
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let version = Version(
            number: entry.section.nextVersionNumber, text: candidate.text, origin: candidate.origin,
            instruction: candidate.instruction, model: candidate.model, at: workspace.now(),
            leftOut: candidate.leftOut)
        let edits: [Edit] = [.addVersion(entry.section.id, version), .setCandidate(entry.section.id, nil)]
        let summary = "accepted the unfinished text of \(entry.number), \(version.words.counted("word"))"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .accept, input: line, summary: summary))
        return Report(
            note: "\(entry.name) has \(version.words.counted("word")) now. `:undo` takes it back.")
    }
}
