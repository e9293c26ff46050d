import Manuscript
import Testing

/// The manner of the file, kept in what is new.
@Suite struct ImportedExportTests {
    private func changed(_ text: String, _ edit: (Session) -> [Edit]) throws -> String {
        let session = ImportedPosts.session(text)
        return MarkdownExport.text(of: try edit(session).reduce(session) { try $0.applying($1).session })
    }

    @Test func newTextsHaveTheLineEndsOfTheFile() throws {
        let text = try changed("## A\r\n\r\none\r\n\r\n## B\r\n") { session in
            [
                .addVersion(
                    session.outline.sections[0].id, Version(number: 2, text: "x\n\ny", origin: .edited, at: time(1))),
                .insert(section: Section(title: "C"), parent: nil, index: 2),
            ]
        }
        #expect(text == "## A\r\n\r\nx\r\n\r\ny\r\n\r\n## B\r\n\r\n## C\r\n")
    }

    @Test func textAboveTheTitleIsInEveryFormat() throws {
        let session = ImportedPosts.session("---\ntitle: T\n---\n\nAbove *all*.\n\n# T\n\n## A\n\none\n")
        for export in Exports.all where export.writer == nil {
            #expect(try export.text(of: session, as: ExportOptions()).contains("Above"), "\(export.format)")
        }
        let site = MarkdownExport.text(of: session, as: ExportOptions(site: .hugo))
        #expect(site.contains("---\n\nAbove *all*.\n\n## A"))
        #expect(TextExport.text(of: session).hasPrefix("Above all.\n\nT\n"))
    }

    @Test func removedSectionsLeaveNoGap() throws {
        let text = "---\ntitle: T\n---\n\n## A\n\none\n\n## B\n\ntwo\n\n\n## C\n\nthree"
        #expect(
            try changed(text) { [.remove($0.outline.sections[2].id)] }
                == "---\ntitle: T\n---\n\n## A\n\none\n\n## B\n\ntwo\n")
        #expect(
            try changed(text) { [.remove($0.outline.sections[1].id)] }
                == "---\ntitle: T\n---\n\n## A\n\none\n\n## C\n\nthree")
        #expect(try changed("# T\n\n## A\n") { [.remove($0.outline.sections[0].id)] } == "# T\n\n")
    }

    @Test func aSkippedLevelIsKeptAndFollowed() throws {
        let text = "## A\n\n#### B\n\ntwo\n"
        let new = try changed(text) {
            [.insert(section: Section(title: "C"), parent: $0.outline.sections[0].id, index: 1)]
        }
        #expect(new == "## A\n\n#### B\n\ntwo\n\n#### C\n")
    }

    @Test func anEmptiedSectionKeepsItsHeading() throws {
        let text = try changed("## A\n\none\n\n## B\n\ntwo\n") { [.choose($0.outline.sections[0].id, number: nil)] }
        #expect(text == "## A\n\n## B\n\ntwo\n")
    }

    @Test func aFileWithoutHeadingsGetsThemAtLevelTwo() throws {
        let new = try changed("Only text.\n") { _ in [.insert(section: Section(title: "C"), parent: nil, index: 1)] }
        #expect(new == "Only text.\n\n## C\n")
    }
}
