import LoopbackServer
import Manuscript

/// Answers of `GoodPen` that are objects, and its part of a conversation.
extension GoodPen {
    /// The name of the schema that a request without one means; nil if it asks for prose.
    static func kind(of asked: String) -> String? {
        if asked.contains("Say what these parts cover: ") { return "briefs" }
        if asked.contains("Give the titles in reading order") { return "headings" }
        return nil
    }

    /// The object for a schema; nil for a schema that it does not know.
    static func value(_ name: String, _ asked: String) -> JSONValue? {
        switch name {
        case _ where asked.contains("Say what these parts cover: "): briefs(asked)
        case _ where asked.contains("Give the titles in reading order"): headings
        case "review": review(of: asked)
        case "titles": titles(asked)
        case "style": ["tone": "plain, dry, concrete", "audience": "people who want to try it in their own town"]
        default: nil
        }
    }

    private static var headings: JSONValue {
        [
            "sections": .array(
                outline.map {
                    [
                        "heading": .string($0.title), "subsections": .array($0.below.map(JSONValue.string)),
                    ]
                })
        ]
    }

    private static func briefs(_ asked: String) -> JSONValue {
        let numbers = Author.parts(in: asked) ?? []
        let items = numbers.map { number -> JSONValue in
            let part = parts.first { $0.number == number } ?? parts[0]
            return [
                "number": .string(number), "brief": .string(part.brief),
                "points": .array(part.points.map(JSONValue.string)),
            ]
        }
        return ["sections": .array(items)]
    }

    private static func titles(_ asked: String) -> JSONValue {
        let part = parts.first { asked.contains("\"\($0.title)\"") }
        let titles = part?.otherTitles ?? ["A wall of tools", "What the street lends", "Saturday at ten"]
        return ["titles": .array(titles.map(JSONValue.string))]
    }

    /// Points about the second sentence of the first three texts.
    private static func review(of asked: String) -> JSONValue {
        let problems = [
            ("support", "The claim has no figure behind it.", "Say how many, and when it was counted."),
            ("gap", "A reader who wants to copy this does not learn who decides.", "Name the person and the rule."),
            (
                "jargon", "A reader who never lent a tool may stumble here.",
                "Add half a sentence in plain words."
            ),
        ]
        let texts = asked.matches(of: /Section ([\d.]+), ".+?":\n"""\n([\s\S]*?)\n"""/)
        let points = zip(texts.prefix(3), problems).compactMap { text, problem -> JSONValue? in
            let sentences = sentences(of: String(text.output.2.prefix { $0 != "\n" }))
            guard sentences.count > 1 else { return nil }
            let quote = sentences[1].split(separator: " ").prefix(12).joined(separator: " ")
            return [
                "section": .string(String(text.output.1)), "kind": .string(problem.0), "quote": .string(quote),
                "problem": .string(problem.1), "fix": .string(problem.2),
            ]
        }
        return ["points": .array(points)]
    }

    // MARK: - Conversation

    /// The writer's words, if a request belongs to the conversation.
    static func said(in request: ReceivedRequest) -> String? {
        guard request.messages("system").first?.contains("talk with its writer") == true,
            let match = request.messages("user").last?.matches(of: /(?m)^The writer: (.*)$/).last
        else { return nil }
        return String(match.output.1)
    }

    /// The use of a tool that the words ask for; nil if they ask a question.
    static func call(for said: String) -> (name: String, arguments: JSONValue)? {
        let low = said.lowercased()
        if low.contains("winter") {
            return ("add", ["place": "5", "title": "Winter, when nobody builds"])
        }
        if low.contains("readers"), !low.contains("?") {
            return ("style", ["key": "audience", "value": "people who want to try it in their own town"])
        }
        return nil
    }

    /// The answer to a question.
    static func answer(to said: String) -> String {
        said.lowercased().contains("who")
            ? "It is for people who would like to try this in their own town. They know tools, not insurers."
            : """
            The order works: each section needs only those before it. The money comes late, but a reader who has \
            come so far wants to know it.
            """
    }

    /// An answer of one tool call.
    static func calling(_ name: String, _ arguments: JSONValue) -> Reply {
        let call: JSONValue = [
            "index": 0, "id": "call_0", "type": "function",
            "function": ["name": .string(name), "arguments": .string(arguments.compact)],
        ]
        let delta = Chunk.delta(["tool_calls": .array([call])])
        return .events(.init(delta + Chunk.finish("tool_calls") + Chunk.done))
    }
}
