import Manuscript
import Testing

@testable import Commands

/// The changes of a text as they are shown.
@Suite struct ChangeListTests {
    @Test func aPassageInPlaceOfAnotherBeginsANewParagraph() {
        let old = "Every loan lasts a week, from Saturday to Saturday, and nobody has to look it up!"
        let new = "The shoebox has fifty-two dividers; cards move from front to back once they are due."
        var list = ChangeList()
        list.blocks = [.prose(ProseDiff(from: old, to: new))]
        #expect(list.plainText == "[-\(old)-]\n\n{+\(new)+}")
    }

    @Test func singleWordsStayInTheirLine() {
        var list = ChangeList()
        list.blocks = [.prose(ProseDiff(from: "The old drill is in its case.", to: "The new drill is in its case."))]
        #expect(list.plainText == "The [-old-]{+new+} drill is in its case.")
    }
}
