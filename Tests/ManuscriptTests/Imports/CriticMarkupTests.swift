import Testing

@testable import Manuscript

@Suite struct CriticMarkupTests {
    @Test(arguments: [
        ("a {++new ++}b", "a new b", "a b"), ("a {--old --}b", "a b", "a old b"),
        ("a {~~old~>new~~} b", "a new b", "a old b"), ("{==a==}{>>why?<<} b", "a b", "a b"),
        ("A.\n\n{++New.\n\n++}B.", "A.\n\nNew.\n\nB.", "A.\n\nB."), ("A.{>>c<<}\n\nB.", "A.\n\nB.", "A.\n\nB."),
        ("A.\n\n{>>c<<}\n\nB.", "A.\n\nB.", "A.\n\nB."), ("{>>c<<}\nA.", "A.", "A."),
        ("A.\n\n{>>c<<}\n", "A.\n", "A.\n"), ("A.\n{>>c<<}", "A.\n", "A.\n"),
        ("A.\r\n\r\n{>>c<<}\r\n\r\nB.", "A.\r\n\r\nB.", "A.\r\n\r\nB."),
        ("A.\n\n[//]: # (c)\n\nB.", "A.\n\nB.", "A.\n\nB."), ("A.\n\n[comment]: # \"c\"\nB.", "A.\n\nB.", "A.\n\nB."),
        ("A. <!-- REVIEW: c -->\n", "A. \n", "A. \n"),
        ("{--```\nold\n```\n--}{++```\nnew\n```\n++}A", "```\nnew\n```\nA", "```\nold\n```\nA"),
        ("{++a\n++}```\n{++b++}\n```", "a\n```\n{++b++}\n```", "```\n{++b++}\n```"),
    ])
    func changesAreAcceptedOrRejected(text: String, accepted: String, rejected: String) {
        let marks = CriticMarkup(text)
        #expect(marks.accepted == accepted && marks.rejected == rejected && !marks.isPlain)
    }

    @Test(arguments: [
        "", "plain", "`{++a++}`", "``{++ ` ++}``", "```\n{++a++}\n```", "~~~\n{>>a<<}\n~~~\nb",
        "- x\n\n      ```\n      {++a++}\n      ```",
        "> ```\n> {--a--}\n> ```", "{++ open", "{~~no arrow~~}", "\\{++a++}", "<!-- more -->", "<!--more-->",
        "<!-- toc -->",
        "<!-- prettier-ignore -->", "<!-- markdownlint-disable MD013 -->", "<!-- {++a++} -->", "<!-- open",
        "{{< toc >}}",
        "{% raw %}{{ a }}{% endraw %}", "{#id .class}", "[x]: # (title of a link)", "```\nopen {++a++}",
        "a `b\nc {++d++}` e",
        "[//]: # a word", "# Note: <!-- the note -->", "```\na\n```\n~~~\n{++b++}\n~~~",
    ])
    func otherTextStaysAsItIs(text: String) {
        let marks = CriticMarkup(text)
        #expect(marks.isPlain && marks.accepted == text && marks.rejected == text)
    }

    @Test func filesOfEveryShapeStayAsTheyAre() {
        for block in ImportedPosts.blocks { #expect(CriticMarkup(block).accepted == block) }
    }

    @Test(arguments: [
        ("# T\n\n## Head\n\nSome {==marked *words*==}{>>why  this?<<}.", "why this?", "marked *words*", "Head"),
        ("One two three.{>>c<<} Four.", "c", "One two three.", ""), ("{>>c<<}One two.", "c", "One two.", ""),
        ("# T\n\n{>>c<<}\n\nOne two.", "c", "One two.", "T"),
        ("One.\n\n<!-- REVIEW: cite -->\n\nTwo.", "REVIEW: cite", "One.", ""),
        ("- a\n- b\n\n[//]: # (c)\n", "c", "- a - b", ""), ("{>>c<<}", "c", "", ""),
        ("a {++b++}{>>c<<}", "c", "a b", ""),
        ("1 2 3 4 5 6 7. Then 2 3 4 5 6 7 8 9.{>>c<<}", "c", "Then 2 3 4 5 6 7 8 9.", ""),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14{>>c<<}", "c", "3 4 5 6 7 8 9 10 11 12 13 14", ""),
    ])
    func aCommentIsAboutTheWordsBesideIt(text: String, comment: String, quote: String, heading: String) {
        #expect(CriticMarkup(text).comments == [.init(text: comment, quote: quote, heading: heading)])
    }

    @Test func theCommentsOfAnExportAreOnlyThoseOfCriticMarkup() {
        let text = "a <!-- REVIEW: b -->\n[//]: # (c)\n{>>d<<}"
        #expect(CriticMarkup(text, readsNotes: false).comments.map(\.text) == ["d"])
        #expect(CriticMarkup(text).comments.map(\.text) == ["REVIEW: b", "c", "d"])
    }
}
