package import LoopbackServer
import Manuscript

/// A model that writes good prose, so that in trials only the program is judged: one post, about a tool library.
///
/// It makes the outline, sections, second drafts, edits, alternatives, reviews, titles and style cards, and talks. The
/// same request always gets the same answer. Requests that it does not know are left to `Author`.
package struct GoodPen: Sendable {
    /// The tokens that arrive in a second; 0 for all at once.
    package var speed: Double

    /// Makes a pen that writes at a speed in tokens a second.
    package init(speed: Double = 0) { self.speed = speed }

    /// The answer to a request; hand it to `LoopbackServer.start`.
    package func reply(to request: ReceivedRequest) -> Reply {
        let author = Author(delay: speed > 0 ? 1 / speed : 0, models: ["good-pen-120b"])
        guard request.isChat, let body = request.json, body["stream"] == .bool(true) else {
            return author.reply(to: request)
        }
        let asked = request.messages("user").joined(separator: "\n\n")
        if let said = Self.said(in: request) {
            let isAnswered = !request.messages("tool").isEmpty
            if !isAnswered, let call = Self.call(for: said) { return Self.calling(call.name, call.arguments) }
            return stream(isAnswered ? "That is in the plan now." : Self.answer(to: said), request)
        }
        if let name = body["response_format"]?["json_schema"]?["name"]?.string ?? Self.kind(of: asked),
            let value = Self.value(name, asked)
        {
            return stream(value.compact, request)
        }
        let text = Self.further(request) ?? Self.text(for: request.messages("user").last ?? "")
        return text.map { stream($0, request) } ?? author.reply(to: request)
    }

    private func stream(_ text: String, _ request: ReceivedRequest) -> Reply {
        let usage = Usage(promptTokens: request.bytes.count / 4, completionTokens: text.count / 4, calls: 1)
        return .stream(Self.tokens(of: text), delay: speed > 0 ? 1 / speed : 0, usage: usage)
    }

    /// The pieces of a text: each word with the space before it.
    private static func tokens(of text: String) -> [String] {
        text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map { ($0 == 0 ? "" : " ") + $1 }
    }

    // MARK: - Texts

    /// The text after a complaint about the length of the last one: new sentences, or the whole text longer.
    private static func further(_ request: ReceivedRequest) -> String? {
        let messages = request.messages("user")
        guard let complaint = messages.last, let before = request.messages("assistant").last,
            let task = messages.last(where: { $0.contains(/section [\d.]+, "/) }), task != complaint,
            let part = part(in: task)
        else { return nil }
        let words = wanted(in: complaint)
        let all = [part.first, part.second, part.figure].joined(separator: "\n").split(separator: "\n").map(String.init)
        guard complaint.hasPrefix("Add one more paragraph") else { return fitted(all, to: words) }
        let fresh = all.flatMap { sentences(of: $0) }.filter { !before.contains($0) }
        return fitted([fresh.joined(separator: " ")], to: words)
    }

    private static func part(in task: String) -> Part? {
        task.firstMatch(of: /section ([\d.]+), "(.+?)"/).flatMap { match in
            parts.first { $0.title == match.output.2 } ?? parts.first { $0.number == match.output.1 }
        }
    }

    private static func wanted(in task: String) -> Int {
        task.matches(of: /about (\d+) words/).last.flatMap { Int($0.output.1) } ?? 170
    }

    /// The text that the last message of a request asks for; nil if it names no section of the post.
    static func text(for task: String) -> String? {
        guard let part = part(in: task) else { return nil }
        let words = wanted(in: task)
        let present = task.firstMatch(of: /The body as it stands:\n"""\n([\s\S]*?)\n"""/).map { String($0.output.1) }
        let passage = task.firstMatch(of: /"""\n[\s\S]*<passage>([\s\S]*)<\/passage>/).map { String($0.output.1) }
        if let passage { return changed(passage, part, isShorter: task.contains("shorter")) }
        if task.contains("Instruction: "), let present { return edited(present, part) }
        let isShorter = task.contains("shorter") || task.contains("kürzer")
        return fitted(pool(for: task, part, isAgain: present != nil), to: isShorter ? words * 3 / 5 : words)
    }

    /// The first words of the emphases of alternatives, in their order.
    private static let emphases = [
        "Lead with a ", "Lead with the ", "Explain it ", "Begin with what ", "Keep to ", "Begin with a question",
        "Compare it ", "Tell what ", "Go from ", "Let one ",
    ]

    /// The paragraphs to take a text from, by the emphasis of an alternative or because there is a text already.
    private static func pool(for task: String, _ part: Part, isAgain: Bool) -> [String] {
        let (first, second) = (part.first.split(separator: "\n").map(String.init), [part.second])
        switch emphases.firstIndex(where: { task.contains("\n" + $0) }).map({ $0 % 3 }) {
        case 0: return Array(first.dropFirst()) + second + [part.figure]
        case 1: return second + [part.figure] + first.prefix(1)
        case 2: return [part.figure] + first
        default: return isAgain ? second + first : first + second
        }
    }

    /// The paragraphs up to the number of words, in whole sentences.
    private static func fitted(_ paragraphs: [String], to words: Int) -> String {
        var count = 0
        let fitting = paragraphs.compactMap { paragraph -> String? in
            var kept: [String] = []
            for sentence in sentences(of: paragraph) where count < words * 19 / 20 {
                kept.append(sentence)
                count += Prose.words(in: sentence)
            }
            return kept.isEmpty ? nil : kept.joined(separator: " ")
        }
        return fitting.joined(separator: "\n\n")
    }

    /// The sentences of a paragraph.
    static func sentences(of paragraph: String) -> [String] {
        var start = paragraph.startIndex
        return Sentences.ends(in: paragraph).map { end in
            defer { start = end }
            return String(paragraph[start..<end].drop { $0 == " " })
        }
    }

    /// A passage with its first sentence only, or the first half of its words, or with one more sentence.
    private static func changed(_ passage: String, _ part: Part, isShorter: Bool) -> String {
        guard isShorter else { return "\(passage) \(part.figure)" }
        let (all, words) = (sentences(of: passage), passage.split(separator: " "))
        return all.count > 1 ? all[0] : words.prefix(max(1, words.count / 2)).joined(separator: " ")
    }

    /// A text with one more sentence at the end of its first paragraph.
    private static func edited(_ text: String, _ part: Part) -> String {
        guard !text.contains(part.figure) else { return text }
        var paragraphs = text.split(separator: "\n\n", omittingEmptySubsequences: false).map(String.init)
        paragraphs[0] += " " + part.figure
        return paragraphs.joined(separator: "\n\n")
    }
}
