import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Configuration
@testable import Storage

@Suite struct SectionDocumentTests {
    private static func entry(brief: String = "Rows.") throws -> Outline.Entry {
        var section = Section(id: "tables", title: "Tables", brief: brief, words: 120)
        section.versions = [Version(number: 4, text: "A table\n\n-----\n\nhas rows.", origin: .written, at: noon)]
        section.current = 4
        let above = Section(id: "storage", title: "Storage", children: [Section(title: "Files"), section])
        return try #require(Outline([Section(title: "Opening"), above]).entry("tables"))
    }
    private let document: SectionDocument

    init() throws { document = SectionDocument(try Self.entry()) }

    @Test func showsEverythingThatMayBeChanged() {
        #expect(
            document.text == """
                % Section 2.2. Change the title, the brief and the text below the line of dashes.
                % Lines at the top that begin with % are ignored. An empty or unchanged file changes nothing.
                title: Tables
                brief: Rows.
                ----------
                A table

                -----

                has rows.

                """)
    }

    @Test(arguments: ["", "\n\n", "  \n"])
    func emptyChangesNothing(text: String) {
        #expect(document.reading(text) == nil)
        let help = document.text.split(separator: "\n").prefix { $0.hasPrefix("%") }.joined(separator: "\n")
        #expect(document.reading(help + "\n" + text) == nil)
    }

    /// Without the help and the head, a line that begins with % is the writer's.
    @Test(arguments: ["% of all rows are empty.", "% only\n% this\n\nMore.", "%"])
    func aTextMayBeginWithAPercentSign(text: String) throws {
        #expect(try #require(document.reading(text)) == .init(title: "Tables", brief: "Rows.", body: text))
        let help = String(document.text.prefix { $0 != "\n" })
        let kept = try #require(document.reading("\(help)\n% mine\ntitle: Rows\nbrief: Rows.\n----------\n\(text)"))
        #expect(kept == .init(title: "Rows", brief: "Rows.", body: text))
    }

    @Test func unchangedChangesNothing() {
        #expect(document.reading(document.text) == nil)
        #expect(document.reading(document.text + "\n\n  \n") == nil)
        #expect(document.reading(document.text.replacing("\n", with: "\r\n")) == nil)
        #expect(document.reading(document.text.replacing("% Section", with: "% section")) == nil)
    }

    @Test func readsTitleBriefAndBody() throws {
        let read = try #require(
            document.reading("title:  ## Rows \nbrief:Cells,  many\n-----\n\n% is a sign.\n\nA\n-----\nB\n\n"))
        #expect(read == .init(title: "Rows", brief: "Cells, many", body: "% is a sign.\n\nA\n-----\nB"))
    }

    @Test func anEmptyTitleIsRefusedButAnEmptyBriefIsAccepted() throws {
        let read = try #require(document.reading("title:\nbrief:\n----------\nA table\n\n-----\n\nhas rows.\n"))
        #expect(read == .init(title: "Tables", brief: "", body: "A table\n\n-----\n\nhas rows."))
    }

    /// Whatever was written is text of the section, wherever the sheet's own lines have gone.
    @Test(arguments: [
        ("Something else altogether.\n", "Tables", "Rows.", "Something else altogether."),
        ("title: Rows\nSomething else.\n", "Rows", "Rows.", "Something else."),
        ("title: Tables\nbrief: Rows.\n\nNew text.\n", "Tables", "Rows.", "New text."),
        ("title: Tables\nbrief: Rows.\nNew text.\n\nMore.", "Tables", "Rows.", "New text.\n\nMore."),
        ("----------\nNew text.\n", "Tables", "Rows.", "New text."),
        ("brief: Cells.\n----------\nNew text.\n", "Tables", "Cells.", "New text."),
        ("% help\n\nNew text.", "Tables", "Rows.", "% help\n\nNew text."),
        ("% help\n\ntitle: Rows\n\nNew text.", "Rows", "Rows.", "New text."),
        ("Above.\n\ntitle: Rows\nbrief: Cells\n----------\nBelow.\n", "Rows", "Cells", "Above.\n\nBelow."),
        ("title: Rows\nbrief: Cells and\n  columns\n----------\nBelow.\n", "Rows", "Cells and columns", "Below."),
        ("title: Rows\ntitle: Cells\nBelow.", "Rows", "Rows.", "title: Cells\nBelow."),
        ("title: Rows\r\nbrief: Cells\r\n----------\r\nA\r\n\r\nB\r\n", "Rows", "Cells", "A\n\nB"),
        ("A table\n\n-----\n\nhas columns.", "Tables", "Rows.", "A table\n\n-----\n\nhas columns."),
    ])
    func writtenTextNeverVanishes(text: String, title: String, brief: String, body: String) throws {
        #expect(try #require(document.reading(text)) == .init(title: title, brief: brief, body: body))
    }

    /// Where all below the title is gone with the rule, it is not known whether the text was to go.
    @Test func aTitleAloneLeavesTheText() throws {
        let read = try #require(document.reading("title: Rows\n"))
        #expect(read == .init(title: "Rows", brief: "Rows.", body: "A table\n\n-----\n\nhas rows."))
    }

    /// All forms of CommonMark that are not in the old text.
    @Test(arguments: [
        ("My Heading\n=====\n\nMine.", "My Heading", 1), ("## New part ##\n\nMine.", "New part", 2),
        ("My\nHeading\n=\nMine.", "My Heading", 1), ("### C# {#x} ##\nMine.", "C#", 3), ("## F#\nMine.", "F#", 2),
    ])
    func everyFormOfAHeadingBeginsASection(typed: String, title: String, level: Int) throws {
        let read = try #require(document.reading(document.text + "\n" + typed))
        #expect(read.body == "A table\n\n-----\n\nhas rows.")
        #expect(read.parts == [.init(title: title, level: level, body: "Mine.")])
    }

    @Test(arguments: ["> Quoted\n> ===", "- Item\n  ===", "```\nCode\n===\n```", "Rule\n-----", "a\n\n==="])
    func otherLinesAreText(typed: String) throws {
        let read = try #require(document.reading(document.text + "\n" + typed))
        #expect(read.parts.isEmpty && read.body == "A table\n\n-----\n\nhas rows.\n\n" + typed)
    }

    @Test func headingsTypedByHandBeginSections() throws {
        let session = try Posts.written.applying(
            .addVersion("tables", Version(number: 2, text: "Old.\n\n### Kept\n\nStep.", origin: .edited, at: noon))
        ).session
        let entry = try #require(session.outline.entry("tables"))
        let document = SectionDocument(entry)
        let typed = """

            ```
            # no heading
            ```

            #### Cells

            Small ones.

            ##### Borders

            #### Columns
            Tall ones.

            ## Views
            Not stored.

            """
        let read = try #require(document.reading(document.text + typed))
        #expect(read.body == "Old.\n\n### Kept\n\nStep.\n\n```\n# no heading\n```")
        let after = try read.edits(of: entry, at: noon).reduce(session) { try $0.applying($1).session }
        #expect(
            after.outline.entries.map { "\($0.number) \($0.section.title)" } == [
                "1 Opening", "2 Storage", "2.1 Files and folders", "2.2 Tables", "2.2.1 Cells", "2.2.1.1 Borders",
                "2.2.2 Columns", "2.3 Views", "3 Pipelines that run", "4 Closing",
            ])
        let texts = after.outline.entries.filter { ["Cells", "Columns", "Views"].contains($0.section.title) }
        #expect(texts.map(\.section.text?.text) == ["Small ones.", "Tall ones.", "Not stored."])
    }

    @Test func theSectionsHeadingDoesNotStartANewSection() throws {
        let read = try #require(document.reading("title: Tables\nbrief: Rows.\n----------\n### Tables\n\nNew text.\n"))
        #expect(read.parts.isEmpty && read.body == "New text.")
    }

    @Test func editsNameOnlyWhatChanged() throws {
        let entry = try Self.entry()
        let body = "A table\n\n-----\n\nhas rows."
        func edits(_ title: String, _ brief: String, _ body: String) -> [Edit] {
            SectionDocument.Content(title: title, brief: brief, body: body).edits(of: entry, at: noon)
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
        let document = SectionDocument(entry)
        #expect(document.text.contains("\nbrief: Rows. And columns.\n"))
        let read = try #require(document.reading(document.text.replacing("title: Tables", with: "title: Rows")))
        #expect(read.edits(of: entry, at: noon) == [.setTitle("tables", "Rows")])
    }
}
