import Chains
import Manuscript
import Platform
import Testing

@testable import Workbench

/// What is streaming, kept beside the session until it is saved.
@Suite struct JournalTests {
    /// A folder of its own with a session of two sections.
    private final class Fixture {
        let folder = SessionFolder(
            path: FileManager.default.temporaryDirectory.path() + "/galley-journal-\(UInt64.random(in: 0 ... .max))")
        var session = Session(name: "post", topic: "Lighthouses", at: Date(timeIntervalSince1970: 0))

        init() throws {
            session.outline = Outline([
                Section(id: "one", title: "One", words: 60), Section(id: "two", title: "Two", words: 60),
            ])
            try Files.makeFolder(folder.path)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder.path) }

        var journal: Journal {
            let jobs = session.outline.entries.map {
                WritingPlan.Job(entry: $0, task: .rewrite(instruction: "shorter"))
            }
            return Journal(of: "post", in: folder, jobs: jobs, model: "m")
        }

        /// The texts that would be taken over, by section.
        func texts(dropping count: Int = 0) throws -> [String: String] {
            var copy = session
            let bytes = try Files.read(folder.partial("post")).dropLast(count)
            let now = Date(timeIntervalSince1970: 9)
            for edit in JournalReading(Array(bytes)).edits(of: session, at: now) {
                copy = try copy.applying(edit).session
            }
            return Dictionary(
                uniqueKeysWithValues: copy.outline.sections.compactMap { section in
                    section.candidate.map { (section.id, $0.text) }
                })
        }
    }

    @Test func whatWasStreamedIsTakenOver() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.take(.began(0))
        for text in ["A keeper ", "climbs\n\n", "日本 \"🚢\"\\"] { journal.take(.section(0, .text(text))) }
        journal.take(.section(1, .reasoning))
        journal.take(.section(1, .text("void")))
        journal.take(.section(1, .restart))
        journal.take(.section(1, .text("Second")))
        journal.flush()
        #expect(try fixture.texts() == ["one": "A keeper climbs\n\n日本 \"🚢\"\\", "two": "Second"])
        // A line that broke off costs no more than itself.
        #expect(try fixture.texts(dropping: 5) == ["one": "A keeper climbs\n\n日本 \"🚢\"\\"])
    }

    @Test func whatIsSavedIsNotTakenOver() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.take(.section(1, .text("Second")))
        journal.ended(0)
        #expect(try fixture.texts() == ["two": "Second"])
        journal.close()
        #expect(Files.exists(fixture.folder.partial("post")), "what could not be saved stays")
        journal.close()
    }

    /// Between saving a section and saying so in the journal the program may be killed.
    @Test func aSectionWithANewerVersionNeedsNone() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.flush()
        let now = Date(timeIntervalSince1970: 5)
        fixture.session.outline.sections[0].versions = [Version(number: 1, text: "Whole", origin: .written, at: now)]
        #expect(try fixture.texts().isEmpty)
    }

    @Test func nothingIsLeftWhereAllWasSaved() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.close()
        journal.ended(0)
        journal.take(.section(0, .text("First")))
        journal.ended(0)
        journal.close()
        #expect(try Files.names(in: fixture.folder.path).isEmpty)
    }

    @Test func aFolderThatIsNotThereDoesNoHarm() throws {
        let fixture = try Fixture()
        try FileManager.default.removeItem(atPath: fixture.folder.path)
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.ended(0)
        journal.close()
    }
}
