import Manuscript
import Markdown
import Testing

/// A changed copy of an exported post, taken back.
@Suite struct RevisedPostTests {
    /// A post of Galley, with repeated labels and a heading in a text, which the export changes.
    private var session: Session {
        var session = writtenSession(["One [a].\n\n[a]: /1", "Two [a].\n\n[a]: /2\n\n## Inner\n\nmore", nil])
        session.outline.sections[1].children = [Section(id: "c", title: "Child")]
        return session
    }

    private func edits(_ text: String, of session: Session) throws -> (edits: [Edit], spared: [Section.ID]) {
        try RevisedPost(MarkdownPost(text), of: session).edits(of: session, origin: .imported, at: time(5))
    }

    private func taken(_ text: String, _ session: Session) throws -> Session {
        try edits(text, of: session).edits.reduce(session) { try $0.applying($1).session }
    }

    @Test func anUnchangedExportChangesNothing() throws {
        #expect(try edits(MarkdownExport.text(of: session), of: session).edits == [])
        for seed in 0..<150 as Range<UInt64> {
            let imported = ImportedPosts.session(ImportedPosts.random(seed))
            #expect(try edits(MarkdownExport.text(of: imported), of: imported).edits == [], "seed \(seed)")
        }
        for text in ImportedPosts.ugly {
            let imported = ImportedPosts.session(text)
            #expect(try edits(text, of: imported).edits == [], "\(text)")
        }
    }

    /// Lines without words have no section of their own, so they go to the first one.
    @Test func definitionsAboveTheFirstHeadingAreKept() throws {
        for lines in ["[box]: https://example.org/box", "<!-- checked -->\n\n[a b]: /c"] {
            let text = MarkdownExport.text(of: session).replacing("## Part 0", with: "\(lines)\n\n## Part 0")
            let after = try taken(text, session)
            #expect(after.outline["s0"]?.text?.text == "\(lines)\n\nOne [a].\n\n[a]: /1")
            #expect(try edits(MarkdownExport.text(of: after), of: after).edits == [])
            let above = try taken(lines + "\n\n" + MarkdownExport.text(of: session), session)
            #expect(above.outline["s0"]?.text?.text.hasPrefix(lines) == true)
        }
    }

    @Test func aChangedTextBecomesAVersion() throws {
        let text = MarkdownExport.text(of: session).replacing("One", with: "Uno")
        let edits = try edits(text, of: session).edits
        #expect(
            edits == [
                .addVersion("s0", Version(number: 2, text: "Uno [a].\n\n[a]: /1", origin: .imported, at: time(5)))
            ])
        let inner = MarkdownExport.text(of: session).replacing("more", with: "less")
        let after = try taken(inner, session)
        #expect(after.outline["s1"]?.text?.text.hasSuffix("### Inner\n\nless") == true)
        #expect(after.outline.entries.count == 4)
    }

    @Test func movedRenamedNewAndRemovedSections() throws {
        let text =
            "# Topic\n\n## Part 2\n\n## Fresh\n\nNew text.\n\n## Part 0\n\nOne [a].\n\n[a]: /1\n\n## Part 1, renamed\n\nTwo [a].\n\n[a]: /2\n"
        let after = try taken(text, session)
        #expect(after.outline.sections.map(\.title) == ["Part 2", "Fresh", "Part 0", "Part 1, renamed"])
        #expect(after.outline.sections[2].id == "s0" && after.outline.sections[1].text?.text == "New text.")
        #expect(after.outline["c"] == nil)
        let renamed = try taken(MarkdownExport.text(of: session).replacing("## Part 0", with: "## Start"), session)
        #expect(
            renamed.outline.sections.map(\.id) == ["s0", "s1", "s2"] && renamed.outline.sections[0].title == "Start")
    }

    @Test func sectionsWithTheSameTitleStayApart() throws {
        let text = "## Same\n\none\n\n## Same\n\ntwo\n\n## Same\n\nthree\n"
        let imported = ImportedPosts.session(text)
        let after = try taken(text.replacing("two", with: "2"), imported)
        #expect(after.outline.sections.map { $0.text?.text } == ["one", "2", "three"])
        #expect(after.outline.sections.map(\.id) == imported.outline.sections.map(\.id))
        #expect(MarkdownExport.text(of: after) == text.replacing("two", with: "2"))
    }

    @Test func aLockedSectionIsSpared() throws {
        var locked = session
        locked.outline.sections[0].locked = true
        let (edits, spared) = try edits(MarkdownExport.text(of: locked).replacing("One", with: "Uno"), of: locked)
        #expect(edits == [] && spared == ["s0"])
    }

    @Test func theLeadOfAnImportedPostStaysOne() throws {
        let text = "# T\n\nLead.\n\n## 1. A\n\none\n\n## 2. B\n\ntwo\n"
        let imported = ImportedPosts.session(text)
        let changed = text.replacing("Lead", with: "Led").replacing("one", with: "uno")
        let after = try taken(changed, imported)
        #expect(after.outline.entries.map(\.name) == ["1 Opening", "2 A", "3 B"])
        #expect(MarkdownExport.text(of: after) == changed)
    }

    /// The export of the second section has another label than its text.
    @Test func aTextWithEscapesOfTheWriterIsUnchanged() throws {
        let escaped = writtenSession(["One [a] \\| x.\n\n[a]: /1", "Two [a] \\| y.\n\n[a]: /2"])
        #expect(try edits(MarkdownExport.text(of: escaped), of: escaped).edits == [])
    }
}
