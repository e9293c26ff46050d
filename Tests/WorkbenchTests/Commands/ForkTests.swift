import Manuscript
import Platform
import Testing

@testable import Workbench

/// `:fork` and `:delete`.
@Suite struct ForkTests {
    @Test(arguments: [(":fork", "post-2"), (":fork draft", "draft"), (":fork post draft", "draft")])
    func goesOnWithACopy(line: String, name: String) async throws {
        let desk = try TestDesk(Posts.written)
        let (before, bytes) = (desk.session, desk.file)
        let report = try await desk.run(line)
        #expect(desk.session.name == name && desk.session.id != before.id)
        #expect(desk.session.outline == before.outline && desk.session.history == before.history)
        #expect(report.note.hasPrefix("\(name) is a copy of post, and open now. What is data engineering?, 22 words."))
        try await desk.run(":rename 1 Start")
        #expect(try Files.read(desk.folder.file("post")) == bytes)
        #expect(try desk.saved() == desk.session)
    }

    @Test func copiesWhatIsOpenElsewhere() async throws {
        let first = try TestDesk(Posts.written)
        let second = Desk(folder: first.folder, models: first.models, stage: first.stage, environment: [:])
        let ending = await Shell.run(":fork post mine", at: second)
        guard case .done = ending else { return #expect(Bool(false), "\(ending)") }
        #expect(second.session.name == "mine" && second.session.outline == Posts.written.outline)
        try await first.run(":rename 1 Start")
    }

    @Test func forkRefuses() async throws {
        let desk = try TestDesk(Posts.written)
        await desk.refuses(":fork post", "There is a session \"post\" already. Choose another name, or `:open post`.")
        await desk.refuses(":fork nothing mine", "There is no session \"nothing\". `:sessions` lists them.")
        await desk.refuses(":fork a b c", ":fork does not know what to do with \"c\". `:help fork` shows how.")
        await desk.refuses(
            ":fork ../x",
            "\"../x\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        let empty = try TestDesk()
        await empty.refuses(":fork mine", "There is no topic yet. Type one, or `:new TOPIC`.")
    }

    // MARK: - Delete

    private func others(_ desk: TestDesk) throws -> [String] {
        try Files.names(in: desk.folder.path).filter { $0.hasPrefix("post.") }.sorted()
    }

    private func filled(_ stage: RecordingStage = RecordingStage()) async throws -> TestDesk {
        let desk = try TestDesk(Posts.written, stage: stage)
        try await desk.run(":rename 1 Start")
        try await desk.run(":new Cats")
        for name in ["partial", "damaged", "damaged-2", "v0", "unfinished"] {
            try Files.replace("\(desk.folder.file("post")).\(name)", with: [1])
        }
        // These belong to sessions of their own.
        for name in ["post.json.x.json", "post.other.json"] {
            try Files.replace("\(desk.folder.path)/\(name)", with: [1])
        }
        return desk
    }

    @Test func deleteTakesEverythingAlong() async throws {
        let desk = try await filled()
        await desk.refuses(
            ":delete post",
            "This deletes \"post\" (What is data engineering?, 22 words) for good. `:delete --yes post` does it.")
        #expect(try others(desk).count == 10)
        let report = try await desk.run(":delete --yes post")
        #expect(report.note == "\"post\" is deleted.")
        #expect(try others(desk) == ["post.json.x.json", "post.other.json"])
        #expect(desk.session.name == "cats")
        await desk.refuses(":delete --yes post", "There is no session \"post\". `:sessions` lists them.")
    }

    @Test func yesBeforehandAnswersTheQuestion() async throws {
        let desk = try await filled(RecordingStage(consent: false, isSure: true))
        #expect(try await desk.run(":delete post").note == "\"post\" is deleted.")
        #expect(desk.stage.events.allSatisfy { if case .asked = $0 { false } else { true } })
        #expect(!Files.exists(desk.folder.file("post")))
    }

    @Test(arguments: [true, false]) func aPersonIsAsked(consents: Bool) async throws {
        let desk = try await filled(RecordingStage(consent: consents))
        let report = try await desk.run(":delete post")
        #expect(
            desk.stage.events.last
                == .asked("This deletes \"post\" (What is data engineering?, 22 words) for good."))
        #expect(Files.exists(desk.folder.file("post")) != consents)
        #expect(report.note == (consents ? "\"post\" is deleted." : "\"post\" was left as it is."))
    }

    @Test func deleteRefuses() async throws {
        let desk = try await filled()
        await desk.refuses(":delete cats", "\"cats\" is open here. `:open` or begin another session first.")
        await desk.refuses(":delete", ":delete needs the name of a session. `:help delete` shows how.")
        await desk.refuses(
            ":delete --yes ../x",
            "\"../x\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        let other = Desk(folder: desk.folder, models: desk.models, stage: desk.stage, environment: [:])
        try other.open("post")
        await desk.refuses(
            ":delete --yes post",
            "\"post\" is open in another galley (process \(getpid())). `:open --read-only post` shows it, `:fork post NAME` goes on with a copy."
        )
        #expect(Files.exists(desk.folder.file("post")))
    }

    @Test func whatCannotBeReadCanBeDeleted() async throws {
        let desk = try await filled()
        try Files.replace(desk.folder.file("post"), with: [])
        await desk.refuses(
            ":delete post", "This deletes \"post\", which cannot be read, for good. `:delete --yes post` does it.")
        try await desk.run(":delete --yes post")
        #expect(!Files.exists(desk.folder.file("post")))
    }
}
