import Chains
import Manuscript
import SeededRandom
import Testing

/// JSON is found in what a model says, whole or not at all.
struct JSONTextTests {
    @Test(arguments: [
        (#"{"a":1}"#, #"{"a":1}"#), ("```json\n{\"a\": [1]}\n```", #"{"a":[1]}"#),
        ("Look {here}: {\"a\":\"}\"} and [more]", #"{"a":"}"}"#), (#"say "{" then {"a":"\"]"}"#, #"{"a":"\"]"}"#),
        ("The list [see below]:\n[\"é\", \"漢\"]", #"["é","漢"]"#), ("{}", "{}"), (" [ ]\n", "[]"),
        ("<think>{\"a\": 1</think>{\"b\":2}", #"{"b":2}"#), ("As in [1] and `{`:\n{\"a\":1}", #"{"a":1}"#),
        (#"So: {/**/"a":1}"#, #"{"a":1}"#), (#"So: {/* x */ "a":1}"#, #"{"a":1}"#),
    ])
    func theValueIsFound(text: String, expected: String) { #expect(JSONText.value(in: text)?.compact == expected) }

    @Test(arguments: ["", "none", "\"text\"", "12", "null", "}{", "]", "{here}", "[x](y)", "{", "[", "[1, 2]"])
    func proseHoldsNone(text: String) { #expect(JSONText.find(in: text) == .none) }

    @Test(arguments: [
        "{\"a\":", "[{\"a\":1},", "{\"a\":[\"b\"", "text {\"a\":[{\"b\":1}", "[\"cut off \\", "{\"a\":\"\\",
        "{\"a\":1}{\"b\":2}", "{\"a\":1}\n\nBetter:\n{\"a\":2}", #"{"a":"He said "no" to it"}"#, "{\"a\": b}",
        #"{"a":1,"a":2}"#, #"{"a":"b "c":"d"}"#, #"[{"a":1}]}, {"b":2}]"#, #"{"a":}"#, #"{"a":,"b":1}"#,
        #"{"a" "b"}"#, #"["a" "b"]"#, #"{"a":[1}, "b":2"#, "{'a': 'the 'x', y'}", #"{"a":/* never closed"#,
        #"{"a": {"b": 1 "c": 2}}"#, #"{;"a":[{"b":1}]}"#, #"{ a = [{"b": 1}, {"b": 2}] }"#, "{\"a\": \"\"\"b\"\"\"}",
        "{\"a\": (1, 2)}",
    ])
    func incompleteJSONIsRefused(text: String) { #expect(JSONText.find(in: text) == .unreadable) }

    private static let whole =
        #"{"sections":[{"title":"A \"b\" [c]","points":["p","q"]},{"title":"D","points":[],"words":90,"x":null}]}"#

    /// Without its last bracket the list is whole, so that nothing can be missing.
    @Test func everyCutOfAnAnswerIsNothing() {
        let value = JSONText.value(in: Self.whole)
        #expect(value != nil)
        for length in 0..<Self.whole.count {
            let cut = String(Self.whole.prefix(length))
            #expect(JSONText.value(in: cut) == (length == Self.whole.count - 1 ? value : nil))
            #expect(JSONText.value(in: cut, isCut: true) == nil)
        }
    }

    // MARK: - Nearly JSON

    private static let sections: JSONValue = [
        "sections": [
            ["title": "Alpha", "brief": "It's \"one\"", "points": ["p", "q: r"], "ok": true],
            ["title": "Beta", "brief": "", "points": [], "ok": .null],
        ]
    ]

    private static let nearly: [String] = [
        // Comments and commas.
        #"{"sections": [ // the plan"# + "\n"
            + #"{"title":"Alpha","brief":"It's \"one\"","points":["p","q: r",],"ok":true,}, /* , ] */ {"title":"Beta","brief":"","points":[],"ok":null},]}"#,
        "# plan\n"
            + #"{,"sections":[{"title":"Alpha","brief":"It's \"one\"","points":["p",,"q: r"],"ok":true}{"title":"Beta","brief":"","points":[],"ok":null}]} // done"#,
        // Missing brackets where no list is left open, or which a later one implies.
        #"{"sections":[{"title":"Alpha","brief":"It's \"one\"","points":["p","q: r"],"ok":true},{"title":"Beta","brief":"","points":[],"ok":null}]"#,
        #"{"sections":[{"title":"Alpha","brief":"It's \"one\"","points":["p","q: r"],"ok":true},{"title":"Beta","brief":"","points":[],"ok":null}}"#,
        // Python's and JavaScript's.
        #"{'sections': [{'title': 'Alpha', 'brief': "It's \"one\"", 'points': ['p', 'q: r'], 'ok': True}, {'title': 'Beta', 'brief': '', 'points': [], 'ok': None}]}"#,
        #"sections = {'sections': [{'title': 'Alpha', 'brief': 'It\'s "one"', 'points': ['p', 'q: r'], 'ok': True}, {'title': 'Beta', 'brief': '', 'points': [], 'ok': None}]}"#,
        #"{sections: [{title: "Alpha", brief: 'It's "one"', points: ["p", "q: r"], ok: true}, {title: "Beta", brief: "", points: [], ok: undefined}]}"#,
        // Typographic quotes.
        #"{“sections”: [{“title”: “Alpha”, “brief”: “It's "one"”, “points”: [“p”, „q: r”], “ok”: true}, {“title”: “Beta”, “brief”: “”, “points”: [], “ok”: null}]}"#,
        // Encoded twice, or a part of it.
        sections.compact.encoded, sections.compact.encoded.encoded, "```json\n\(sections.compact.encoded)\n```",
        String(sections.compact.encoded.dropFirst().dropLast()),
        #"{"sections": "# + (sections["sections"]?.compact.encoded ?? "") + "}",
        // Around it.
        "Sure [as asked]! Here {it} is:\n\n```json\n\(sections.compact)\n```\n\nI hope [this] helps {you}.",
        sections.compact + "\n}\n```",
    ]

    @Test(arguments: nearly)
    func recoverableJSONIsRead(text: String) { #expect(JSONText.value(in: text) == Self.sections) }

    @Test func aLineFeedInATextStays() {
        let text = "{\"sections\":[{\"title\":\"Alpha\",\"brief\":\"line one\nline\ttwo\",\"points\":[\"p\"]}]}"
        let value = JSONText.value(in: text)
        #expect(value?["sections"]?.array?.first?["brief"]?.string == "line one\nline\ttwo")
    }

    /// One byte taken out or put in: the value is the same, or only words in it differ, or nothing is read.
    @Test(arguments: UInt64(1)...6)
    func noSlipMakesAPart(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = Array(
            #"{"sections":[{"title":"Alpha","points":["pp","qq"]},{"title":"Beta","points":["rr"]}]}"#.utf8)
        for _ in 0..<400 {
            var bytes = text
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            if Bool.random(using: &generator) {
                bytes.remove(at: place)
            } else {
                bytes.insert("\"{}[]:,\n' /".utf8.randomElement(using: &generator) ?? 0x20, at: place)
            }
            let changed = String(decoding: bytes, as: UTF8.self)
            guard let draft = OutlineReading.draft(from: changed) else { continue }
            #expect(draft.nodes.count == 2, "\(changed)")
            #expect(!draft.nodes.contains { ["pp", "qq", "rr"].contains($0.title) }, "\(changed)")
        }
    }

    @Test func aLongTextIsReadInTime() {
        for piece in ["{\"a\":[", "[", "{", "{'", "'", "[//", "[\"\\", "\"{\\\"", "{a:", "[ ", "/*"] {
            _ = JSONText.find(in: String(repeating: piece, count: 400_000 / piece.count))
        }
    }
}

extension String {
    /// The text as a text of JSON.
    fileprivate var encoded: String { JSONValue.string(self).compact }
}
