import Testing

@testable import Markdown

@Suite struct LineCursorTests {
    private func cursor(_ line: String) -> LineCursor { LineCursor(line[...].utf8) }

    @Test(arguments: [("a", 0), ("  a", 2), ("\ta", 4), (" \ta", 4), ("    \ta", 8), ("", 0), (" ", 1)])
    func columnsOfWhiteSpace(line: String, columns: Int) { #expect(cursor(line).indent == columns) }

    @Test func aTabMayBeReadInParts() {
        var cursor = cursor("\t\ta")
        cursor.skip(2)
        #expect(cursor.indent == 6)
        cursor.skip(3)
        #expect(cursor.indent == 3)
        cursor.skip(9)
        #expect(cursor.indent == 0 && !cursor.isBlank)
    }

    @Test(arguments: [
        ("- a", 2), ("-   a", 4), ("-     a", 2), ("-", 2), ("  * a", 4), ("1. a", 3), ("10) a", 4), ("-\ta", 4),
        ("123456789. a", 11), ("-\r", 2),
    ])
    func anItemHasAWidth(line: String, width: Int) {
        var cursor = cursor(line)
        #expect(cursor.takeItem(isInterrupting: false) == width)
    }

    @Test(arguments: ["-a", "a", "1.a", "1 a", "1234567890. a", ". a", ") a", ""]) func otherLinesAreNotItems(
        line: String
    ) {
        var cursor = cursor(line)
        #expect(cursor.takeItem(isInterrupting: false) == nil)
    }

    @Test(arguments: [("- a", true), ("1. a", true), ("01. a", true), ("2. a", false), ("-", false), ("1. ", false)])
    func fewItemsInterruptAParagraph(line: String, interrupts: Bool) {
        var cursor = cursor(line)
        #expect((cursor.takeItem(isInterrupting: true) != nil) == interrupts)
    }

    @Test(arguments: [
        ("# a", "heading"), ("#", "heading"), ("####### a", ""), ("#a", ""), ("***", "rule"), ("- - -", "rule"),
        ("**", ""), ("--", "underline"), ("=== ", "underline"), ("=-", ""), ("---", "rule underline"), ("", ""),
    ])
    func kindsOfLines(line: String, kinds: String) {
        let cursor = cursor(line)
        let found = [(cursor.isHeading, "heading"), (cursor.isRule, "rule"), (cursor.isUnderline, "underline")]
        #expect(found.filter(\.0).map(\.1).joined(separator: " ") == kinds)
    }
}
