import SeededRandom
import Testing

@testable import Manuscript

@Suite struct CriticDiffTests {
    @Test(arguments: [
        ("a b c\n", "a b c\n", "a b c\n"), ("a old c\n", "a new c\n", "a {~~old~>new~~} c\n"),
        ("a b c\n", "a b x c\n", "a b {++x ++}c\n"),
        ("It is.\n", "It is. And more of it, at some length.\n", "It is.{++ And more of it, at some length.++}\n"),
        ("A.\n\nB.\n", "A.\n\nN.\n\nB.\n", "A.\n\n{++N.\n\n++}B.\n"),
        ("A.\n\nB.\n", "B.\n", "{--A.\n\n--}B.\n"), ("", "A.\n", "{++A.\n++}"),
        ("```\nold\n```\nB.\n", "```\nnew\n```\nB.\n", "{--```\nold\n```\n--}{++```\nnew\n```\n++}B.\n"),
        ("one two three four\n", "five six seven eight\n", "{--one two three four\n--}{++five six seven eight\n++}"),
        ("one two three four\n", "five six seven eight", "{--one two three four\n--}{++five six seven eight++}"),
    ])
    func changesAreMarked(old: String, new: String, wanted: String) throws {
        #expect(try #require(CriticDiff(from: old, to: new)).text == wanted)
    }

    @Test func aTextWithMarksIsRefusedUnlessTheyAreCode() {
        #expect(CriticDiff(from: "a {++b++}", to: "a {++b++}") == nil)
        #expect(CriticDiff(from: "{>>c<<}", to: "{>>c<<}") == nil)
        #expect(CriticDiff(from: "a", to: "a `{++b++}`") != nil)
    }

    @Test(arguments: [
        ("salt the", "Please {==salt the==}{>>c<<} dough.\n"),
        ("Please salt the dough.", "{==Please salt the dough.==}{>>c<<}\n"),
        ("nowhere", "Please salt the dough.\n{>>c<<}"),
    ])
    func aCommentIsBehindItsWords(quote: String, wanted: String) throws {
        let diff = try #require(CriticDiff(from: "Please salt the dough.\n", to: "Please salt the dough.\n"))
        #expect(diff.adding("c", to: quote).text == wanted)
    }

    @Test func commentsInCodeAndInChangesAreBesideThem() throws {
        let code = try #require(CriticDiff(from: "Use `ls -l` now.\n", to: "Use `ls -l` now.\n"))
        #expect(code.adding("c", to: "ls -l").text == "Use `ls -l` now.{>>c<<}\n")
        let change = try #require(CriticDiff(from: "a old c\n", to: "a new c\n"))
        #expect(change.adding("c <<} d", to: "new").text == "a {~~old~>new~~}{>>c << } d<<} c\n")
    }

    @Test func anyTwoTextsComeBackWithAnyComments() throws {
        let pieces = [
            "One line with words.", "Two\nlines.", "1. one\n2. two", "- a\n\n  b", "> q",
            "```sh\n# x\n\nls {++no++}\n```",
            "| a |\n|---|\n| 1 |", "### Heading", "***", "`code {--x--}` here", "A ` tick", "<!-- REVIEW: x -->",
            "~~~\nopen",
            "[//]: # (c)", "x ~> y", "{% raw %}", "漢字 and words", "{{ a }}", "    {== no ==", "back\\slash",
            "trailing  ",
        ]
        var random = SeededGenerator(seed: 8)
        func text() -> [String] {
            (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        }
        var count = 0
        for _ in 0..<400 {
            let old = text()
            var new = old
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let piece = pieces.randomElement(using: &random) ?? ""
                if new.isEmpty || Bool.random(using: &random) {
                    new.insert(piece, at: Int.random(in: 0...new.count, using: &random))
                } else {
                    let place = Int.random(in: 0..<new.count, using: &random)
                    new[place] = Bool.random(using: &random) ? piece : new[place].replacing("e", with: "ee e")
                }
            }
            let gap = ["\n", "\n\n"].randomElement(using: &random) ?? ""
            let (before, after) = (old.joined(separator: gap) + "\n", new.joined(separator: gap) + "\n")
            guard var diff = CriticDiff(from: before, to: after) else { continue }
            count += 1
            for quote in ["words", "One line", "two", "code", "漢字"].prefix(Int.random(in: 0...5, using: &random)) {
                diff = diff.adding("about \(quote)", to: quote)
            }
            let read = CriticMarkup(diff.text, readsNotes: false)
            #expect(read.accepted == after && read.rejected == before, "\(diff.text)")
        }
        #expect(count > 300)
    }
}
