import Manuscript
import Testing

/// Labels of links and notes are each section's own, in every export.
@Suite struct UniqueLabelsTests {
    private func session(_ bodies: [String]) -> Session {
        var session = Session(name: "n", topic: "Topic", at: time(0), id: "id")
        session.outline = Outline(
            bodies.enumerated().map { index, body in
                var section = Section(id: "s\(index)", title: "Part \(index)", words: 10)
                section.versions = [Version(number: 1, text: body, origin: .written, at: time(0))]
                section.current = 1
                return section
            })
        return session
    }

    private func markdown(_ bodies: String...) -> String { MarkdownExport.text(of: session(bodies)) }
    private func page(_ bodies: String...) -> String { HTMLExport.text(of: session(bodies)) }

    @Test func labelsAndNotesBecomeUnique() {
        func body(_ name: String) -> String {
            "[src]: https://example.org/\(name)\n\nRead [the source][src].[^1]\n\n[^1]: A note on \(name)."
        }
        let session = session([body("a"), body("b"), body("c")])
        let text = MarkdownExport.text(of: session)
        #expect(text.contains("[src]: https://example.org/a\n\nRead [the source][src].[^1]\n\n[^1]: A note on a."))
        #expect(text.contains("[src-2]: https://example.org/b\n\nRead [the source][src-2].[^2]\n\n[^2]: A note on b."))
        #expect(text.contains("[src-3]: https://example.org/c\n\nRead [the source][src-3].[^3]\n\n[^3]: A note on c."))
        let page = HTMLExport.text(of: session)
        for name in ["a", "b", "c"] {
            #expect(page.contains("<a href=\"https://example.org/\(name)\">the source</a>"))
            #expect(page.contains("A note on \(name)."))
        }
        #expect(!page.contains("[^") && page.contains("<section class=\"footnotes\""))
        let plain = TextExport.text(of: session)
        #expect(plain.contains("[^1]: A note on a.") && plain.contains("[^3]: A note on c."))
        #expect(session.outline.entries[1].section.text?.text == body("b"), "the session's own text stays")
        let json = JSONExport.value(of: session)["sections"]?.array?.compactMap { $0["text"]?.string } ?? []
        #expect(json[0] == body("a") && json[1].contains("[^2]: A note on b."))
    }

    /// Every form of a use; what is code, escaped, or an inline link is left alone.
    @Test(arguments: [
        ("See [src].", "See [src][src-2]."), ("See [src][].", "See [src][src-2]."),
        ("See [it][src].", "See [it][src-2]."),
        ("See [it][SRC].", "See [it][src-2]."), ("See [it][ src ].", "See [it][src-2]."),
        ("See [Src].", "See [Src][src-2]."),
        ("![alt][src]", "![alt][src-2]"), ("![src]", "![src][src-2]"), ("[![a][src]](/x)", "[![a][src-2]](/x)"),
        ("[*it* `x`][src]", "[*it* `x`][src-2]"), ("`[src]`", "`[src]`"), ("``a ` [src]``", "``a ` [src]``"),
        ("\\[src]", "\\[src]"), ("[src](/inline)", "[src](/inline)"),
        ("[src](not an address)", "[src][src-2](not an address)"),
        ("[it][other]", "[it][other]"), ("<img title=\"[src]\">", "<img title=\"[src]\">"),
        ("a < b [src] > c", "a < b [src][src-2] > c"),
        ("```\n[src]\n```", "```\n[src]\n```"), ("    [src]", "    [src]"), ("> [src]", "> [src][src-2]"),
        ("- [src]", "- [src][src-2]"),
        ("| a |\n|---|\n| [src] |", "| a |\n|---|\n| [src][src-2] |"), ("日本 [src] é", "日本 [src][src-2] é"),
        ("[a [src] b]", "[a [src][src-2] b]"),
        ("arr[0]", "arr[0]"), ("[it]\n[src]", "[it]\n[src][src-2]"),
    ]) func everyUseFollows(use: String, wanted: String) {
        let text = markdown("[src]: /a\n\n[src]", "Text.\n\n\(use)\n\n[src]: /b")
        #expect(text.hasSuffix("## Part 1\n\nText.\n\n\(wanted)\n\n[src-2]: /b\n"), "\(text)")
    }

    @Test(arguments: [
        "[src]: /b", "[SRC]: /b", "[src]:\n/b", "[src]: </b>", "[src]: /b \"Title\"",
        "[src]: /b\n'Title\nof two lines'", "> [src]: /b",
        "- [src]: /b", "   [src]: /b", "[x]: /x\n[src]: /b", "# Head\n[src]: /b", "[src]: /b (Title)",
    ]) func everyFormOfADefinitionIsKnown(definition: String) {
        let page = page("[src] one\n\n[src]: /a", "[src] two\n\n\(definition)")
        #expect(page.contains("<a href=\"/a\">src</a> one") && page.contains("<a href=\"/b\""), "\(page)")
    }

    @Test(arguments: [
        "Text\n[src]: /b", "`[src]: /b`", "```\n[src]: /b\n```", "\\[src]: /b", "[src] : /b", "    [src]: /b",
    ])
    func textThatIsNotADefinitionStays(text: String) {
        #expect(markdown("[src]\n\n[src]: /a", text).contains(text.replacing("[src]: /b", with: "[src]: /b")))
        #expect(!markdown("[src]\n\n[src]: /a", text).contains("src-2"))
    }

    @Test func definitionsThatSayTheSameAreShared() {
        let text = markdown(
            "[a][src]\n\n[src]: /a \"T\"", "[b][src]\n\n[src]: /a \"T\"\n\nEnd.", "[c][src]\n\n[src]: /a")
        #expect(text.contains("[b][src]\n\n\nEnd.") || text.contains("[b][src]\n\nEnd."))
        #expect(text.contains("[c][src-2]\n\n[src-2]: /a"))
        #expect(text.matches(of: /(?m)^\[src\]:/).count == 1)
    }

    @Test func newLabelsAreFree() {
        let text = markdown(
            "[^1] [^3] [src-2]\n\n[^1]: A.\n[^3]: C.\n\n[src]: /a", "[^1] [^2] [src]\n\n[^1]: D.\n[^2]: E.\n\n[src]: /b"
        )
        #expect(text.contains("[^4] [^2] [src][src-3]\n\n[^4]: D.\n[^2]: E."))
        #expect(text.contains("[src-3]: /b"))
        #expect(markdown("[^n]\n\n[^n]: A.", "[^n] [^N]\n\n[^n]: B.").contains("[^n-2] [^n-2]\n\n[^n-2]: B."))
    }

    @Test func aDefinitionOfAnotherSectionStillServes() {
        let page = page("See [docs] and this.[^1]", "[docs]: https://example.org/d\n\n[^1]: The note.")
        #expect(page.contains("<a href=\"https://example.org/d\">docs</a>") && page.contains("The note."))
    }

    @Test func aNoteThatNothingRefersToIsNotLost() {
        let page = page("Text.\n\n[^1]: Nobody refers to this.")
        #expect(page.contains("[^1]: Nobody refers to this."))
    }

    @Test func theCheckNamesThem() throws {
        let bad = session([
            "See [src] and this.[^2]\n\n[src]: /a\n[src]: /b\n\n[^1]: A.\n\nThat.[^1]",
            "Fine.[^1]\n\n[src]: /c\n\n[^1]: B.",
        ])
        let verdict = try #require(Hygiene.verdict(on: CheckedPost(bad)))
        #expect(verdict.findings.contains("1 Part 0: the label \"src\" is defined twice and leads to different places"))
        #expect(verdict.findings.contains("1 Part 0: the note \"2\" is not defined"))
        #expect(!verdict.findings.contains { $0.contains("Part 1") && ($0.contains("label") || $0.contains("note")) })
    }
}
