import Manuscript
import Testing

@Suite struct ClaimAuditTests {
    private func audit(_ body: String, topic: String = "Bread in Lyon") -> ClaimAudit {
        var post = CheckedPost(markdown: "# \(topic)\n\n## Flour\n\n\(body)\n\n## Water\n\nIt is wet.")
        post.topic = topic
        return ClaimAudit(of: post)
    }

    @Test func claimsWithoutASourceAreListedWithTheirPlaces() throws {
        let audit = audit(
            "The dough rests. In 1998 the town sold 12,000 loaves. Today Anna says “it is all in the water”. In Lyon it is cheap. The flour came in March."
        )
        #expect(audit.count == 3)
        #expect(audit.findings.map(\.number) == [2, 3, 5])
        #expect(audit.findings.map(\.section) == ["Flour", "Flour", "Flour"])
        #expect(audit.findings.map(\.kinds) == [[.date, .number], [.quotation, .name], [.date]])
        #expect(audit.findings[0].words == ["1998", "12,000"])
    }

    @Test(arguments: [
        "In 1998 the town sold 12,000 loaves [1#2].", "In 1998 the town sold [12,000 loaves](https://a.b).",
        "In 1998 the town sold 12,000 loaves.[^1]\n\n[^1]: The register.", "Dough rests for a while.", "",
    ])
    func sourcedAndPlainClaimsAreNotListed(body: String) {
        #expect(audit(body).findings == [])
    }

    @Test func itemsOfListsCountToo() {
        #expect(audit("- It takes 3 hours\n- It takes time").findings.map(\.text) == ["It takes 3 hours"])
    }
}
