import Testing

@testable import Terminal

@Suite("The position of the cursor")
struct LinePlaceTests {
    @Test(
        "After full rows, wide characters that do not fit, and line ends",
        arguments: [
            ("", 2, 0, 2), ("12345678", 2, 1, 0), ("1234567", 2, 0, 9), ("1234567日", 2, 1, 2), ("12345678日", 2, 1, 2),
            ("a\nb", 2, 1, 1), ("12345678\nb", 2, 2, 1), ("e\u{301}👩‍👩‍👧", 0, 0, 3), ("", 10, 1, 0),
            ("\t", 0, 0, 8), ("a\tb", 0, 0, 9), ("a\t\tb", 0, 1, 1), ("\t", 2, 0, 8), ("a\nb\tc", 2, 1, 9),
        ])
    func place(text: String, prompt: Int, row: Int, column: Int) {
        let place = LinePlace(behind: text, prompt: prompt, columns: 10)
        #expect(place.row == row && place.column == column)
    }

    @Test("Escapes of a prompt are marked")
    func prompt() {
        #expect("\u{1B}[34mx\u{1B}[39m> ".withMarkedEscapes == "\u{1}\u{1B}[34m\u{1}x\u{1}\u{1B}[39m\u{1}> ")
    }
}
