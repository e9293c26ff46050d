package import Manuscript
import Platform

/// Answers like a model that does its job: objects under the schema it is given, and prose otherwise.
///
/// The same request always gets the same answer, different requests different ones.
package struct Author: Sendable {
    /// Seconds before each token.
    package var delay: Double
    /// The models that are listed.
    package var models: [String]

    /// Makes an author.
    package init(delay: Double = 0, models: [String] = ["loopback-author"]) {
        self.delay = delay
        self.models = models
    }

    /// The answer to a request; hand it to `LoopbackServer.start`.
    package func reply(to request: ReceivedRequest) -> Reply {
        if request.path.hasSuffix("/models") {
            let list = models.map { JSONValue.object(["id": .string($0), "object": "model"]) }
            return .json(200, JSONValue.object(["object": "list", "data": .array(list)]).compact)
        }
        guard request.isChat, let body = request.json else {
            return .json(404, #"{"error":{"message":"no such address","type":"not_found"}}"#)
        }
        let text = Self.text(for: body)
        let usage = Usage(promptTokens: request.bytes.count / 4, completionTokens: text.count / 4, calls: 1)
        guard body["stream"] == .bool(true) else { return .json(200, Self.whole(text)) }
        return .stream(Self.tokens(of: text), delay: delay, usage: usage)
    }

    /// The text of the answer to a request's body.
    package static func text(for body: JSONValue) -> String {
        let messages = body["messages"]?.array ?? []
        let asked = messages.last { $0["role"]?.string == "user" }?["content"]?.string ?? ""
        if let parts = parts(in: asked) { return briefs(of: parts).compact }
        switch body["response_format"]?["type"]?.string {
        case "json_schema":
            var example = SchemaExample()
            let schema = body["response_format"]?["json_schema"]?["schema"] ?? [:]
            return example.value(for: schema, root: schema).compact
        case "json_object":
            var example = SchemaExample()
            return example.value(for: Self.plainOutline, root: [:]).compact
        default:
            return Prose(seed: asked, words: words(in: asked)).text
        }
    }

    /// The numbers of the parts whose briefs are asked for; nil if none are.
    package static func parts(in asked: String) -> [String]? {
        guard let start = asked.firstRange(of: "Say what these parts cover: ")?.upperBound else { return nil }
        // The list ends with a full stop.
        return asked[start...].prefix { $0 != "\n" }.dropLast().split(separator: ", ").map(String.init)
    }

    /// A brief and three points for each part, in words of its own.
    private static func briefs(of parts: [String]) -> JSONValue {
        let items = parts.map { part -> JSONValue in
            let seed = part.utf8.reduce(0) { $0 * 31 + Int($1) } % 1000
            func words(_ place: Int) -> JSONValue {
                .string("\(Prose.word(seed + place)) \(Prose.word(seed * 2 + place * 7)) of \(part)")
            }
            return ["number": .string(part), "brief": words(0), "points": [words(1), words(2), words(3)]]
        }
        return ["sections": .array(items)]
    }

    /// The length that a task asks for last; an author keeps to it.
    private static func words(in asked: String) -> Int {
        asked.matches(of: /about (\d+) words/).last.flatMap { Int($0.output.1) } ?? 60
    }

    /// The answer to a bare `json_object`: an outline of two levels.
    private static var plainOutline: JSONValue {
        let leaf: JSONValue = [
            "type": "object",
            "properties": [
                "title": ["type": "string"], "brief": ["type": "string"],
                "points": ["type": "array", "items": ["type": "string"]],
            ],
        ]
        let section: JSONValue = [
            "type": "object",
            "properties": ["title": ["type": "string"], "subsections": ["type": "array", "items": leaf]],
        ]
        return [
            "type": "object",
            "properties": ["title": ["type": "string"], "sections": ["type": "array", "items": section]],
        ]
    }

    /// The words of a text, each with the white space before it.
    private static func tokens(of text: String) -> [String] {
        var tokens: [String] = []
        var token = ""
        for character in text {
            if character.isWhitespace, token.last?.isWhitespace == false {
                tokens.append(token)
                token = ""
            }
            token.append(character)
        }
        return token.isEmpty ? tokens : tokens + [token]
    }

    private static func whole(_ text: String) -> String {
        JSONValue.object([
            "object": "chat.completion",
            "choices": [
                [
                    "index": 0, "message": ["role": "assistant", "content": .string(text)],
                    "finish_reason": "stop",
                ]
            ],
        ]).compact
    }
}
