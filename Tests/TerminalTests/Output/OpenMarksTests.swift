import Testing

@testable import Terminal

@Suite("Marks that are open")
struct OpenMarksTests {
    @Test(
        "What closes them",
        arguments: [
            ("**bold", "**"), ("**bold** x", ""), ("*a **b", "***"), ("*a **b** c* ", ""), ("`code *x", "`"),
            ("``a ` b", "``"),
            ("5 * 3 x", ""), ("snake_case_x", ""), ("_it", "_"), ("~~gone", "~~"), ("\\*x", ""), ("***both", "***"),
            ("***both* x", "**"), ("a* b", ""), ("[*x] y", ""),
        ])
    func closers(text: String, closers: String) {
        var marks = OpenMarks()
        for character in text { marks.take(character) }
        #expect(marks.closers == closers)
    }

    @Test("Links that are open, and marks of which it is not known what they mean")
    func undecided() {
        var marks = OpenMarks()
        for character in "a [b](c" { marks.take(character) }
        #expect(marks.links == 1 && !marks.isEmpty)
        marks.take(")")
        #expect(marks.isEmpty)
        for character in "**" { marks.take(character) }
        #expect(marks.undecided == 2 && !marks.isEmpty)
    }
}
