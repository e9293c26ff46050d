import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:fork` and `:delete`.
@Suite struct ForkTests {
    @Test(arguments: [(":fork", "post-2"), (":fork draft", "draft"), (":fork post draft", "draft")])
    func goesOnWithACopy(line: String, name: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(line)
        #expect(workspace.session.name == name && workspace.session.id != before.id)
        #expect(workspace.session.outline == before.outline && workspace.session.history == before.history)
        #expect(
            report.note.hasPrefix("\(name) is a copy of post and is open now. What is data engineering?, 22 words."))
        try await workspace.run(":rename 1 Start")
        #expect(try Files.read(workspace.folder.file("post")) == bytes)
        #expect(try workspace.saved() == workspace.session)
    }

    @Test func copiesWhatIsOpenElsewhere() async throws {
        let first = try TestWorkspace(Posts.written)
        let second = Workspace(folder: first.folder, models: first.models, interface: first.interface, environment: [:])
        let ending = await Interpreter.run(":fork post mine", in: second)
        guard case .done = ending else { return #expect(Bool(false), "\(ending)") }
        #expect(second.session.name == "mine" && second.session.outline == Posts.written.outline)
        try await first.run(":rename 1 Start")
    }

    @Test func aPartOfANameIsEnoughToCopy() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":new Cats")
        try await workspace.run(":fork pos mine")
        #expect(workspace.session.name == "mine" && workspace.session.outline == Posts.written.outline)
    }

    @Test func forkRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(
            ":fork post", "There is a session \"post\" already. Choose another name, or `:open post`.")
        await workspace.refuses(":fork nothing mine", "There is no session \"nothing\". `:sessions` lists them.")
        await workspace.refuses(":fork a b c", ":fork does not take \"c\". `:help fork` shows how.")
        await workspace.refuses(
            ":fork ../x",
            "\"../x\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        let empty = try TestWorkspace()
        await empty.refuses(":fork mine", "There is no topic yet. Type one, or use `:new TOPIC`.")
    }

    // MARK: - Delete

    private func others(_ workspace: TestWorkspace) throws -> [String] {
        try Files.names(in: workspace.folder.path).filter { $0.hasPrefix("post.") }.sorted()
    }

    private func filled(_ interface: RecordingInterface = RecordingInterface()) async throws -> TestWorkspace {
        let workspace = try TestWorkspace(Posts.written, interface: interface)
        try await workspace.run(":rename 1 Start")
        try await workspace.run(":new Cats")
        for name in ["partial", "damaged", "damaged-2", "v0", "unfinished"] {
            try Files.replace("\(workspace.folder.file("post")).\(name)", with: [1])
        }
        // These belong to sessions of their own.
        for name in ["post.json.x.json", "post.other.json"] {
            try Files.replace("\(workspace.folder.path)/\(name)", with: [1])
        }
        return workspace
    }

    @Test func deleteTakesEverythingAlong() async throws {
        let workspace = try await filled()
        await workspace.refuses(
            ":delete post",
            "This deletes \"post\" (What is data engineering?, 22 words) for good. `:delete --yes post` does it.")
        #expect(try others(workspace).count == 10)
        let report = try await workspace.run(":delete --yes post")
        #expect(report.note == "\"post\" is deleted.")
        #expect(try others(workspace) == ["post.json.x.json", "post.other.json"])
        #expect(workspace.session.name == "cats")
        await workspace.refuses(":delete --yes post", "There is no session \"post\". `:sessions` lists them.")
    }

    @Test func yesBeforehandAnswersTheQuestion() async throws {
        let workspace = try await filled(RecordingInterface(consent: false, isSure: true))
        #expect(try await workspace.run(":delete post").note == "\"post\" is deleted.")
        #expect(workspace.interface.events.allSatisfy { if case .asked = $0 { false } else { true } })
        #expect(!Files.exists(workspace.folder.file("post")))
    }

    @Test(arguments: [true, false]) func aPersonIsAsked(consents: Bool) async throws {
        let workspace = try await filled(RecordingInterface(consent: consents))
        let report = try await workspace.run(":delete post")
        #expect(
            workspace.interface.events.last
                == .asked("This deletes \"post\" (What is data engineering?, 22 words) for good."))
        #expect(Files.exists(workspace.folder.file("post")) != consents)
        #expect(report.note == (consents ? "\"post\" is deleted." : "\"post\" was left as it is."))
    }

    /// With --yes nobody sees which session is meant, so that the name must be whole.
    @Test func aPartOfANameIsEnoughWhereAPersonIsAsked() async throws {
        let workspace = try await filled(RecordingInterface(consent: false))
        try await workspace.run(":delete post.o")
        #expect(
            workspace.interface.events.last == .asked("This deletes \"post.other\", which cannot be read, for good."))
        await workspace.refuses(
            ":delete --yes post.o", "There is no session \"post.o\"; did you mean \"post\"? `:sessions` lists them.")
    }

    @Test func deleteRefuses() async throws {
        let workspace = try await filled()
        await workspace.refuses(":delete cats", "\"cats\" is open here. `:open` or begin another session first.")
        await workspace.refuses(":delete", ":delete needs the name of a session. `:help delete` shows how.")
        await workspace.refuses(
            ":delete --yes ../x",
            "\"../x\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        let other = Workspace(
            folder: workspace.folder, models: workspace.models, interface: workspace.interface, environment: [:])
        try other.open("post")
        await workspace.refuses(
            ":delete --yes post",
            "\"post\" is open in another galley (process \(getpid())). `:open --read-only post` shows it, `:fork post NAME` continues with a copy."
        )
        #expect(Files.exists(workspace.folder.file("post")))
    }

    @Test func anUnreadableSessionCanBeDeleted() async throws {
        let workspace = try await filled()
        try Files.replace(workspace.folder.file("post"), with: [])
        await workspace.refuses(
            ":delete post", "This deletes \"post\", which cannot be read, for good. `:delete --yes post` does it.")
        try await workspace.run(":delete --yes post")
        #expect(!Files.exists(workspace.folder.file("post")))
    }
}
