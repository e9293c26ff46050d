import Manuscript
import Testing

/// Plain text has no markup and loses no section.
struct TextExportTests {
    @Test func headingsAreNumberedAndMarkupIsGone() {
        let session = writtenSession(["Some **bold** [link](https://example.org)\nover two lines.", nil, "日本語"])
        #expect(
            TextExport.text(of: session)
                == "Topic\n\n1 Part 0\n\nSome bold link (https://example.org)\nover two lines.\n\n2 Part 1\n\n3 Part 2\n\n日本語\n"
        )
    }

    @Test func anEmptyPostIsOneLineEnd() {
        #expect(TextExport.text(of: writtenSession([], topic: "")) == "\n")
        #expect(TextExport.text(of: writtenSession([], topic: "مرحبا")) == "مرحبا\n")
    }

    @Test(arguments: (0..<6).map { UInt64($0) }) func everyTitleIsInIt(seed: UInt64) {
        var making = RandomSessions(seed: 900 + seed)
        for _ in 0..<20 {
            let session = making.session()
            let text = TextExport.text(of: session)
            for entry in session.outline.entries { #expect(text.contains("\(entry.number) \(entry.section.title)")) }
            #expect(text.hasSuffix("\n"))
        }
    }
}
