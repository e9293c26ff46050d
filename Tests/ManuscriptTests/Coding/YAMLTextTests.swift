import Manuscript
import Testing

@Suite struct YAMLTextTests {
    private func value(_ text: String) throws -> JSONValue { try YAMLText(Array(text.utf8), file: "f.yml").value }

    @Test func readsMapsListsAndScalars() throws {
        let text = """
            # a comment
            model: openai/gpt-oss-120b
            temperature: 0.5   # behind a value
            providers:
              groq: {apiKeyCommand: "pass show groq", timeout: 30}
            rules:
              - no lists
              - 'it''s'
            note: |
              two
              lines
            """
        #expect(
            try value(text) == [
                "model": "openai/gpt-oss-120b", "temperature": .number(0.5),
                "providers": ["groq": ["apiKeyCommand": "pass show groq", "timeout": 30]],
                "rules": ["no lists", "it's"], "note": "two\nlines",
            ])
    }

    @Test(arguments: [
        ("true", JSONValue.bool(true)), ("FALSE", .bool(false)), ("yes", "yes"), ("on", "on"), ("off", "off"),
        ("~", .null), ("null", .null), ("", .null), ("nul", "nul"), ("12", 12), ("-3", -3), ("+4", 4),
        ("0o17", 15), ("0x1F", 31), ("012", 12), ("1.5", .number(1.5)), (".5", .number(0.5)), ("1e2", .number(100)),
        ("1_000", "1_000"), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"), ("1:30", "1:30"),
        ("99999999999999999999", .number(1e20)), ("\"12\"", "12"), ("'true'", "true"), ("!!str 5", "5"),
        ("2026-01-01", "2026-01-01"), ("-x", "-x"),
    ])
    func scalarsAreReadByTheCoreSchema(text: String, expected: JSONValue) throws {
        #expect(try value("k: \(text)") == ["k": expected])
    }

    @Test func anEmptyValueIsNull() throws {
        for text in ["", "\n", "# only a comment\n", "---\n"] { #expect(try value(text) == .null) }
    }

    @Test func keysHaveLines() throws {
        let text = try YAMLText(Array("a: 1\n\nb:\n  c: 2\n  d:\n    - e: 3\n".utf8), file: "f")
        #expect(text.line(of: ["a"]) == 1 && text.line(of: ["b"]) == 3 && text.line(of: ["b", "c"]) == 4)
        #expect(text.line(of: ["b", "d", "0", "e"]) == 6)
        #expect(text.line(of: ["c"]) == nil)
    }

    @Test func anchorsAreFollowed() throws {
        #expect(try value("a: &x {b: 1}\nc: *x") == ["a": ["b": 1], "c": ["b": 1]])
    }

    @Test(arguments: [
        ("a: b: c", 1, 5, "mapping values are not allowed"),
        (
            "a: 1\nb: [1, 2", 3, 1,
            "did not find expected ',' or ']' (while parsing a flow sequence that begins on line 2)"
        ),
        ("a: 1\na: 2", 2, 1, "the key a occurs twice"), ("a: *x", 1, 4, "the anchor x is not defined"),
        ("? [a]\n: 1", 1, 3, "a key must be a word"), ("a: 1\n---\nb: 2", 2, 1, "it contains a second document"),
        ("a: !python/x 1", 1, 4, "the tag !python/x is not supported"), ("a: \"x", 1, 6, "unexpected end of stream"),
        ("\ta: 1", 1, 1, "cannot start any token"), ("a: *a", 1, 4, "the anchor a is not defined"),
    ])
    func errorsNameTheirPlace(text: String, line: Int, column: Int, reason: String) throws {
        let error = try #require(throws: YAMLError.self) { try value(text) }
        #expect(error.file == "f.yml" && error.line == line && error.column == column)
        #expect(error.reason.contains(reason), "\(error.reason)")
    }

    @Test func bytesThatAreNotTextAreRefused() throws {
        let error = try #require(throws: YAMLError.self) {
            try YAMLText(Array("a: 1\nb: ".utf8) + [0xFF, 0x0A], file: "f.yml")
        }
        #expect(error.line == 2 && error.sentence.hasPrefix("f.yml, line 2 cannot be read: invalid"))
    }

    @Test func depthSizeAndBombsAreBounded() throws {
        let deep = String(repeating: "[", count: 200_000)
        #expect(
            try #require(throws: YAMLError.self) { try value(deep) }.reason.hasPrefix(
                "collections are nested more than 24 deep"))
        let long = "a: " + String(repeating: "x", count: YAMLText.Bounds.bytes)
        #expect(try #require(throws: YAMLError.self) { try value(long) }.reason == "it is longer than 256 KB")
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let inner = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(inner)]\n"
        }
        #expect(try #require(throws: YAMLError.self) { try value(bomb) }.reason == "it contains more than 10000 values")
        let fits = "[" + String(repeating: "[", count: 23) + String(repeating: "]", count: 24)
        #expect(try value(fits).array?.count == 1)
    }
}
