import SeededRandom
import Testing

@testable import Platform

@Suite("Untrusted text is cleaned")
struct PlainTextTests {
    private static let pieces = [
        "a", "é", "本", "👩‍👩‍👧", "\n", "\t", " ", "\r", "\u{1B}", "\u{1B}[", "\u{1B}]52;c;", "\u{1B}P", "\u{1B}\\", "\u{7}",
        "\u{9B}", "\u{9C}", "\u{9D}", "\u{90}", "31m", ";", "\u{202E}", "\u{2066}", "\u{18}", "\u{7F}", "\u{1B}(B",
        "\0",
    ]

    @Test(
        "Sequences go as a whole",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", "red"), ("a\u{1B}]52;c;aGk=\u{7}b", "ab"), ("a\u{1B}]0;title\u{1B}\\b", "ab"),
            ("a\u{1B}Pq#0\u{1B}\\b", "ab"), ("a\u{1B}_x\u{1B}\\b\u{1B}^y\u{1B}\\c\u{1B}Xz\u{9C}d", "abcd"),
            ("\u{9B}2Jx", "x"), ("a\u{1B}(Bb\u{1B}cd", "abd"), ("a\r\nb\u{8}\u{7F}\u{85}c", "a\nbc"),
            ("a\u{202E}b\u{2069}c", "abc"), ("a\u{1B}[3\u{1B}[1mb", "ab"), ("a\u{1B}[1\nb", "a\nb"), ("x\u{1B}", "x"),
            ("a\u{1B}]0;x\u{18}b", "ab"), ("a\u{1B}éb", "aéb"),
        ])
    func sequences(text: String, clean: String) {
        #expect(PlainText.clean(text) == clean)
    }

    @Test("Any chunking gives the same, and no control is left", arguments: 0..<300 as Range<UInt64>)
    func property(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 0...60, using: &random)
        let text = (0..<count).compactMap { _ in PlainTextTests.pieces.randomElement(using: &random) }.joined()
        var filter = PlainText()
        var chunked = ""
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...5, using: &random))
            rest = rest.dropFirst(chunk.count)
            chunked += filter.clean(String(String.UnicodeScalarView(chunk)))
        }
        #expect(Array(chunked.unicodeScalars) == Array(PlainText.clean(text).unicodeScalars))
        #expect(
            chunked.unicodeScalars.allSatisfy {
                let isControl = $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                let isOverride = (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
                return !isControl && !isOverride
            })
    }

    @Test("Clean text passes unchanged")
    func unchanged() {
        let text = "Plain, é, e\u{301}, 本, العربية, 👩‍👩‍👧\u{200E}\n\tindented"
        #expect(PlainText.clean(text) == text)
    }

    @Test("What never ends hides a bounded stretch", arguments: ["\u{1B}]", "\u{1B}P", "\u{9D}", "\u{1B}[", "\u{1B}("])
    func bounded(opening: String) {
        let tail = String(repeating: ";", count: PlainText.limit) + "seen"
        #expect(PlainText.clean(opening + tail).hasSuffix("seen"))
        let nested = String(repeating: opening, count: 5_000) + "seen"
        #expect(PlainText.clean(nested + String(repeating: "x", count: PlainText.limit) + "end").hasSuffix("end"))
    }
}
