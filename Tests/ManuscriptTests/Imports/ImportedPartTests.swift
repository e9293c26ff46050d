import Manuscript
import Testing

@Suite struct ImportedPartTests {
    @Test func onlyTheTextAboveTheFirstHeadingHasNoHeading() throws {
        var session = ImportedPosts.session("Lead.\n\n## A\n")
        #expect(session.outline.sections.map(\.hasNoHeading) == [true, false])
        session = try session.applying(.setTitle(session.outline.sections[0].id, "Why")).session
        #expect(!session.outline.sections[0].hasNoHeading)
        #expect(MarkdownExport.text(of: session) == "## Why\n\nLead.\n\n## A\n")
    }

    @Test func unknownFieldsSurvive() throws {
        var session = ImportedPosts.session("## A\n")
        session.outline.sections[0].imported?.unknown = ["later": 1]
        #expect(try SessionFile.decode(SessionFile.encode(session), file: "post") == session)
    }
}
