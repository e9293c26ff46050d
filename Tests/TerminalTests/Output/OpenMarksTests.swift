import Testing

@testable import Terminal

@Suite("Open marks")
struct OpenMarksTests {
    @Test(
        "The ends of marks",
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

    @Test("Open links, and marks with an undecided meaning")
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
