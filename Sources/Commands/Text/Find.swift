import Manuscript

/// `:find TEXT` lists the places of the post that contain a text, in any case.
struct Find: Command {
    private static let text = TypedParameter<String>("text", .text, "what to look for")
    static let card = CommandCard(
        name: "find",
        parameters: [text],
        summary: "list where a text occurs in titles and texts",
        example: ":find starter")

    private let text: String

    init(_ arguments: Arguments, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        text = try ArgumentValues(arguments, of: Self.card, in: session)(Self.text)
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let found = workspace.session.outline.entries.map { entry in
            (entry, isInTitle: !places(in: entry.section.title).isEmpty, passages: passages(of: entry))
        }.filter { $0.isInTitle || !$0.passages.isEmpty }
        let count = found.reduce(0) { $0 + $1.passages.count }
        guard !found.isEmpty else {
            return Report(note: "“\(text)” is nowhere in the post.", data: ["passages": []])
        }
        let lines = found.flatMap { entry, _, passages in
            ["\(entry.number)  \(entry.section.title)"] + passages.map { "    \($0)" }
        }
        let data = found.map { entry, _, passages -> JSONValue in
            ["number": .string(entry.number), "passages": .array(passages.map(JSONValue.string))]
        }
        return Report(
            .plain(lines.joined(separator: "\n")), note: "\(count) place\(count == 1 ? "" : "s") in the texts.",
            data: ["sections": .array(data)], isLong: true)
    }

    /// The characters that are shown on each side of a place.
    private static let margin = 30

    /// Returns the places of a section's text, each with some words around it.
    private func passages(of entry: Outline.Entry) -> [String] {
        let body = Array(entry.section.text?.text ?? "")
        return places(in: String(body)).map { place in
            let start = max(0, place - Self.margin)
            let end = min(body.count, place + text.count + Self.margin)
            var words = String(body[start..<end]).split(whereSeparator: \.isWhitespace).map(String.init)
            // Words at the edges may be cut.
            if start > 0, words.count > 2, place > start, !body[start - 1].isWhitespace { words.removeFirst() }
            if end < body.count, words.count > 2, !body[end].isWhitespace { words.removeLast() }
            return (start > 0 ? "… " : "") + words.joined(separator: " ") + (end < body.count ? " …" : "")
        }
    }

    /// Returns the places of the text in another one, in characters.
    private func places(in whole: String) -> [Int] {
        let (body, wanted) = (whole.map { $0.lowercased() }, text.map { $0.lowercased() })
        guard let first = wanted.first, body.count >= wanted.count else { return [] }
        return (0...(body.count - wanted.count)).filter { place in
            body[place] == first && body[place..<(place + wanted.count)].elementsEqual(wanted)
        }
    }
}
