import Manuscript
import Testing

struct FidelityTests {
    private func verdict(_ markdown: String, outline: [(String, Int)]? = nil) throws -> Verdict {
        let headings = outline?.map { CheckedPost.Heading(title: $0.0, level: $0.1) }
        return try #require(Fidelity.verdict(on: CheckedPost(markdown: markdown, outline: headings)))
    }

    private let outline = [("Storage", 2), ("Lakes", 3), ("Warehouses", 3), ("Outlook", 2)]

    @Test func aFaithfulPostHolds() throws {
        let text = "# Data\n\n## Storage\n\n### Lakes\n\nA.\n\n### Warehouses\n\nB.\n\n## Outlook\n\nC.\n"
        let verdict = try verdict(text, outline: outline)
        #expect(verdict.holds)
        #expect(verdict.figure == 100)
        #expect(verdict.findings == [])
    }

    @Test func repeatedMissingAndMisplacedHeadingsAreNamed() throws {
        let text = "## Storage\n\n## Lakes\n\nA.\n\n## Outlook\n\nC.\n\n## 4. Outlook\n\nD.\n"
        let verdict = try verdict(text, outline: outline)
        #expect(!verdict.holds)
        #expect(verdict.figure == 25)
        #expect(
            verdict.findings == [
                "Lakes: at level 2 instead of level 3", "Warehouses: not written", "Outlook: written 2 times",
            ])
        #expect(verdict.details["timesWritten"] == 1)
    }

    @Test func onlyHeadingsOutOfOrderCount() throws {
        let text = "## Outlook\n\nC.\n\n## Storage\n\n### Lakes\n\nA.\n\n### Warehouses\n\nB.\n"
        let verdict = try verdict(text, outline: outline)
        #expect(verdict.figure == 75)
        #expect(verdict.findings == ["Outlook: not in its place"])
    }

    @Test func anOutlineMayHaveATitleTwice() throws {
        let twice = [("A", 2), ("Examples", 3), ("B", 2), ("Examples", 3)]
        let text = "## A\n\n### Examples\n\nX.\n\n## B\n\n### Examples\n\nY.\n"
        #expect(try verdict(text, outline: twice).holds)
        #expect(try verdict("## A\n\n### Examples\n\nX.\n\n## B\n", outline: twice).figure == 50)
    }

    @Test func withoutAnOutlineTheNumbersPlaceATitle() throws {
        let text = """
            ## 1. Storage
            ### 1.1 Lakes
            Text.
            ## 1.1 Lakes
            Text.
            ### 1.2 Warehouses
            Text.
            ### 1.2 Marts
            Text.
            ### A stray one
            Text.
            ### 2. Outlook
            """
        let verdict = try verdict(text)
        #expect(verdict.details["headings"] == 6)
        #expect(verdict.figure == 100.0 * 2 / 6)
        #expect(
            verdict.findings == [
                "headings are written 1.17 times on average", "1.1 Lakes: written 2 times",
                "1.2 Marts: at level 3 instead of a place in the numbering",
                "A stray one: at level 3 instead of a place in the numbering",
                "2. Outlook: at level 3 instead of level 2",
            ])
    }

    @Test func headingsInQuotesCodeAndListsAreText() throws {
        let text = "## Storage\n\n> ## Lakes\n\n- # Lakes\n\n```\n## Lakes\n```\n\n## Outlook\n\nC.\n"
        let verdict = try verdict(text, outline: [("Storage", 2), ("Outlook", 2)])
        #expect(verdict.figure == 100)
        #expect(CheckedPost(markdown: text).parts.map(\.title) == ["Storage", "Outlook"])
    }

    @Test func anEmptyPostHasNoVerdict() {
        #expect(Fidelity.verdict(on: CheckedPost(markdown: "Only text.")) == nil)
        #expect(PostChecks.verdicts(on: CheckedPost(markdown: "")).isEmpty)
    }
}
