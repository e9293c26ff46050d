import Testing
import VirtualTerminal

@Suite("A picture of a screen")
struct PictureTests {
    @Test("Every run has its place and style, with XML characters escaped")
    func picture() {
        var terminal = VirtualTerminal(columns: 20, rows: 3)
        terminal.feed("a<b & \u{1B}[1;34mbold\u{1B}[0m 日x\r\n\u{1B}[48;5;236mcode\u{1B}[K\u{1B}[49m\r\nlast")
        let picture = terminal.picture(title: "A & B")
        #expect(picture.contains("<title>A &amp; B</title>"))
        #expect(picture.contains("<text x=\"16\" y=\"54\" textLength=\"48\">a&lt;b &amp; </text>"))
        #expect(
            picture.contains(
                "<text x=\"64\" y=\"54\" textLength=\"32\" fill=\"#7aa8ff\" font-weight=\"bold\">bold</text>"))
        #expect(picture.contains("<text x=\"104\" y=\"54\" textLength=\"16\">日</text>"))
        #expect(picture.contains("<rect x=\"16\" y=\"59\" width=\"160\" height=\"19\" fill=\"rgb(48,48,48)\"/>"))
        #expect(picture.split(separator: "<text ").count == picture.split(separator: "</text>").count)
    }
}
