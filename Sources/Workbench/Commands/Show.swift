import Manuscript

/// `:show [ADDRESS]` shows the post or a part of it.
struct Show: Command {
    static let card = CommandCard(
        name: "show", usage: "[ADDRESS]", summary: "show the post or a part of it", example: ":show 2.1",
        takes: [.address])

    private let entries: [Outline.Entry]
    private let title: String?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        if arguments.isEmpty {
            entries = session.outline.entries
            title = session.topic
        } else {
            entries = try session.sections(at: try arguments.address(in: session))
            title = nil
        }
        try arguments.end()
    }

    func perform(at desk: Desk) async throws -> Report {
        let missing = entries.filter { $0.section.isUnwritten }.count
        let note =
            missing == 0
            ? ""
            : "\(missing) section\(missing == 1 ? " is" : "s are") not written yet. `:write` writes what is missing."
        return Report(
            .markdown(MarkdownExport.text(title: title, entries: entries)), note: note,
            data: ["sections": .array(entries.map(JSONExport.value))])
    }
}
