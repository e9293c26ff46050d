import Testing

@testable import Chains

/// Paragraphs of parallel sections are all there.
struct WrittenParagraphsTests {
    @Test func bodiesAreSplitIntoParagraphs() {
        #expect(WrittenParagraphs(["One.\n\nTwo.", "", "Three.\r\n\r\nFour."]).paragraphs.count == 4)
        #expect(WrittenParagraphs().paragraphs == [])
    }

    @Test func parallelSectionsLoseNone() async {
        let written = WrittenParagraphs(["start"])
        await withTaskGroup { group in
            for index in 0..<200 { group.addTask { written.add("\(index)") } }
        }
        #expect(Set(written.paragraphs) == Set((0..<200).map(String.init) + ["start"]))
    }
}
