import Manuscript
import Platform

/// `:export [FORMAT] [PATH]` writes the post to a file.
struct ExportPost: Command {
    static let card = CommandCard(
        name: "export", usage: "[FORMAT] [PATH]", summary: "write the post to a file (- is standard output)",
        example: ":export html post.html", takes: [.format, .path])

    private let format: any Export.Type
    private let path: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let first = arguments.word()
        if let first, let named = Exports.named(first) {
            format = named
            path = arguments.word() ?? "\(session.name).\(named.format)"
        } else if let first, first == "-" || first.contains("/") || first.contains(".") {
            let ending = first.split(separator: ".").last.map(String.init) ?? ""
            format = first.contains(".") ? Exports.named(ending) ?? MarkdownExport.self : MarkdownExport.self
            path = first
        } else if let first {
            throw CommandError.unknownFormat(first, known: Exports.all.map { $0.format })
        } else {
            format = MarkdownExport.self
            path = "\(session.name).md"
        }
        try arguments.end()
    }

    /// The same for the command line, where a path may be anything.
    init(format: any Export.Type, path: String) {
        self.format = format
        self.path = path
    }

    func perform(at desk: Desk) async throws -> Report {
        let text = try format.text(of: desk.session)
        let missing = desk.session.outline.unwritten.count
        let warning = missing == 0 ? "" : " \(missing) of its sections \(missing == 1 ? "is" : "are") not written yet."
        var members: [String: JSONValue] = [
            "format": .string(format.format), "path": .string(path), "unwritten": .int(missing),
        ]
        if path == "-" {
            // For programs there is nothing on standard output but the object.
            members["text"] = .string(text)
            return Report(.plain(text), note: String(warning.trimmed), data: .object(members))
        }
        let data = JSONValue.object(members)
        if desk.isDry {
            return Report(
                note: "A dry run: this would write \(path), \(desk.session.outline.words) words.\(warning)", data: data)
        }
        try Files.replace(desk.path(path), with: Array(text.utf8), mode: 0o644)
        return Report(note: "Wrote \(path), \(desk.session.outline.words) words.\(warning)", data: data)
    }
}
