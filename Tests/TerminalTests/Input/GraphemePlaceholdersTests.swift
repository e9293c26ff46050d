import CLibEdit
import Platform
import Testing

@testable import Terminal

@Suite("Placeholder characters")
struct GraphemePlaceholdersTests {
    init() { galley_use_utf8() }

    @Test(
        "Every character is one code point and is restored",
        arguments: [
            "plain ça va 日本", "e\u{301}a\u{308}\u{323}", "👩‍👩‍👧 ✌️ 👍🏽 🇩🇪", "नमस्ते", "ᄒ\u{1161}ᆫ", "a\nb", "\u{F0000}\u{2B820}",
        ])
    func there(text: String) {
        let standIns = GraphemePlaceholders()
        let encoded = standIns.encoded(text)
        #expect(encoded.unicodeScalars.count == text.count)
        #expect(standIns.decoded(encoded) == text)
        #expect(standIns.encoded(text) == encoded, "the same every time")
        let widths = encoded.unicodeScalars.map { Int(galley_width(wchar_t($0.value))) }
        for (width, character) in zip(widths, text) where character != "\n" { #expect(width == character.displayWidth) }
    }

    @Test("libedit's output may be cut anywhere")
    func bytes() {
        let standIns = GraphemePlaceholders()
        let text = "a 👩‍👩‍👧 e\u{301} 🙂 z"
        let encoded = Array(standIns.encoded(text).utf8)
        var shown: [UInt8] = []
        for byte in encoded { shown += standIns.shown([byte]) }
        #expect(String(decoding: shown, as: UTF8.self) == text)
        #expect(standIns.shown(Array("plain".utf8)) == Array("plain".utf8))
    }
}
