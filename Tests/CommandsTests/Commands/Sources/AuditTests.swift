import Manuscript
import TestSupport
import Testing

@testable import Commands

@Suite struct AuditTests {
    @Test func claimsAreListedWithoutAModel() async throws {
        let session = try Posts.written.applying(
            .addVersion(
                "files", Version(number: 2, text: "A file has 4,096 bytes. It is read.", origin: .edited, at: noon))
        ).session
        let workspace = try TestWorkspace(session)
        let report = try await workspace.run(":audit")
        #expect(
            report.answer.content.plainText
                == "2.1 Files and folders\n  1  A file has 4,096 bytes.\n     number: 4,096")
        #expect(report.note == "1 of 1 claims with numbers, quotations, dates or names cite no source.")
        #expect(report.data["unsourced"]?.array?.first?["kinds"] == ["number"])
        #expect(workspace.models.supplied == 0)
        await workspace.refuses(":audit all", ":audit does not take \"all\". `:help audit` shows how.")
    }

    @Test func aPlainPostHasNone() async throws {
        let report = try await TestWorkspace(Posts.written).run(":audit")
        #expect(report.note == "The post has no claims with numbers, quotations, dates or names.")
    }
}
