import Manuscript
import Platform
import Testing

@testable import Workbench

@Suite struct SectionSheetTests {
    private static func entry(brief: String = "Rows.") throws -> Outline.Entry {
        var section = Section(id: "tables", title: "Tables", brief: brief, words: 120)
        section.versions = [Version(number: 4, text: "A table\n\n-----\n\nhas rows.", origin: .written, at: noon)]
        section.current = 4
        let above = Section(id: "storage", title: "Storage", children: [Section(title: "Files"), section])
        return try #require(Outline([Section(title: "Opening"), above]).entry("tables"))
    }
    private let sheet: SectionSheet

    init() throws { sheet = SectionSheet(try Self.entry()) }

    @Test func showsEverythingThatMayBeChanged() {
        #expect(
            sheet.text == """
                % Section 2.2. Change the title, the brief and the text below the line of dashes.
                % Lines at the top that begin with % are left out. An empty or unchanged file changes nothing.
                title: Tables
                brief: Rows.
                ----------
                A table

                -----

                has rows.

                """)
    }

    @Test(arguments: ["", "\n\n", "% only\n% help\n", "%\n\n  \n"])
    func emptyChangesNothing(text: String) {
        #expect(sheet.reading(text) == nil)
    }

    @Test func unchangedChangesNothing() {
        #expect(sheet.reading(sheet.text) == nil)
        #expect(sheet.reading(sheet.text + "\n\n  \n") == nil)
        #expect(sheet.reading(sheet.text.replacing("\n", with: "\r\n")) == nil)
        #expect(sheet.reading(sheet.text.replacing("% Section", with: "% section")) == nil)
    }

    @Test func readsTitleBriefAndBody() throws {
        let read = try #require(
            sheet.reading("title:  ## Rows \nbrief:Cells,  many\n-----\n\n% is a sign.\n\nA\n-----\nB\n\n"))
        #expect(read == .init(title: "Rows", brief: "Cells, many", body: "% is a sign.\n\nA\n-----\nB"))
    }

    @Test func anEmptyTitleIsNoTitleButAnEmptyBriefIsOne() throws {
        let read = try #require(sheet.reading("title:\nbrief:\n----------\nA table\n\n-----\n\nhas rows.\n"))
        #expect(read == .init(title: "Tables", brief: "", body: "A table\n\n-----\n\nhas rows."))
    }

    @Test func withoutTheRuleTheTextStays() throws {
        #expect(sheet.reading("Something else altogether.\n") == nil)
        let read = try #require(sheet.reading("title: Rows\nSomething else.\n"))
        #expect(read == .init(title: "Rows", brief: "Rows.", body: "A table\n\n-----\n\nhas rows."))
    }

    @Test func editsNameOnlyWhatChanged() throws {
        let section = try Self.entry().section
        let body = "A table\n\n-----\n\nhas rows."
        func edits(_ title: String, _ brief: String, _ body: String) -> [Edit] {
            SectionSheet.Content(title: title, brief: brief, body: body).edits(of: section, at: noon)
        }
        #expect(edits("Tables", "Rows.", body).isEmpty)
        #expect(edits("Rows", "Rows.", body) == [.setTitle("tables", "Rows")])
        #expect(edits("Tables", "", body) == [.setBrief("tables", "")])
        #expect(edits("Tables", "Rows.", "") == [.choose("tables", number: nil)])
        #expect(
            edits("Tables", "Rows.", "New.")
                == [.addVersion("tables", Version(number: 5, text: "New.", origin: .edited, at: noon))])
    }

    /// A brief over several lines is one line in the sheet, and saving the sheet as it is does not touch it.
    @Test func aBriefOverSeveralLinesIsNotTidiedUpInPassing() throws {
        let entry = try Self.entry(brief: "Rows.\n\nAnd  columns.")
        let sheet = SectionSheet(entry)
        #expect(sheet.text.contains("\nbrief: Rows. And columns.\n"))
        let read = try #require(sheet.reading(sheet.text.replacing("title: Tables", with: "title: Rows")))
        #expect(read.edits(of: entry.section, at: noon) == [.setTitle("tables", "Rows")])
    }
}
