import SeededRandom
import Testing

@testable import Platform

@Suite("Untrusted text is cleaned")
struct PlainTextTests {
    private static let pieces = [
        "a", "é", "本", "👩‍👩‍👧", "\n", "\t", " ", "\r", "\u{1B}", "\u{1B}[", "\u{1B}]52;c;", "\u{1B}P", "\u{1B}\\", "\u{7}",
        "\u{9B}", "\u{9C}", "\u{9D}", "\u{90}", "31m", ";", "\u{202E}", "\u{2066}", "\u{18}", "\u{7F}", "\u{1B}(B",
        "\0", "\u{200F}", "\u{61C}", "\u{200B}", "\u{FEFF}", "\u{200D}", "\u{200C}", "\u{FE0F}", "\u{E0101}", "\u{AD}",
        "\u{1F3F4}", "\u{E0067}\u{E0062}", "\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    ]

    @Test(
        "Sequences are removed completely",
        arguments: [
            ("\u{1B}[31mred\u{1B}[0m", "red"), ("a\u{1B}]52;c;aGk=\u{7}b", "ab"), ("a\u{1B}]0;title\u{1B}\\b", "ab"),
            ("a\u{1B}Pq#0\u{1B}\\b", "ab"), ("a\u{1B}_x\u{1B}\\b\u{1B}^y\u{1B}\\c\u{1B}Xz\u{9C}d", "abcd"),
            ("\u{9B}2Jx", "x"), ("a\u{1B}(Bb\u{1B}cd", "abd"), ("a\r\nb\u{8}\u{7F}\u{85}c", "a\nbc"),
            ("a\u{202E}b\u{2069}c", "abc"), ("a\u{1B}[3\u{1B}[1mb", "ab"), ("a\u{1B}[1\nb", "a\nb"), ("x\u{1B}", "x"),
            ("a\u{1B}]0;x\u{18}b", "ab"), ("a\u{1B}éb", "aéb"), ("a\u{34F}b\u{115F}c\u{1160}d", "abcd"),
            ("a\u{17B4}b\u{180E}c\u{3164}d\u{FFA0}e", "abcde"),
        ])
    func sequences(text: String, clean: String) {
        #expect(PlainText.clean(text) == clean)
    }

    @Test("Any chunking gives the same text, and no control remains", arguments: 0..<300 as Range<UInt64>)
    func property(seed: UInt64) {
        hold(seed, keepsMarks: false)
        hold(seed, keepsMarks: true)
    }

    private func hold(_ seed: UInt64, keepsMarks: Bool) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 0...60, using: &random)
        let text = (0..<count).compactMap { _ in PlainTextTests.pieces.randomElement(using: &random) }.joined()
        var filter = PlainText(keepsMarks: keepsMarks)
        var chunked = ""
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...5, using: &random))
            rest = rest.dropFirst(chunk.count)
            chunked += filter.clean(String(String.UnicodeScalarView(chunk)))
        }
        let whole = keepsMarks ? PlainText.kept(text) : PlainText.clean(text)
        #expect(Array(chunked.unicodeScalars) == Array(whole.unicodeScalars))
        let again = keepsMarks ? PlainText.kept(whole) : PlainText.clean(whole)
        #expect(Array(again.unicodeScalars) == Array(whole.unicodeScalars))
        #expect(
            chunked.unicodeScalars.allSatisfy {
                let isControl = $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                let isOverride = (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
                return !isControl && !isOverride
            })
    }

    @Test("Clean text passes unchanged")
    func unchanged() {
        let text = "Plain, é, e\u{301}, 本, العربية, 👩‍👩‍👧\n\tindented"
        #expect(PlainText.clean(text) == text)
        #expect(PlainText.kept(text) == text)
    }

    /// They are part of a text in Hebrew or Arabic, and on a terminal they move what is around them.
    @Test(
        "Invisible marks are kept in texts and not shown",
        arguments: [
            0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x206A, 0x206F, 0xFEFF, 0xFFF9,
            0xFFFB, 0x1D173, 0xE0001, 0xE0020, 0xE0041, 0xE007F,
        ])
    func marks(value: UInt32) throws {
        let mark = String(try #require(Unicode.Scalar(value)))
        for (text, shown) in [
            ("a\(mark)b", "ab"), ("\(mark)שלום\(mark)", "שלום"), (mark, ""), ("👍\(mark)\(mark)x", "👍x"),
        ] {
            #expect(Array(PlainText.clean(text).unicodeScalars) == Array(shown.unicodeScalars))
            #expect(Array(PlainText.kept(text).unicodeScalars) == Array(text.unicodeScalars))
        }
    }

    @Test(
        "Characters with a visible effect are shown",
        arguments: [
            "👩\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥", "❤\u{FE0E}", "1\u{FE0F}\u{20E3}", "#\u{FE0F}\u{20E3}", "👍🏽",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴\u{200D}☠\u{FE0F}", "می\u{200C}خواهم",
            "क\u{94D}\u{200D}ष", "葛\u{E0100}", "©\u{FE0F}", "🇩🇪",
        ])
    func shapes(text: String) {
        #expect(Array(PlainText.clean(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(
        "Characters that hide text are not shown",
        arguments: [
            ("a\u{200D}b", "ab"), ("\u{200C}a", "a"), ("本\u{200D}\u{200D}語", "本\u{200D}語"), ("a\u{FE0F}b", "ab"),
            ("❤\u{FE0F}\u{FE01}\u{FE02}", "❤\u{FE0F}"), ("a\u{E0100}\u{E0101}b", "ab"), ("👍\u{E0100}", "👍"),
            ("🏴\u{E0067}\u{E0062}x", "🏴x"), ("🏴\u{E007F}", "🏴"), ("x\u{E0067}\u{E0062}\u{E007F}", "x"),
            ("🏴" + String(repeating: "\u{E0061}", count: 9) + "\u{E007F}.", "🏴."), ("🏴\u{E0041}\u{E007F}", "🏴"),
        ])
    func hiding(text: String, shown: String) {
        #expect(Array(PlainText.clean(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test(
        "An unclosed sequence hides a bounded stretch",
        arguments: ["\u{1B}]", "\u{1B}P", "\u{9D}", "\u{1B}[", "\u{1B}("])
    func bounded(opening: String) {
        let tail = String(repeating: ";", count: PlainText.limit) + "seen"
        #expect(PlainText.clean(opening + tail).hasSuffix("seen"))
        let nested = String(repeating: opening, count: 5_000) + "seen"
        #expect(PlainText.clean(nested + String(repeating: "x", count: PlainText.limit) + "end").hasSuffix("end"))
    }
}
