import Manuscript
import Platform
import SeededRandom
import TestSupport
import Testing

@testable import Commands
@testable import Storage

@Suite(.serialized) struct PostDocumentTests {
    /// The session after an editor leaves this text.
    private func edited(_ session: Session, _ change: (String) -> String) throws -> Session {
        let document = PostDocument(session)
        guard let content = document.reading(change(document.text)) else { return session }
        return try content.edits(of: session, at: noon).edits.reduce(session) { try $0.applying($1).session }
    }

    private func tree(_ session: Session) -> [String] {
        session.outline.entries.map { "\($0.number) \($0.section.id) \($0.section.title)" }
    }

    /// A sheet as blocks: its head, and each heading with its text.
    private func blocks(_ text: String) -> [String] {
        text.split(separator: "\n## ").enumerated().map { $0.offset == 0 ? String($0.element) : "## " + $0.element }
    }

    @Test func showsHeadingsWithIDsAndTexts() {
        let text = PostDocument(Posts.written).text
        #expect(
            text.contains(
                "\n\n## Storage {#storage}\n\n### Files and folders {#files}\n\nA file is a run of bytes.\n\n"))
        #expect(text.hasSuffix("## Closing {#closing}\n\nThat is all there is.\n"))
        #expect(text.hasPrefix("% The whole post."))
    }

    @Test(
        arguments: [
            { $0 }, { _ in "" }, { _ in "\n\n" }, { $0 + "\n\n" },
            { $0.split(separator: "\n").prefix { $0.hasPrefix("%") }.joined(separator: "\n") },
            { $0.replacing("\n", with: "\r\n") },
        ] as [@Sendable (String) -> String])
    func anUnchangedOrEmptyFileChangesNothing(change: @Sendable (String) -> String) throws {
        #expect(try edited(Posts.written, change) == Posts.written)
    }

    /// Text that belongs to no section is told apart, and not passed over.
    @Test func textAboveTheFirstHeadingIsKnown() throws {
        let document = PostDocument(Posts.written)
        let alone = try #require(document.reading("No heading at all.\n\nMore."))
        #expect(alone.parts.isEmpty && alone.lead == "No heading at all.\n\nMore.")
        let both = try #require(document.reading(document.text.replacing("## Opening", with: "A lead.\n\n## Opening")))
        #expect(both.lead == "A lead." && both.parts.count == Posts.written.outline.entries.count)
        let percent = try #require(document.reading("% of all.\n\n## Opening {#opening}\n\nText."))
        #expect(percent.lead == "% of all." && percent.parts.map(\.id) == ["opening"])
        let none = try #require(document.reading(document.text + "More."))
        #expect(none.lead.isEmpty)
    }

    @Test func anUnderlinedHeadingIsASection() throws {
        let after = try edited(Posts.written) { $0 + "\nMy Heading\n=====\n\nMine.\n\n## Next ##\n\nIts text.\n" }
        #expect(after.outline.entries.suffix(2).map(\.section.title) == ["My Heading", "Next"])
        #expect(after.outline.entries.suffix(2).map(\.section.text?.text) == ["Mine.", "Its text."])
        let again = try edited(after) { $0 + "More." }
        #expect(again.outline.entries.map(\.section.title) == after.outline.entries.map(\.section.title))
    }

    @Test func anEmptiedTitleStays() throws {
        let after = try edited(Posts.written) { $0.replacing("## Opening {#opening}", with: "## {#opening}") }
        #expect(after == Posts.written)
    }

    @Test func aChangedTextIsAVersionAndTheRestIsUntouched() throws {
        let before = Posts.written
        let after = try edited(before) {
            $0.replacing("A table has rows.", with: "A table has rows\n\n```\n## no heading\n```")
        }
        #expect(after.outline["tables"]?.text?.text == "A table has rows\n\n```\n## no heading\n```")
        #expect(after.outline["tables"]?.versions.map(\.origin) == [.written, .edited])
        for id in ["opening", "files", "pipelines", "closing", "storage"] where id != "storage" {
            #expect(after.outline[id] == before.outline[id])
        }
    }

    @Test func headingsAreRenamedMovedAddedAndRemoved() throws {
        let after = try edited(Posts.written) { text in
            text.replacing("## Opening {#opening}", with: "## A beginning {#opening}")
                .replacing("### Tables {#tables}\n\nA table has rows.", with: "")
                .replacing(
                    "## Closing {#closing}",
                    with: "## Costs\n\nMoney.\n\n### Hidden ones\n\nMore.\n\n## Closing {#closing}"
                )
                .replacing("### Files and folders {#files}", with: "## Files and folders {#files}")
        }
        let titles = after.outline.entries.map { "\($0.number) \($0.section.title)" }
        #expect(
            titles == [
                "1 A beginning", "2 Storage", "3 Files and folders", "4 Pipelines that run", "5 Costs",
                "5.1 Hidden ones",
                "6 Closing",
            ])
        #expect(after.outline["files"]?.text?.text == "A file is a run of bytes.")
        #expect(
            after.outline["tables"] == nil && after.outline["opening"]?.text == Posts.written.outline["opening"]?.text)
        #expect(
            after.outline.entries[4].section.text?.text == "Money."
                && after.outline.entries[5].section.text?.text == "More.")
    }

    @Test func aLostIDIsFoundByTheTitle() throws {
        let after = try edited(Posts.written) {
            $0.replacing(" {#tables}", with: "").replacing("## Opening {#opening}", with: "## Opening {#nonsense}")
                + "\nMore."
        }
        #expect(tree(after) == tree(Posts.written))
        #expect(after.outline["tables"] == Posts.written.outline["tables"])
        #expect(after.outline["closing"]?.text?.text == "That is all there is.\n\nMore.")
    }

    /// A heading twice is one section and a new one; a text that is emptied leaves its section to be written.
    @Test func oddFilesLoseNoSection() throws {
        let twice = try edited(Posts.written) { $0 + "\n## Opening {#opening}\n\nAgain." }
        #expect(twice.outline.entries.count == Posts.written.outline.entries.count + 1)
        #expect(twice.outline["opening"] == Posts.written.outline["opening"])
        let emptied = try edited(Posts.written) { $0.replacing("A table has rows.", with: "") }
        #expect(emptied.outline["tables"]?.text == nil && emptied.outline["tables"]?.versions.count == 1)
    }

    @Test func aHeadingWithinATextStaysThere() throws {
        var session = Posts.written
        let text = "### A step\n\nSteps."
        session = try session.applying(
            .addVersion("tables", Version(number: 2, text: text, origin: .edited, at: noon))
        ).session
        let after = try edited(session) { $0.replacing("That is all there is.", with: "The end.") }
        #expect(tree(after) == tree(session) && after.outline["tables"] == session.outline["tables"])
    }

    @Test func lockedSectionsStay() throws {
        let session = try Posts.written.applying(.setLocked("files", true)).session
        let document = PostDocument(session)
        let text = document.text.replacing("A file is a run of bytes.", with: "Other.").replacing(
            "### Files", with: "### Old files")
        let content = try #require(document.reading(text))
        let (edits, spared) = try content.edits(of: session, at: noon)
        #expect(edits.isEmpty && spared == ["files"])
    }

    /// Whole sections in any order: each keeps its id, its texts and its versions.
    @Test(arguments: 0..<40)
    func anyOrderIsRecognised(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let before = Posts.written
        let after = try edited(before) { text in
            var parts = blocks(text)
            let head = parts.removeFirst()
            return ([head] + parts.shuffled(using: &random)).joined(separator: "\n")
        }
        #expect(Set(after.outline.sections.map(\.id)) == Set(before.outline.sections.map(\.id)))
        for entry in before.outline.entries where entry.section.children.isEmpty {
            #expect(after.outline[entry.section.id] == entry.section)
        }
        #expect(after.outline["storage"]?.children.map(\.id) == ["files", "tables"])
    }
}
