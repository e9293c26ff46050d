import Platform
import Testing

@testable import Manuscript

/// Events become values, with the line of every key.
struct YAMLReaderTests {
    private func read(_ text: String) throws -> (JSONValue, [[String]: Int]) {
        try YAMLReader.read(Array(text.utf8), file: "f.yml")
    }

    @Test(arguments: ["\n", "\r\n"]) func keysHaveTheirLines(end: String) throws {
        let text = ["# comment", "a: 1", "b:", "  c: x", "  d: [1, 2]", "日: 語"].joined(separator: end)
        let (value, lines) = try read(text)
        #expect(value == ["a": 1, "b": ["c": "x", "d": [1, 2]], "日": "語"])
        #expect(lines == [["a"]: 2, ["b"]: 3, ["b", "c"]: 4, ["b", "d"]: 5, ["日"]: 6])
    }

    @Test func anAliasIsWhatItsAnchorIs() throws {
        #expect(try read("a: &x [1]\nb: *x").0 == ["a": [1], "b": [1]])
        #expect(throws: YAMLError.self) { try read("b: *x") }
    }

    @Test(arguments: ["a: [1", "a: \"x", "a: 1\n b: 2", "\ta: 1", "{", "a: b: c", "a: \u{1}", "--- 1\n--- 2"])
    func malformedYAMLIsRefused(text: String) { #expect(throws: YAMLError.self) { try read(text) } }

    @Test func aliasesDoNotGrowWithoutBound() {
        let text =
            "a: &a [x]\n"
            + (1...40).map { index in
                let last = index == 1 ? "a" : "a\(index - 1)"
                return "a\(index): &a\(index) [*\(last), *\(last), *\(last), *\(last)]\n"
            }.joined()
        #expect(throws: YAMLError.self) { try read(text) }
    }

    @Test func deepNestingIsRefusedAndDoesNotCrash() {
        #expect(throws: YAMLError.self) { try read(String(repeating: "[", count: 100_000)) }
    }
}
