import Manuscript
import Markdown
import Testing

/// Pages, and texts that would take in what stands behind them.
@Suite struct HTMLExportTests {
    private func session(_ bodies: [String], topic: String = "Topic", language: String = "") -> Session {
        var session = Session(name: "n", topic: topic, at: time(0), id: "id")
        session.style.language = language
        session.outline = Outline(
            bodies.enumerated().map { index, body in
                var section = Section(id: "s\(index)", title: "Part \(index)", words: 10)
                section.versions = [Version(number: 1, text: body, origin: .written, at: time(0))]
                section.current = 1
                return section
            })
        return session
    }

    /// Elements that are opened and not closed, or closed and not opened.
    private func faults(of page: String) -> [String] {
        let void: Set<String> = ["meta", "br", "hr", "img", "input", "!doctype"]
        var (open, faults): ([String], [String]) = ([], [])
        for tag in page.matches(of: /<(\/?)([A-Za-z!][A-Za-z0-9]*)((?:[^<>"]|"[^"]*")*)>/) {
            let name = tag.2.lowercased()
            if void.contains(name) || name.hasPrefix("!") { continue }
            if tag.1.isEmpty {
                open.append(name)
            } else if open.last == name {
                open.removeLast()
            } else {
                faults.append("</\(name)> in \(open.last ?? "nothing")")
            }
        }
        return faults + open
    }

    static let swallowing = [
        "<!-- open", "<?php open", "<![CDATA[ open", "<script>\nlet x", "<style>\nb {}", "<pre>\ntext",
        "<textarea>\ntext",
        "<details>\n<summary>More</summary>\n\nText.", "<div>\n\nText.", "<div><div>\n\nText.", "Text <b>bold",
        "Text <script>x",
        "```\ncode", "~~~~ swift\ncode", "- ```\n  code", "> <!-- open", "- <!-- open", "- <!-- open\n\nText.",
        "<div>\n<!-- open",
        "<DETAILS open>\n\nText.", "<table><tr><td>x", "<!X open", "<section>\n\nText <em>x", "- <!-- open\nText.",
        "Text <a href=\"/x\">x",
    ]

    @Test(arguments: swallowing) func openHTMLDoesNotSwallowTheNextSection(body: String) {
        let text = MarkdownExport.text(of: session([body, "Behind."]))
        // The closer of a quote or a list item stands within it.
        #expect(body.split(separator: "\n").allSatisfy { text.contains($0) })
        #expect(Markdown.headings(in: text).map(\.title) == ["Topic", "Part 0", "Part 1"])
        let part = text.split(separator: "## Part 1")[0]
        for (mark, end) in [
            ("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<pre", "</pre>"),
            ("<textarea", "</textarea>"),
        ]
        where part.contains(mark) && !part.contains("``") {
            #expect(part.contains(end), "\(part)")
        }
        for name in ["details", "div", "b", "a", "em", "section", "table"] {
            let opened = part.lowercased().matches(of: try! Regex("<\(name)[ >]")).count
            #expect(opened == part.lowercased().matches(of: try! Regex("</\(name)>")).count, "\(name) in \(part)")
        }
        let page = HTMLExport.text(of: session([body, "Behind."]))
        #expect(
            page.contains("aria-label=\"#\">#</a></h2>\n<p>Behind.</p>") && faults(of: page).isEmpty,
            "\(faults(of: page))")
    }

    @Test(arguments: [
        "Text.", "Vec<T> and Map<K, V>", "<b>bold</b>", "<p>One\n<li>two", "a < b", "`<div>`", "```\n<div>\n```",
        "<br>", "<img src=\"x\">",
        "<div>whole</div>", "<!-- whole -->", "<details>\n\nx\n\n</details>", "</div>",
    ]) func completeHTMLStays(body: String) {
        #expect(MarkdownExport.text(of: session([body])).hasSuffix("## Part 0\n\n\(body)\n"))
    }

    @Test(arguments: [
        ("# One\n\nx\n\n## Two", "### One\n\nx\n\n#### Two"), ("## One", "### One"),
        ("#### One\n\n##### Two", "### One\n\n#### Two"),
        ("One\n===\n\nTwo\n---", "### One\n\n#### Two"), ("### One", "### One"), ("> # Quote", "> # Quote"),
        ("```\n# code\n```", "```\n# code\n```"),
    ]) func headingsOfATextAreBelowTheSection(body: String, wanted: String) {
        let session = session([body])
        #expect(MarkdownExport.text(of: session).hasSuffix("## Part 0\n\n\(wanted)\n"))
        #expect(session.outline.entries[0].section.text?.text == body)
    }

    @Test func tablesBreaksTasksAndNotes() {
        let body = """
            | a | b | c |
            |:--|:-:|--:|
            | 1<br>2 | ~~x~~ | [y](/y) |

            One<br/>two<BR />three

            <br>

            - [x] done
            - [ ] open

            Vec<T> and <script>alert(1)</script> and <img src=x onerror=alert(1)> [bad](javascript:alert(1)) see.[^1]

            [^1]: A *note*.
            """
        let page = HTMLExport.text(of: session([body]))
        for piece in [
            "<thead>", "<tbody>", "<th style=\"text-align: left\">a</th>", "<th style=\"text-align: center\">b</th>",
            "<th style=\"text-align: right\">c</th>", "1<br />", "<del>x</del>",
            "One<br />", "type=\"checkbox\" checked=\"\"", "Vec&lt;T&gt;", "<em>note</em>", "class=\"footnotes\"",
        ] {
            #expect(page.contains(piece), "\(piece) in \(page)")
        }
        for piece in ["<script", "onerror", "javascript:", "&lt;br"] { #expect(!page.contains(piece), "\(piece)") }
        #expect(faults(of: page).isEmpty, "\(faults(of: page))")
    }

    @Test(arguments: [
        ("", "How the bread rises in the oven and what it is for", "en"), ("", "How bread rises", nil),
        ("de", "x", "de"), ("German", "x", "de"), ("pt-BR", "x", "pt-BR"),
        ("en_GB", "x", "en-GB"),
        ("Brazilian Portuguese", "x", "pt"), ("fil", "x", "fil"),
        ("", "Wie Brot aufgeht und warum der Teig nicht ist das", "de"), ("", "パンが膨らむ理由", "ja"),
        ("", "面包为什么会膨胀", "zh"), ("", "Как поднимается хлеб", "ru"), ("", "빵이 부푸는 이유", "ko"), ("", "", nil),
        ("", "Como o pão cresce e porque a massa não é para o forno", "pt"),
    ]) func pagesSayTheirLanguage(language: String, topic: String, code: String?) {
        let page = HTMLExport.text(of: session([], topic: topic, language: language))
        #expect(page.contains(code.map { "<html lang=\"\($0)\">" } ?? "<html>"), "\(page.prefix(60))")
    }

    @Test(arguments: [
        ("Arabic", "x", "ar"), ("he", "x", "he"), ("Farsi", "x", "fa"), ("اردو", "x", "ur"), ("ar-EG", "x", "ar-EG"),
        ("", "كيف يرتفع الخبز", "ar"),
        ("", "איך לחם תופח", "he"), ("", "چگونه نان پف می‌کند", "fa"), ("", "روٹی کیسے پھولتی ہے", "ur"),
    ]) func pagesFromRightToLeft(language: String, topic: String, code: String) {
        let page = HTMLExport.text(of: session([], topic: topic, language: language))
        #expect(page.contains("<html lang=\"\(code)\" dir=\"rtl\">"), "\(page.prefix(60))")
    }

    @Test func contentsAnchorsAndNothingLoaded() {
        var post = session(["One.", "Two.", "Three."], topic: "Topic & more", language: "de")
        post.outline.sections[0].children = [Section(id: "c", title: "Child")]
        let page = HTMLExport.text(of: post)
        #expect(page.contains("<nav aria-label=\"Inhalt\">") && page.contains("<title>Topic &amp; more</title>"))
        #expect(
            page.contains(
                "<li><a href=\"#part-0\">Part 0</a>\n<ul>\n<li><a href=\"#child\">Child</a></li>\n</ul>\n</li>"))
        #expect(page.contains("<h2 id=\"part-0\">Part 0<a class=\"anchor\" href=\"#part-0\""))
        #expect(!HTMLExport.text(of: session(["One.", "Two."])).contains("<nav"))
        for word in ["<script", "<link", "src=\"http", "@import", "url("] { #expect(!page.contains(word)) }
        #expect(faults(of: page).isEmpty, "\(faults(of: page))")
    }
}
