import Manuscript
import Markdown
import Platform
import SeededRandom
import Testing

/// Titles are plain text: they read in every export as they stand in the outline.
@Suite struct MarkdownExportTests {
    static let titles = [
        "Option<T> and Result<T, E>", "The __init__ method", "Why <div> is not enough", "Using *args and **kwargs",
        "a_b_c and d_e", "__main__", "**kwargs", "*args*", "_private", "C#", "C #", "F# and C# #", "1. First",
        "2) Second",
        "- dash", "+ plus", "> quote", "`code` and `more`", "a ` b", "``", "[link](https://example.org)", "[src]",
        "[^1]",
        "![image](x.png)", "[ ] task", "[x] done", "AT&T", "&amp; and &lt;", "&#42;", "&copy 2026", "R&D; more", "\\*",
        "a\\", "\\\\", "C:\\_x",
        "~~gone~~", "~a~", "<https://example.org>", "<me@example.org>", "https://example.org/a_b_c", "www.example.org",
        "me@example.org", "<!-- note -->", "<?php", "</div>", "a < b > c", "5 * 3 * 2", "2*3*4", "snake_case_", "***",
        "---", "===",
        "| a | b |", "a | b", "$x_1$ and $y_2$", "\"Quoted\"", "It's", "Größe_der_Welt", "日本*語*です", "“*x*”", "!", "![",
        "]", "[", "][",
        "[a][b]", "a[0] = b[1]", "#hash", "x #", "x \\#", "{#id}", "Title {.class}", "<b>bold</b>", "<T", "&", "&;",
        "\u{200D}*a*", "*é*", "a*b*c",
    ]

    private func session(_ titles: [String]) -> Session {
        var session = Session(name: "n", topic: titles.first ?? "", at: time(0), id: "id")
        session.outline = Outline(
            titles.enumerated().map { index, title in
                var section = Section(id: "s\(index)", title: title, words: 10)
                section.versions = [
                    Version(number: 1, text: "Text.\n\n[src]: /x\n[b]: /y", origin: .written, at: time(0))
                ]
                section.current = 1
                return section
            })
        return session
    }

    @Test(arguments: titles) func aTitleReadsAsItIsTyped(title: String) {
        let wanted = Prose.title(title)
        #expect(
            Markdown.headings(in: MarkdownExport.heading(title, level: 2) + "\n\n[src]: /x\n[^1]: y").map(\.title) == [
                wanted
            ])
    }

    @Test func everyExportHasEveryTitle() throws {
        let session = session(Self.titles)
        let wanted = session.outline.entries.map(\.section.title)
        let markdown = MarkdownExport.text(of: session)
        #expect(Markdown.headings(in: markdown).map(\.title) == [session.topic] + wanted)
        // The headings that `galley check FILE` reads.
        #expect(CheckedPost(markdown: markdown).parts.map(\.title) == wanted)
        #expect(Fidelity.verdict(on: CheckedPost(session))?.figure == 100)
        let page = HTMLExport.text(of: session)
        let plain = TextExport.text(of: session)
        for title in wanted {
            let escaped = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                .replacing("\"", with: "&quot;")
            let isLink = title.contains("example.org")
            #expect(page.contains(">\(escaped)<a class=\"anchor\"") || isLink || title.contains("$"), "\(title)")
            #expect(plain.contains(" \(title)\n"), "\(title)")
        }
        #expect(JSONExport.value(of: session)["sections"]?.array?.compactMap { $0["title"]?.string } == wanted)
    }

    @Test(arguments: 0..<40) func generatedTitles(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "*", "**", "_", "__", "`", "``", "<", ">", "</", "<!--", "-->", "[", "]", "](", "^", "!", "&", "&amp;", "#",
            "\\", "~", "~~", "a", "b c",
            "1.", "é", "日", " ", " ", ":", "https://x.org", "www.", "@", "div", ";", "(", ")", "|", "\"", "'", "?", "$",
            "x_y", "\u{A0}",
        ]
        for _ in 0..<100 {
            let title = (0..<Int.random(in: 1...9, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }
            .joined()
            let wanted = Prose.title(title)
            guard !wanted.isEmpty else { continue }
            let found = Markdown.headings(in: "[a]: /x\n\n" + MarkdownExport.heading(title, level: 3) + "\n").map(
                \.title)
            #expect(found == [wanted], "\(title)")
        }
    }
}
