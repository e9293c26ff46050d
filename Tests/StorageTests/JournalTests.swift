import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Tests of the journal, which keeps streaming text beside the session until it is saved.
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
            for edit in JournalReading(Array(bytes)).turns(of: session, at: now).joined() {
                copy = try copy.applying(edit).session
            }
            return Dictionary(
                uniqueKeysWithValues: copy.outline.sections.compactMap { section in
                    section.candidate.map { (section.id, $0.text) }
                })
        }
    }

    /// An answer of the conversation beside texts that its turn has written; each is taken over once.
    @Test func anAnswerIsRecovered() throws {
        let fixture = try Fixture()
        let answer = Journal(of: "post", in: fixture.folder, asked: "why?", turn: "t1", model: "m")
        answer.add("For ", 0)
        answer.add("that.", 0)
        answer.flush()
        let texts = fixture.journal
        texts.take(.section(0, .text("A keeper")))
        texts.flush()
        func answers() throws -> [Turn] {
            let bytes = (try? Files.read(fixture.folder.partial("post"))) ?? []
            return JournalReading(bytes).answers(missing: fixture.session, at: noon)
        }
        #expect(try answers().map(\.reply) == ["For that."] && answers().map(\.input) == ["why?"])
        #expect(try fixture.texts() == ["one": "A keeper"])
        // The answer is in the session; the text is not, so the file stays.
        answer.ended(0)
        answer.close()
        #expect(try answers().isEmpty && fixture.texts() == ["one": "A keeper"])
        texts.ended(0)
        texts.close()
        #expect(try answers().isEmpty && fixture.texts().isEmpty)
        fixture.session.history.append(Turn(id: "t2", at: noon, kind: .ask, input: "who?"))
        let known = Journal(of: "post", in: fixture.folder, asked: "who?", turn: "t2", model: "m")
        known.add("You.", 0)
        known.flush()
        #expect(try answers().isEmpty, "it was saved before the program ended")
    }

    @Test func streamedTextIsRecovered() throws {
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

    @Test func savedTextIsNotRecovered() throws {
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

    @Test func noJournalRemainsAfterACompleteSave() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.close()
        journal.ended(0)
        journal.take(.section(0, .text("First")))
        journal.ended(0)
        journal.close()
        #expect(try Files.names(in: fixture.folder.path).isEmpty)
    }

    /// The same of a candidate: it is neither taken over again nor in the place of a longer one.
    @Test func aSectionThatHasTheTextAlreadyNeedsNone() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.take(.section(0, .text("First\n")))
        journal.take(.section(1, .text("Second")))
        journal.flush()
        let now = Date(timeIntervalSince1970: 5)
        fixture.session.outline.sections[0].candidate = Candidate(
            text: "First", cause: .dropped, origin: .written, at: now)
        fixture.session.outline.sections[1].candidate = Candidate(
            text: "Another", cause: .dropped, origin: .written, at: now)
        let bytes = try Files.read(fixture.folder.partial("post"))
        let turns = JournalReading(bytes).turns(of: fixture.session, at: now)
        #expect(turns.count == 1 && turns[0].map(\.section) == ["two"])
    }

    /// A run that could not be taken over stays in the file, before the next one.
    @Test func twoRunsInOneFile() throws {
        let fixture = try Fixture()
        var journal: Journal? = fixture.journal
        journal?.take(.section(0, .text("Of the first run")))
        journal?.take(.section(1, .text("Only the first")))
        journal?.close()
        // A power cut may leave half a line, and bytes that were never written.
        let path = fixture.folder.partial("post")
        try Files.replace(path, with: try Files.read(path) + Array("{\"section\":\"one\",\"te".utf8) + [0, 0, 0])
        journal = fixture.journal
        journal?.take(.section(0, .text("Of the second run")))
        journal?.flush()
        let reading = JournalReading(try Files.read(path))
        let texts = reading.turns(of: fixture.session, at: Date(timeIntervalSince1970: 9)).map { turn in
            turn.compactMap { edit -> String? in
                guard case .setCandidate(let id, let candidate?) = edit else { return nil }
                return "\(id): \(candidate.text)"
            }
        }
        #expect(texts == [["one: Of the first run", "two: Only the first"], ["one: Of the second run"]])
        // The second run finishes its texts; the next start removes the file.
        journal?.ended(0)
        journal?.close()
        #expect(try fixture.texts() == ["two": "Only the first"])
        #expect(Files.exists(path))
    }

    @Test func textsOfSectionsThatAreGoneAreKept() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":new Cats")
        let lines =
            #"{"begin":"pipelines","versions":1}"# + "\n" + #"{"section":"pipelines","text":"Half"}"# + "\n"
            + #"{"begin":"gone","versions":1}"# + "\n" + #"{"section":"gone","text":"Of no section"}"# + "\n"
        try Files.replace(workspace.folder.partial("post"), with: Array(lines.utf8))
        try await workspace.run(":open post")
        #expect(workspace.session.outline["pipelines"]?.candidate?.text == "Half")
        let kept = workspace.folder.unfinished("post")
        #expect(try Files.read(kept) == Array(lines.utf8))
        #expect(!Files.exists(workspace.folder.partial("post")))
        #expect(
            workspace.interface.notes.last
                == "Some unfinished drafts belong to sections that no longer exist; they are kept in \(kept).")
    }

    @Test func aCandidateThatIsThereComesBackByUndo() async throws {
        let workspace = try TestWorkspace(Posts.broken)
        try await workspace.run(":new Cats")
        let lines = #"{"begin":"pipelines","versions":1}"# + "\n" + #"{"section":"pipelines","text":"Newer"}"# + "\n"
        try Files.replace(workspace.folder.partial("post"), with: Array(lines.utf8))
        try await workspace.run(":open post")
        #expect(workspace.session.outline["pipelines"]?.candidate?.text == "Newer")
        try await workspace.run(":undo")
        #expect(workspace.session.outline["pipelines"]?.candidate == Posts.broken.outline["pipelines"]?.candidate)
    }

    @Test func aLinkInItsPlaceIsNotFollowed() throws {
        let fixture = try Fixture()
        let target = fixture.folder.path + "/target"
        try Files.replace(target, with: [1])
        try #require(symlink(target, fixture.folder.partial("post")) == 0)
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.flush()
        journal.close()
        #expect(try Files.read(target) == [1])
    }

    @Test func theFileIsForTheUserAlone() throws {
        let fixture = try Fixture()
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.flush()
        var information = stat()
        try #require(stat(fixture.folder.partial("post"), &information) == 0)
        #expect(information.st_mode & 0o777 == 0o600)
    }

    @Test func aMissingFolderDoesNoHarm() throws {
        let fixture = try Fixture()
        try FileManager.default.removeItem(atPath: fixture.folder.path)
        let journal = fixture.journal
        journal.take(.section(0, .text("First")))
        journal.ended(0)
        journal.close()
    }
}
