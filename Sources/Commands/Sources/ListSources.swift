import Manuscript
import Platform

/// `:sources` lists the sources of the post.
struct ListSources: Command {
    static let card = CommandCard(
        name: "sources",
        summary: "list the sources that sections may cite, with their numbers",
        example: ":sources")

    init(_ arguments: Arguments, session: Session) throws {
        try arguments.end()
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
    }

    /// Makes the list that `:source` without arguments shows.
    init(line: String) throws {}

    func perform(in workspace: Workspace) async throws -> Report {
        let shelf = SourceShelf(in: workspace)
        let sources = workspace.session.references
        guard !sources.isEmpty else {
            return Report(note: SourceCommandError.noSources.sentence, data: ["sources": []])
        }
        var uses: [Int: Int] = [:]
        for entry in workspace.session.outline.entries {
            for mark in CitationMarks.all(in: entry.section.text?.text ?? "") {
                for number in Set(mark.addresses.map(\.source)) { uses[number, default: 0] += 1 }
            }
        }
        let rows = sources.map { source in
            [
                "\(source.number)", source.name, source.kind, shelf.size(of: source),
                uses[source.number].map { "cited \($0.counted("time"))" } ?? "not cited",
                source.address == source.name ? "" : source.address,
            ]
        }
        let data = sources.map { source -> JSONValue in
            var fields = source.json.object ?? [:]
            fields["citations"] = .int(uses[source.number] ?? 0)
            return .object(fields)
        }
        return Report(
            .plain(TextTable.lines(rows, rightAligned: [0]).joined(separator: "\n")),
            data: ["sources": .array(data)])
    }
}
