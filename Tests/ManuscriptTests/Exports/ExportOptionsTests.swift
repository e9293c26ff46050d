import Manuscript
import Testing

/// The wishes for a Markdown export.
@Suite struct ExportOptionsTests {
    private var session: Session {
        var session = writtenSession(["One\nline.\n\n# In it", nil], topic: "A: \"b\"")
        session.outline.sections[0].children = [Section(id: "c", title: "Child")]
        return session
    }

    private func text(_ options: ExportOptions) -> String { MarkdownExport.text(of: session, as: options) }

    @Test func levelsNumbersAndLines() {
        #expect(
            text(.init(base: 3)) == "# A: \"b\"\n\n### Part 0\n\nOne\nline.\n\n#### In it\n\n#### Child\n\n### Part 1\n"
        )
        #expect(text(.init(base: 1)) == "# Part 0\n\nOne\nline.\n\n## In it\n\n## Child\n\n# Part 1\n")
        #expect(
            text(.init(isNumbered: true, isUnwrapped: true))
                == "# A: \"b\"\n\n## 1 Part 0\n\nOne line.\n\n### In it\n\n### 1.1 Child\n\n## 2 Part 1\n")
        #expect(HTMLExport.text(of: session, as: .init(isNumbered: true)).contains(">1.1 Child<"))
    }

    @Test func anImportedPostWithoutWishesKeepsItsForm() {
        let imported = ImportedPosts.session("---\ntitle: T\n---\n\nLead.\n\nA\n---\n{{< live >}}\n")
        #expect(
            MarkdownExport.text(of: imported, as: .init(isNumbered: true)) == "# T\n\nLead.\n\n## 1 A\n\n{{< live >}}\n"
        )
        #expect(
            MarkdownExport.text(of: imported, as: .init(site: .hugo)).hasSuffix(
                "---\n\nLead.\n\n## A\n\n{{< live >}}\n"))
    }

    @Test func theSameSessionGivesTheSameBytes() throws {
        for format in Exports.all {
            #expect(try format.text(of: session, as: ExportOptions()) == format.text(of: session, as: ExportOptions()))
        }
    }

    @Test func notesAndCandidatesStayInTheSession() throws {
        var session = session
        session.outline.sections[0].notes = "a secret note"
        session.outline.sections[0].candidate = Candidate(
            text: "a secret text", cause: .length, origin: .written, at: time(0))
        for format in Exports.all {
            for site in ExportOptions.Site.allCases {
                #expect(try !format.text(of: session, as: .init(site: site)).contains("secret"), "\(format.format)")
            }
        }
    }
}
