import Chains
import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:alt`: several texts or titles of a section, of which the writer takes one.
@Suite struct AlternativesTests {
    private static let bodies = [
        "Ships carry grain over cold water.", "A clock counts seconds all day long.",
        "Painters mix blue with yellow oil.", "Trains wait for the morning signal.",
        "Gardens need rain in early spring.", "Bakers wake before the sun rises.",
    ]

    /// Gives a body of its own for each call, and `merged` for an edit.
    private static func models(
        _ bodies: [String] = bodies, parallel: Int = 1, tier: ModelProfile.Tier = .large, failing: Set<Int> = []
    ) -> ScriptedSupply {
        let count = Guarded(0)
        return ScriptedSupply(parallel: parallel, tier: tier) { request in
            let task = request.messages.last?.text ?? ""
            if task.contains("as little as the instruction allows") { return .text("Put together at last.") }
            if task.contains("other titles") {
                return .text(#"{"titles": ["1. Bytes at rest", "Tables", "Why files win"]}"#)
            }
            let place = count.withLock { count in
                defer { count += 1 }
                return count
            }
            if failing.contains(place) { return .failure(.dropped(server: "The script", reason: "reset")) }
            return .text(bodies[place % bodies.count])
        }
    }

    private func drawn(_ workspace: TestWorkspace, _ id: Section.ID = "files") -> [Version] {
        workspace.session.outline[id]?.versions.filter { $0.origin == .alternative } ?? []
    }

    // MARK: - Drawing

    @Test func theVersionsAreKeptAndNothingIsReplaced() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Self.models(parallel: 4))
        let report = try await workspace.changes(":alt 2.1")
        #expect(Set(drawn(workspace).map(\.text)) == Set(Self.bodies.prefix(3)))
        #expect(drawn(workspace).map(\.number) == [2, 3, 4] && workspace.session.outline["files"]?.current == 1)
        #expect(drawn(workspace).allSatisfy { $0.usage == ScriptedModel.usage && $0.model == "scripted-1" })
        #expect(Set(drawn(workspace).map(\.instruction)).count == 3)
        #expect(workspace.session.usage.calls == 3)
        guard let texts = report.answer.content as? SideBySide else { return #expect(report.answer == .none) }
        #expect(
            texts.columns.map(\.heading) == ["1  6 words", "2  7 words", "3  6 words"].map { $0 }
                || texts.columns.count == 3)
        #expect(report.data["alternatives"]?.array?.count == 3 && report.data["current"] == 1)
        #expect(
            report.note
                == "The text is unchanged. The versions are kept as 2 to 4: `:alt 2.1 take 1` or `:restore 2.1 2` chooses one later, `:versions 2.1` lists them."
        )
    }

    @Test func eachIsRequestedDifferently() async throws {
        let models = Self.models()
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run(":alt 2.1 5")
        let requests = models.requests
        #expect(requests.count == 5 && Set(requests.compactMap(\.sampling.seed)).count == 5)
        #expect(Set(requests.map { $0.messages.last?.text ?? "" }).count == 5)
        // The contract and what is written elsewhere stand before it, as for any text.
        #expect(requests.allSatisfy { $0.messages[0].text.contains("THE POST:") && $0.section == "2.1" })
        #expect(requests.allSatisfy { $0.messages.map(\.text).joined().contains("2.2 Tables says:") })
        #expect(requests.allSatisfy { !$0.messages.map(\.text).joined().contains("A file is a run of bytes.") })
        try await workspace.run(":alt 2.1 2")
        #expect(Set(models.requests.compactMap(\.sampling.seed)).count == 7)
    }

    @Test func theSanitiserCleansThem() async throws {
        let workspace = try TestWorkspace(
            Posts.written,
            models: Self.models([
                "Sure! Here is the section:\n\n## Files and folders\n\nShips carry grain.",
                "A clock counts all day long.",
            ]))
        try await workspace.run(":alt 2.1 2")
        #expect(Set(drawn(workspace).map(\.text)) == ["Ships carry grain.", "A clock counts all day long."])
    }

    @Test func nearDuplicatesAreDrawnOnceMore() async throws {
        let models = Self.models([Self.bodies[0], Self.bodies[0], Self.bodies[1]])
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run(":alt 2.1 2")
        #expect(models.requests.count == 3)
        #expect(drawn(workspace).map(\.text) == [Self.bodies[0], Self.bodies[1]])
        #expect(drawn(workspace)[1].usage?.calls == 2 && workspace.session.usage.calls == 3)
        let stubborn = try TestWorkspace(Posts.written, models: Self.models([Self.bodies[0]]))
        guard let texts = try await stubborn.run(":alt 2.1 2").answer.content as? SideBySide else {
            return #expect(Bool(false))
        }
        #expect(texts.columns.map(\.heading) == ["1  6 words", "2  6 words, nearly the same as another"])
        #expect(stubborn.models.requests.count == 3)
    }

    @Test func aFailedDrawKeepsTheOthers() async throws {
        let interface = RecordingInterface()
        let workspace = try TestWorkspace(Posts.written, models: Self.models(failing: [1]), interface: interface)
        try await workspace.run(":alt 2.1")
        #expect(drawn(workspace).count == 2)
        #expect(
            interface.notes == [
                "2 of 3 versions were drawn. The script broke off before the answer was complete (reset). Ask again."
            ])
        let dead = try TestWorkspace(Posts.written, models: Self.models(failing: [0, 1, 2]))
        await dead.fails(":alt 2.1", "The script broke off before the answer was complete (reset). Ask again.")
    }

    @MainActor @Test func stoppingLeavesNothing() async throws {
        let models = ScriptedSupply(parallel: 3) { _ in .hang(after: "Ships carry") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let task = Task { @MainActor in await Interpreter.run(":alt 2.1", in: workspace.workspace) }
        while models.requests.count < 3 { try await Task.sleep(for: .milliseconds(2)) }
        task.cancel()
        #expect(await task.value == .stopped)
        #expect(
            workspace.session.content == Posts.written.content && workspace.session.history == Posts.written.history)
    }

    @Test func aSmallModelDrawsThemByItsOwnSections() async throws {
        let long = (0..<6).map { number in
            Self.bodies.map { "\($0) \(number) tells of files and folders." }.joined(separator: " ")
        }
        let workspace = try TestWorkspace(Posts.written, models: Self.models(long, tier: .small))
        try await workspace.run(":alt 2.1 2")
        #expect(drawn(workspace).count == 2)
    }

    // MARK: - Choosing

    @Test func aScriptTakesOneByItsNumber() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Self.models())
        let report = try await workspace.changes(":alt 2.1 --take 2")
        #expect(workspace.session.text("files") == Self.bodies[1])
        #expect(report.note == "2.1 Files and folders is version 3 now, 7 words. `:undo` takes it back.")
        #expect(
            workspace.session.history.last?.summary
                == "drew 3 versions of 2.1 Files and folders, and chose version 2")
        let later = try await workspace.changes(":alt 2.1 take 3")
        #expect(workspace.session.text("files") == Self.bodies[2] && later.data["current"] == 4)
        try await workspace.changes(":alt 2.1 take the first")
        #expect(workspace.session.text("files") == Self.bodies[0])
        #expect(workspace.models.requests.count == 3)
    }

    @Test(arguments: [("2", 1), ("the third", 2)])
    func aPersonIsAsked(answer: String, place: Int) async throws {
        let interface = RecordingInterface(answers: ["9", answer])
        let workspace = try TestWorkspace(Posts.broken, models: Self.models(), interface: interface)
        try await workspace.run(":alt 3")
        #expect(
            workspace.session.text("pipelines") == Self.bodies[place]
                && workspace.session.outline["pipelines"]?.candidate == nil)
        #expect(
            interface.notes.contains(
                "There is no version 9. Type a number from 1 to 3, or press Enter to keep the present text."))
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.broken.content)
    }

    @Test(arguments: ["", "none"])
    func noVersionIsChosenWithoutAnAnswer(answer: String) async throws {
        let interface = RecordingInterface(answers: [answer])
        let workspace = try TestWorkspace(Posts.written, models: Self.models(), interface: interface)
        let report = try await workspace.run(":alt 2.1")
        #expect(workspace.session.text("files") == "A file is a run of bytes." && drawn(workspace).count == 3)
        #expect(report.answer == .none)
    }

    @Test func wordsPutVersionsTogether() async throws {
        let models = Self.models()
        let interface = RecordingInterface(answers: ["the first, with the ending of the third"])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: interface)
        let report = try await workspace.run(":alt 2.1")
        #expect(
            workspace.session.text("files") == "Put together at last."
                && workspace.session.outline["files"]?.current == 5)
        let asked = try #require(models.requests.last?.messages.last?.text)
        #expect(
            asked.contains("The body as it stands:\n\"\"\"\n\(Self.bodies[0])\n\"\"\"")
                && asked.contains("Version 3:\n\"\"\"\n\(Self.bodies[2])"))
        #expect(asked.contains("the first, with the ending of the third") && !asked.contains(Self.bodies[1]))
        #expect(
            workspace.session.history.count == Posts.written.history.count + 1 && workspace.session.usage.calls == 4)
        #expect(report.answer == .markdown("Put together at last."))
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.written.content)
        // In a script, too, and later.
        let script = try TestWorkspace(Posts.written, models: Self.models())
        try await script.changes(":alt 2.1 --take \"2 but warmer\"")
        #expect(script.session.text("files") == "Put together at last.")
        try await script.changes(":alt 2.1 take 3 with the opening of 1")
    }

    @Test func aSmallModelPutsNothingTogether() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Self.models(tier: .small))
        var session = Posts.written
        session.name = "drawn"
        try session.commit(
            [.keepVersion("files", Version(number: 2, text: "Ships.", origin: .alternative, at: noon))],
            as: Turn(id: "t", at: noon, kind: .alt, input: ":alt 2.1 2"))
        try workspace.folder.save(session)
        try workspace.workspace.open("drawn")
        await workspace.fails(
            ":alt 2.1 take the first with more of the second",
            "scripted-1 is too small a model to combine versions, so nothing was changed. Choose one by its number, or choose another `:model`."
        )
    }

    // MARK: - Titles

    @Test func titlesAreTakenByNumber() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Self.models())
        let report = try await workspace.changes(":alt 2.1 titles --take 2")
        // A number in front goes, and a title that another section has.
        #expect(report.plain == "1  Bytes at rest\n2  Why files win")
        #expect(workspace.session.outline["files"]?.title == "Why files win")
        #expect(report.note == "2.1 is Why files win now. `:undo` takes it back.")
        #expect(workspace.session.text("files") == "A file is a run of bytes.")
        let interface = RecordingInterface(answers: [""])
        let asked = try TestWorkspace(Posts.written, models: Self.models(), interface: interface)
        try await asked.run(":alt 2 titles")
        #expect(asked.session.content == Posts.written.content && asked.session.usage.calls == 1)
        let nonsense = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text("{}") })
        guard case .failed(let sentence) = await Interpreter.run(":alt 2.1 titles", in: nonsense.workspace) else {
            return #expect(Bool(false))
        }
        #expect(
            sentence.hasPrefix(
                "The answer of scripted-1 for the titles of section 2.1 could not be read, so nothing was changed."))
    }

    // MARK: - Refusals

    @Test(arguments: [
        (":alt 2.1 9", "\"9\" is not valid. Give 2 to 5 versions."),
        (":alt 2.1 many", "\"many\" is not valid. Give 2 to 5 versions."),
        (":alt", ":alt needs an address such as 2.3. `:help alt` shows how."),
        (
            ":alt 2",
            "2 Storage has sections below it, so it cannot be drawn in several versions. Name the ones below it, or move them away first."
        ),
        (":alt 2.1 take 1", "2.1 Files and folders has no versions to choose from. `:alt 2.1` draws some."),
        (":alt 2.1 take", ":alt needs a number or words after take. `:help alt` shows how."),
        (
            ":alt 2.1 --take 4",
            "There is no version 4. Type a number from 1 to 3, or press Enter to keep the present text."
        ),
        (":alt 2.1 titles --take a better one", "\"better\" is not valid. Give 2 to 5 versions."),
        (
            ":alt 2.1 titles --take \"a better one\"",
            "Choose a title by its number. `:rename` sets one in your own words."
        ),
    ])
    func impossibleChoicesAreRefusedBeforeAnyModelCall(line: String, sentence: String) async throws {
        await (try TestWorkspace(Posts.written)).refuses(line, sentence)
    }

    @Test func aLockedSectionIsLeftAlone() async throws {
        let session = try Posts.written.applying(.setLocked("files", true)).session
        for line in [":alt 2.1", ":alt 2.1 titles"] {
            await (try TestWorkspace(session)).refuses(
                line, "2.1 Files and folders is locked, so nothing was changed. `:unlock ADDRESS` opens it.")
        }
    }
}
