import Manuscript
import Testing

@Suite struct ImportedPostTests {
    @Test func theFrontMatterIsFoundBehindAByteOrderMark() {
        #expect(ImportedPosts.session("\u{FEFF}---\ntitle: T\n---\n## A\n").imported?.front?.text("title") == "T")
        #expect(ImportedPosts.session("## A\n").imported?.front == nil)
    }

    @Test func unknownFieldsSurvive() throws {
        var session = ImportedPosts.session("# T\r\n\r\n## A\r\n")
        session.imported?.unknown = ["later": [true]]
        #expect(try SessionFile.decode(SessionFile.encode(session), file: "post") == session)
    }
}
