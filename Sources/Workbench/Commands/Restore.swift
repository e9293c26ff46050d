import Manuscript

/// `:restore 2.3 1` makes an earlier text of a section the one that counts.
struct Restore: Command {
    static let card = CommandCard(
        name: "restore", usage: "SECTION VERSION", summary: "make an earlier text of a section the one that counts",
        example: ":restore 2.3 1", takes: [.section, .text],
        tool: ToolUse(
            .changes, "Make an earlier text of a section the one that counts.",
            [
                .init("section", .section, "which section"),
                .init("version", .number(1...9999), "the number of the version"),
            ]))

    private let entry: Outline.Entry
    private let version: Version
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        entry = try session.section(at: try arguments.address(in: session))
        guard let word = arguments.word() else {
            throw CommandError.missing("the number of a version behind the section", command: arguments.command)
        }
        try arguments.end()
        let section = entry.section
        guard !section.versions.isEmpty else {
            throw CommandError.nothingWritten("\(entry.number) \(section.title)")
        }
        guard let found = section.versions.first(where: { "\($0.number)" == word }) else {
            throw CommandError.noVersion(
                word, of: "\(entry.number) \(section.title)", has: section.versions.map(\.number))
        }
        version = found
    }

    func perform(at desk: Desk) async throws -> Report {
        let name = "\(entry.number) \(entry.section.title)"
        guard version.number != entry.section.current else {
            return Report(note: "Version \(version.number) of \(name) counts already, so nothing was changed.")
        }
        let summary = "restored version \(version.number) of \(name), \(version.words) words"
        let turn = Turn(at: desk.now(), kind: "restore", input: line, summary: summary)
        try desk.commit([.choose(entry.section.id, number: version.number)], turn)
        return Report(
            note: "Version \(version.number) of \(name) counts now, \(version.words) words. `:undo` takes it back.",
            data: ["sections": [desk.session.outline.entry(entry.section.id).map(JSONExport.value) ?? .null]])
    }
}
