import Manuscript
import Platform
import Testing

/// The whole job on the built-in model itself: a real server, real weights, nothing scripted.
@Suite(.serialized, .timeLimit(.minutes(15))) struct BuiltInJobTests {
    /// The folder in which the tests of all rooms share one installation of the model.
    private static var modelHome: String {
        ProcessInfo.processInfo.environment["GALLEY_TEST_MODEL_HOME"]
            ?? #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.build/model-test"
    }

    @Test func theWholeJobWithoutAKey() async throws {
        let place = try Place()
        place.environment["XDG_DATA_HOME"] = Self.modelHome
        let written = try await place.run(
            "-s", "vaccines", "-x", "How vaccines work", "-x", ":set words 300", "-x", ":set sections 3", "-x",
            ":outline",
            "-x", ":write", seconds: 600)
        #expect(written.status == 0, "\(written)")
        let session = try place.session("vaccines")
        #expect(session.outline.sections.count == 3 && session.outline.unwritten.isEmpty)
        #expect(session.usage.calls >= 4 && session.usage.completionTokens > 50)

        // A second process goes on, and asks for nothing that is there.
        let again = try await place.run("-c", "-x", ":write", "-x", ":rewrite 2", "-x", ":export post.md", seconds: 600)
        #expect(again.status == 0, "\(again)")
        let rewritten = try place.session("vaccines")
        let others = [0, 2].map { session.outline.sections[$0] }
        #expect([0, 2].map { rewritten.outline.sections[$0] } == others, "what is not named stays as it was")
        #expect(rewritten.outline.sections[1].versions.map(\.origin) == [.written, .rewritten])

        let post = try place.text(of: "post.md")
        #expect(Posts.headings(of: post) == Posts.headings(of: rewritten))
        for section in rewritten.outline.sections {
            let body = try #require(section.text?.text)
            #expect(Prose.words(in: body) >= 15 && post.contains(body))
            #expect(Markdown.headings(in: body).isEmpty)
        }
    }
}
