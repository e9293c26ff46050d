import Testing

@testable import Terminal

@Suite("Tables on a terminal")
struct TerminalTableTests {
    private let table = """
        | Name | Count | Remark |
        |:-----|------:|:------:|
        | 本文 | 7 | a remark of some length |
        | b \\| c | 1234 | x |
        """

    private func plain(_ width: Int) -> String {
        TerminalMarkdown.render(table, width: width, styler: TextStyler(isOn: false))
    }

    @Test("Columns get the width that they need, if there is room")
    func wide() {
        #expect(
            plain(80) == """
                Name  │ Count │         Remark
                ──────┼───────┼────────────────────────
                本文  │     7 │ a remark of some length
                b | c │  1234 │            x
                """)
    }

    @Test("The widest column wraps first")
    func narrow() {
        #expect(
            plain(30) == """
                Name  │ Count │     Remark
                ──────┼───────┼───────────────
                本文  │     7 │  a remark of
                      │       │  some length
                b | c │  1234 │       x
                """)
    }

    @Test("If the terminal is too narrow for columns, each row is a list")
    func stacked() {
        #expect(plain(16).hasPrefix("Name\n本文\nCount\n7\nRemark\na remark of some\nlength\n\nName\nb | c"))
    }
}
