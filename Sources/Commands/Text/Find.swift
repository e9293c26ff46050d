import Manuscript
import Platform

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
        let places = TextPlaces(of: text)
        let found = workspace.session.outline.entries.map { entry in
            (
                entry, isInTitle: places.occurs(in: entry.section.title),
                passages: places.passages(in: entry.section.text?.text ?? "")
            )
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
            .plain(lines.joined(separator: "\n")), note: "\(count.counted("place")) in the texts.",
            data: ["sections": .array(data)], isLong: true)
    }
}
