import Manuscript
import Markdown
import Platform

/// `:show [ADDRESS]` shows the post or part of it.
struct Show: Command {
    private static let address = TypedParameter<Address>(
        "address", .paragraphs, "which sections, or 2.3:4", isOptional: true, models: .required)
    static let card = CommandCard(
        name: "show",
        parameters: [address],
        summary: "show the post or a part of it",
        example: ":show 2.1",
        tool: ToolUse(.looks, "Read the text of sections."))

    private let entries: [Outline.Entry]
    private let title: String?
    private let excerpt: Excerpt?

    init(_ arguments: Arguments, session: Session) throws {
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        guard let address = values[Self.address] else {
            (entries, title, excerpt) = (session.outline.entries, session.topic, nil)
            return
        }
        (excerpt, title) = (try session.excerpt(at: address), nil)
        entries = excerpt == nil ? try session.sections(at: address) : []
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if let excerpt {
            let part = PostAnswer.Part(
                number: excerpt.address, title: excerpt.entry.section.title, heading: "", body: excerpt.text)
            return Report(
                Report.Answer(PostAnswer([part])),
                data: ["address": .string(excerpt.address), "text": .string(excerpt.text)], isLong: true)
        }
        let missing = entries.filter { $0.section.isUnwritten }.count
        let note =
            missing == 0
            ? ""
            : "\(missing) section\(missing == 1 ? " is" : "s are") not written yet. `:write` writes what is missing."
        let broken = entries.filter { $0.section.candidate != nil }.map(\.number)
        return Report(
            Report.Answer(PostAnswer(parts)), note: (note + Greeting.unfinished(broken)).trimmed,
            data: ["sections": .array(entries.map(Self.value))], isLong: true)
    }

    /// The texts, each followed by its unfinished text, if any, marked as such.
    private var parts: [PostAnswer.Part] {
        var parts = title.map { [PostAnswer.Part(heading: MarkdownExport.heading($0, level: 1))] } ?? []
        for (entry, section) in zip(entries, MarkdownExport.sections(entries)) {
            let heading = MarkdownExport.heading(entry.section.title, level: entry.headingLevel)
            var body = [String(section.dropFirst(heading.count).drop(while: \.isNewline))]
            if let candidate = entry.section.candidate {
                let words = Prose.words(in: candidate.text)
                body.append("*[Unfinished (\(candidate.cause.rawValue)), \(words.counted("word")) so far:]*")
                body.append(Markdown.closed(candidate.text))
                body.append("*[Here it broke off.]*")
            }
            parts.append(
                PostAnswer.Part(
                    number: entry.number, title: entry.section.title, heading: heading,
                    body: body.filter { !$0.isEmpty }.joined(separator: "\n\n")))
        }
        return parts
    }

    private static func value(_ entry: Outline.Entry) -> JSONValue {
        var value = JSONExport.value(of: entry).object ?? [:]
        value["unfinished"] = entry.section.candidate.map {
            ["text": .string($0.text), "cause": .string($0.cause.rawValue)]
        }
        return .object(value)
    }
}
