import Manuscript
import Markdown
import Testing

/// A Markdown file becomes a session, and the session the same file.
@Suite struct SessionImportingTests {
    private func session(_ text: String) -> Session { ImportedPosts.session(text) }

    private func outline(_ session: Session) -> [String] { session.outline.entries.map(\.name) }

    @Test(arguments: ImportedPosts.ugly)
    func anUglyPostIsExportedByteForByte(text: String) throws {
        let session = session(text)
        #expect(MarkdownExport.text(of: session).utf8.elementsEqual(text.utf8))
        let again = try SessionFile.decode(SessionFile.encode(session), file: "post")
        #expect(MarkdownExport.text(of: again).utf8.elementsEqual(text.utf8))
    }

    @Test func fourHundredMadePostsAreExportedByteForByte() throws {
        for seed in 0..<400 as Range<UInt64> {
            let text = ImportedPosts.random(seed)
            let session = session(text)
            #expect(MarkdownExport.text(of: session).utf8.elementsEqual(text.utf8), "seed \(seed)")
            let whole = session.outline.entries.map(\.section)
            for section in whole {
                #expect(section.imported.map { Prose.body($0.text) } == section.text?.text ?? "", "seed \(seed)")
            }
        }
    }

    /// A changed text changes only its own lines; every other line of the file is as it was.
    @Test func oneChangedSectionLeavesTheRestOfTheFile() throws {
        for seed in 0..<120 as Range<UInt64> {
            let text = ImportedPosts.random(seed)
            let session = session(text)
            let entries = session.outline.entries.filter { !$0.section.hasNoHeading }
            let entry = try #require(entries.dropFirst(Int(seed) % entries.count).first)
            let version = Version(number: 9, text: "Quite new.", origin: .edited, at: time(1))
            let changed = try session.applying(.addVersion(entry.section.id, version)).session
            let part = try #require(entry.section.imported)
            let file = MarkdownExport.text(of: changed)
            let (before, after) = (try #require(text.firstRange(of: part.heading + part.text)), file)
            guard text.ranges(of: part.heading + part.text).count == 1, !after.contains("[ref]"),
                !after.contains("[^n]")
            else {
                continue
            }
            #expect(after.utf8.starts(with: text[..<before.lowerBound].utf8), "seed \(seed)")
            #expect(after.contains(part.heading), "seed \(seed)")
            // The same headings in the same order, apart from those that a text had.
            #expect(after.contains("Quite new."), "seed \(seed)")
        }
    }

    @Test func titleLeadAndSections() {
        let session = session(
            "---\ntitle: Other\n---\n# The *title*\n\nLead.\n\n## A\n\nOne two.\n\n### B\n\n## C\n\ntext\n")
        #expect(session.topic == "The title")
        #expect(outline(session) == ["1 Opening", "2 A", "2.1 B", "3 C"])
        #expect(session.outline.sections[0].text?.text == "Lead.")
        #expect(session.outline.sections[0].hasNoHeading && session.outline.sections[0].role == .introduction)
        #expect(session.outline.sections[1].text?.origin == .imported)
        #expect(session.outline.unwritten.map(\.number) == ["2.1"])
        #expect(!HTMLExport.text(of: session).contains("title: Other"))
        #expect(!HTMLExport.text(of: session).contains("Opening") && !TextExport.text(of: session).contains("Opening"))
    }

    @Test func theTopicComesFromTheFrontMatterOrTheName() {
        #expect(session("---\ntitle: Other\n---\n## A\n").topic == "Other")
        #expect(session("## A\n\n## B\n").topic == "Fallback")
        #expect(session("# A\n\n# B\n").topic == "Fallback")
        #expect(HTMLExport.text(of: session("## A\n\n## B\n")).contains("<h1"))
    }

    @Test func numbersOfHeadingsAreNotPartOfTitles() throws {
        let text = "# T\n\n## 1. A\n\none\n\n## 2. B\n\ntwo\n\n### 2.1. C\n\nthree\n"
        let session = session(text)
        #expect(outline(session) == ["1 A", "2 B", "2.1 C"])
        let moved = try session.applying(.move(session.outline.sections[1].id, parent: nil, index: 0)).session
        #expect(MarkdownExport.text(of: moved) == "# T\n\n## 1. B\n\ntwo\n\n### 1.1. C\n\nthree\n\n## 2. A\n\none\n")
        let added = try session.applying(.insert(section: Section(title: "New"), parent: nil, index: 1)).session
        #expect(MarkdownExport.text(of: added).contains("## 2. New\n\n## 3. B\n"))
        #expect(outline(ImportedPosts.session("## 2024\n\n## 2025\n")) == ["1 2024", "2 2025"])
    }

    @Test func aRenamedSectionGetsAHeadingInTheMannerOfTheFile() throws {
        let session = session("Title\n===\n\n## A `b` {#id} ##\ntext\n\nSecond\n------\n\nmore\n")
        #expect(outline(session) == ["1 A b", "2 Second"])
        let ids = session.outline.sections.map(\.id)
        var new = try session.applying(.setTitle(ids[0], "New *x*")).session
        new = try new.applying(.setTitle(ids[1], "Last")).session
        new = try new.applying(.setTopic("Topic")).session
        #expect(MarkdownExport.text(of: new) == "# Topic\n\n## New \\*x\\* {#id}\ntext\n\n## Last\n\nmore\n")
        let moved = try session.applying(.move(ids[1], parent: ids[0], index: 0)).session
        #expect(MarkdownExport.text(of: moved).hasSuffix("\n\n### Second\n\nmore\n"))
    }

    @Test func sectionsAreNotJoinedWhenTheirOrderChanges() throws {
        let session = session("## A\n```\nopen\n## B\n\n")
        #expect(outline(session) == ["1 A"])
        let added = try session.applying(.insert(section: Section(title: "New"), parent: nil, index: 1)).session
        #expect(Markdown.headings(in: MarkdownExport.text(of: added)).map(\.title) == ["A", "New"])
        let two = ImportedPosts.session("One\n---\ntext\n***\nTwo\n---\nlast")
        let turned = try two.applying(.move(two.outline.sections[1].id, parent: nil, index: 0)).session
        #expect(MarkdownExport.text(of: turned) == "Two\n---\nlast\n\nOne\n---\ntext\n***\n")
    }

    @Test func anOutlineOfHeadingsGetsBudgets() {
        let session = session("## A\n## B\n### C\n")
        #expect(session.outline.unwritten.map(\.section.words) == [450, 450])
    }
}
