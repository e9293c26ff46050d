import Manuscript
import Testing

@testable import Chains

/// A run knows the texts of the sections before the one being written.
struct WrittenSectionsTests {
    @Test func theTextsOfTheSessionAreKnown() throws {
        let session = Posts.session(written: ["in": "An opening.", "c": "Hot."])
        let written = WrittenSections(of: session)
        #expect(written.before(try session.entry("b"), in: session).map(\.text) == ["An opening."])
        #expect(written.before(try session.entry("out"), in: session).map(\.title) == ["Why Bother", "The Oven"])
        #expect(written.before(try session.entry("in"), in: session).isEmpty)
    }

    @Test func onlyTheSectionRightBeforeIsNext() throws {
        let session = Posts.session()
        let written = WrittenSections()
        written.set("Fed.", of: "a1")
        #expect(written.before(try session.entry("a2"), in: session).map(\.isNext) == [true])
        // 2.2 stands between, without a text.
        #expect(written.before(try session.entry("b"), in: session).map(\.isNext) == [false])
        written.set("Grey mould.", of: "a2")
        #expect(written.before(try session.entry("b"), in: session).map(\.isNext) == [false, true])
    }

    @Test func theTextsAfterASectionAreKnown() throws {
        let session = Posts.session(written: ["in": "An opening.", "b": "Cold.", "c": "Hot."])
        let written = WrittenSections(of: session)
        #expect(written.after(try session.entry("a1"), in: session) == ["Cold.", "Hot."])
        #expect(written.after(try session.entry("c"), in: session).isEmpty)
    }

    @Test func aLaterTextReplacesAnEarlierOne() throws {
        let session = Posts.session(written: ["in": "Old."])
        let written = WrittenSections(of: session)
        written.set("New.", of: "in")
        #expect(written.before(try session.entry("a1"), in: session).map(\.text) == ["New."])
    }
}
