import Testing

@testable import Manuscript

@Suite struct SourceLinesTests {
    @Test(arguments: ["", "a", "a\n", "\r\n\r\n", "a\rb\r\nc\n\nd", "\n\u{301}\r\u{301}", "👩🏽‍🚀\r\n"])
    func theLinesJoinedAreTheText(text: String) {
        #expect(SourceLines.split(text[...]).joined(separator: "").utf8.elementsEqual(text.utf8))
    }

    @Test func linesEndAsCommonMarkSays() {
        #expect(SourceLines.split("a\r\nb\rc\n\nd") == ["a\r\n", "b\r", "c\n", "\n", "d"])
        #expect(SourceLines.end(of: "a\r\nb\r\nc\n") == "\r\n")
        #expect(SourceLines.end(of: "a\rb\r") == "\r" && SourceLines.end(of: "a") == "\n")
    }

    @Test func theGapsAreTheBlankLines() {
        #expect(SourceLines.gaps(of: "\n \na\nb \n\n") == ("\n \n", "\n\n"))
        #expect(SourceLines.gaps(of: "a") == ("", "") && SourceLines.gaps(of: "\n\n") == ("\n\n", "\n\n"))
        #expect(SourceLines.gaps(of: "\r\na\r\n\r\n") == ("\r\n", "\r\n\r\n"))
    }
}
