import LoopbackServer
import Manuscript
import Testing

/// The loopback author is a tool of other rooms' tests: what they rely on is pinned here.
@Suite struct AuthorTests {
    private func body(_ asked: String, format: JSONValue? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["messages": [["role": "user", "content": .string(asked)]], "stream": true]
        members["response_format"] = format
        return .object(members)
    }

    @Test func `Prose is two paragraphs, the same for the same question`() {
        let text = Author.text(for: body("a"))
        #expect(text == Author.text(for: body("a")))
        #expect(text != Author.text(for: body("b")))
        #expect(text.split(separator: "\n\n").count == 2)
        #expect((50...70).contains(text.split { $0.isWhitespace }.count))
    }

    @Test func `An object has the shape of its schema`() throws {
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                "sections": [
                    "type": "array", "maxItems": 2,
                    "items": [
                        "type": "object",
                        "properties": [
                            "title": ["type": "string", "maxLength": 80], "words": ["type": "integer"],
                            "points": ["type": "array", "minItems": 4, "items": ["$ref": "#/$defs/point"]],
                            "kind": ["enum": ["intro", "body"]],
                        ],
                    ],
                ]
            ],
            "$defs": ["point": ["type": "string"]],
        ]
        let format: JSONValue = ["type": "json_schema", "json_schema": ["name": "o", "schema": schema]]
        let object = try JSONValue(parsing: Author.text(for: body("a", format: format)))
        let sections = try #require(object["sections"]?.array)
        #expect(sections.count == 2)
        #expect(sections[0]["kind"] == "intro")
        #expect(sections[0]["words"]?.int == 150)
        #expect(sections[0]["points"]?.array == ["Point 1", "Point 2", "Point 3", "Point 4"])
        let titles = sections.compactMap { $0["title"]?.string }
        #expect(titles[0].hasPrefix("Title 1"))
        #expect(Set(titles).count == 2)
    }

    @Test func `A bare json_object is an outline`() throws {
        let object = try JSONValue(parsing: Author.text(for: body("a", format: ["type": "json_object"])))
        #expect(object["sections"]?.array?.count == 3)
        #expect(object["sections"]?.array?.first?["subsections"]?.array?.count == 3)
    }

    @Test func `The tokens of a stream make the text again`() throws {
        let request = ReceivedRequest(
            method: "POST", path: "/v1/chat/completions", bytes: Array(body("q").compact.utf8))
        guard case .stream(let tokens, _, let usage, let finish) = Author().reply(to: request) else {
            Issue.record("no stream")
            return
        }
        #expect(tokens.joined() == Author.text(for: body("q")))
        #expect(tokens.count > 40)
        #expect(usage != nil)
        #expect(finish == "stop")
    }
}
