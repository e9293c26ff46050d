import Testing

@testable import Terminal

@Suite("Markdown on a terminal")
struct TerminalMarkdownTests {
    private func plain(_ markdown: String, _ width: Int = 40) -> String {
        TerminalMarkdown.render(markdown, width: width, styler: TextStyler(isOn: false))
    }

    @Test("Paragraphs wrap; hard breaks stay; blocks are separated")
    func paragraphs() {
        #expect(plain("# Title\n\none two three\nfour  \nfive", 9) == "# Title\n\none two\nthree\nfour\nfive")
        #expect(plain("# A title that is long\n\ntext", 14) == "# A title that\n  is long\n\ntext")
        #expect(plain("a\n\n---\n\nb", 8) == "a\n\n────────\n\nb")
        #expect(plain("") == "")
    }

    @Test("Marks without colour, styles with it")
    func marks() {
        let text = "*a* **b** ~~c~~ `d`"
        #expect(plain(text) == text)
        let painted = TerminalMarkdown.render(text, width: 40, styler: TextStyler(isOn: true))
        #expect(painted == "\u{1B}[3ma\u{1B}[23m \u{1B}[1mb\u{1B}[22m \u{1B}[9mc\u{1B}[29m \u{1B}[36md\u{1B}[39m")
    }

    @Test("Lists: nested, numbered, tasks, loose")
    func lists() {
        #expect(plain("- a\n  - b\n- c d e f", 10) == "• a\n  • b\n• c d e f")
        #expect(plain("9. a\n10. b\n") == "9. a\n10. b")
        #expect(plain("3) a\n4) b\n") == "3) a\n4) b")
        #expect(plain("- [ ] a\n- [x] b\n") == "• [ ] a\n• [x] b")
        #expect(plain("- a\n\n- b\n") == "• a\n\n• b")
        #expect(plain("- a\n  - b\n\n  c\n- d\n") == "• a\n  • b\n\n  c\n• d", "apart only where the source is")
        #expect(plain("> - a\n>\n> - b\n> - c") == "│ • a\n│\n│ • b\n│ • c")
        #expect(plain("-\n- b\n") == "•\n• b")
    }

    @Test("Quotes, code and HTML")
    func blocks() {
        #expect(plain("> a\n>\n> b\n") == "│ a\n│\n│ b")
        let code = String(repeating: "x", count: 60)
        #expect(plain("```swift\n\(code)\n\n\ty\n```\n") == "    \(code)\n\n        y")
        #expect(plain("<div>\nx\n</div>\n") == "<div>\nx\n</div>")
        #expect(plain("a <b>c</b>") == "a <b>c</b>")
    }

    @Test("Links and images")
    func links() {
        #expect(plain("[a](http://b.example)") == "a (http://b.example)")
        #expect(plain("<http://b.example>") == "http://b.example")
        #expect(plain("![alt](c.png) ![](d.png)") == "[image: alt] (c.png) [image] (d.png)")
    }

    @Test("Hostile text cannot control the terminal, however it is encoded")
    func hostile() {
        let text = "a\u{1B}[2J &#27;]52;c;x&#7; &#x9b;1m [l](http://x&#27;y) `\u{9D}`\n\n    \u{1B}c\n\n<b \u{202E}>"
        let scalars = plain(text, 80).unicodeScalars
        #expect(scalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }

    @Test("Endless nesting neither fails nor loses text")
    func deep() async {
        let quotes = String(repeating: "> ", count: 5_000) + "words"
        let lists = String(repeating: "- ", count: 2_000) + "words"
        let emphasis = String(repeating: "*a **b ", count: 2_000) + "words" + String(repeating: "** c*", count: 2_000)
        for text in [quotes, lists, emphasis, String(repeating: "[", count: 5_000) + "words"] {
            let rendered = await Task.detached {
                TerminalMarkdown.render(text, width: 40, styler: TextStyler(isOn: true))
            }.value
            #expect(rendered.contains("words"))
        }
    }

    @Test("No line is wider than the width", arguments: 0..<150 as Range<UInt64>)
    func property(seed: UInt64) {
        var random = Seeded(state: seed)
        let pieces = [
            "word ", "longer words in prose ", "*em* ", "**本文です** ", "`code` ", "~~x~~ ", "\n", "\n\n", "# ", "- ",
            "  - ", "12. ", "> ",
            "- [ ] ", "\n\n| a | b | 本 |\n|-|:-:|-:|\n| one two three four five six | 日本語テキスト | 👩‍👩‍👧 |\n\n",
            "[a](http://example.org/a/long/path/name) ",
            "![i](j) ", "<b>", "  \n", "&amp;", "supercalifragilisticexpialidociousandmore ", "\n\n---\n\n",
        ]
        let text = random.text(of: pieces, count: 50)
        for (width, isOn) in [(8, false), (20, true), (40, true), (40, false), (80, true), (200, true)] {
            let lines = TerminalMarkdown.render(text, width: width, styler: TextStyler(isOn: isOn)).split(
                separator: "\n")
            let wide = lines.filter { String($0).displayWidth > width }
            #expect(wide.isEmpty)
        }
    }
}
