import Manuscript
import Testing

@Suite struct OPMLTests {
    @Test func textNotesAndChildrenAreRead() {
        let file = OPML(
            """
            <?xml version="1.0"?><opml version="2.0"><head><title>Bread &amp; butter</title></head><body>
            <outline text="Why &gt; how" _note="For &quot;beginners&quot;"><outline text='One'/><outline text="A > B"></outline></outline>
            <outline><outline text="In a group"/></outline><outline title="Titled"/>
            """)
        #expect(file?.title == "Bread & butter")
        #expect(file?.draft.nodes.map(\.title) == ["Why > how", "In a group", "Titled"])
        #expect(file?.draft.nodes[0].children.map(\.title) == ["One", "A > B"])
        #expect(file?.draft.nodes[0].brief == "For \"beginners\"")
    }

    @Test(arguments: ["", "<opml></opml>", "<opml><outline/></opml>", "</outline></outline>"])
    func withoutTextsThereIsNone(text: String) { #expect(OPML(text) == nil) }
}
