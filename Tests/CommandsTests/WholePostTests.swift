import Manuscript
import Storage
import TestSupport
import Testing

@testable import Commands

/// The calls of `galley write`.
@Suite struct WholePostTests {
    private static let topic = "What is data engineering?"

    private func post(words: Int? = nil, sections: Int? = nil, repair: Bool = true) -> WholePost {
        WholePost(topic: Self.topic, words: words, sections: sections, repair: repair)
    }

    private func workspace(_ session: Session) throws -> TestWorkspace {
        var session = session
        session.name = SessionName.slug(Self.topic)
        return try TestWorkspace(session)
    }

    @Test func aNewPostIsOutlinedAndWritten() {
        #expect(
            post(words: 900, sections: 4, repair: false).opening.map(\.line) == [
                ":new What is data engineering?", ":set words 900", ":set sections 4", ":outline", ":differentiate",
                ":write",
            ])
        #expect(post().opening.last?.line == ":write --repair")
    }

    @Test func withoutAPostNothingIsResumed() throws {
        let workspace = try TestWorkspace()
        #expect(try post().resume(in: workspace.workspace) == nil)
    }

    @Test func aPostWithTextsIsOnlyWritten() throws {
        let workspace = try workspace(Posts.written)
        #expect(try post().resume(in: workspace.workspace)?.map(\.line) == [":write --repair"])
        #expect(workspace.interface.notes.last?.hasPrefix("Continuing the session what-is-data-engineering") == true)
    }

    @Test func anOutlineWithoutTextsIsDifferentiatedFirst() throws {
        let workspace = try workspace(Posts.outlined)
        let lines = try post().resume(in: workspace.workspace)?.map(\.line)
        #expect(lines == [":differentiate", ":write --repair"])
    }

    @Test func aSessionWithoutAnOutlineGetsOne() throws {
        let workspace = try workspace(Posts.begun)
        let lines = try post(words: 900).resume(in: workspace.workspace)?.map(\.line)
        #expect(lines == [":set words 900", ":outline", ":differentiate", ":write --repair"])
    }

    @Test func anotherLengthIsAnotherPost() throws {
        let workspace = try workspace(Posts.written)
        #expect(try post(words: 12345).resume(in: workspace.workspace) == nil)
        #expect(
            workspace.interface.notes == [
                "The post what-is-data-engineering has a different length, so this run starts another one."
            ])
    }
}
