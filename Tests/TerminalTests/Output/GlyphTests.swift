import Testing

@testable import Terminal

@Suite("Glyphs")
struct GlyphTests {
    @Test("An escape sequence is one glyph of no width, even before a combining mark")
    func escapes() {
        let glyphs = Glyph.glyphs(of: "\u{1B}[1m\u{301}x")
        #expect(glyphs.first == Glyph(text: "\u{1B}[1m", width: 0))
        #expect(glyphs.width == 1)
    }

    @Test("Adjacent text of one style is painted together")
    func painted() {
        let glyphs = Glyph.glyphs(of: "ab", styles: [.strong]) + Glyph.glyphs(of: "c")
        #expect(glyphs.painted(TextStyler(isOn: true)) == "\u{1B}[1mab\u{1B}[22mc")
    }
}
