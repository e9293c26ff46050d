import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:outline`, with and without an instruction.
@Suite struct MakeOutlineTests {
    private static let reply = #"""
        {"sections": [
          {"title": "1. Opening", "brief": "Why.", "points": ["who asks", "what hurts"], "subsections": []},
          {"title": "Storage", "brief": "", "points": [], "subsections": [
            {"title": "Files", "brief": "Formats.", "points": ["rows", "columns"]},
            {"title": "Tables", "brief": "Engines.", "points": ["indexes", "columns", "joins", "keys", "views", "locks"]}]},
          {"title": "Closing", "brief": "What next.", "points": ["first step", "further reading"], "subsections": []}
        ]}
        """#

    @Test func makesAnOutlineOnce() async throws {
        let workspace = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .text(Self.reply) })
        let report = try await workspace.changes(":outline")
        #expect(workspace.titles == ["1 Opening", "2 Storage", "2.1 Files", "2.2 Tables", "3 Closing"])
        #expect(
            report.plain
                == """
                What is data engineering?
                1  Opening  (300 words, to write)
                2  Storage
                  2.1  Files  (360 words, to write)
                  2.2  Tables  (550 words, to write)
                3  Closing  (300 words, to write)
                """)
        // A point that two sections have belongs to the first, and none has more than five.
        #expect(workspace.session.outline.entry(at: [2, 1])?.section.points == ["rows", "columns"])
        #expect(
            workspace.session.outline.entry(at: [2, 2])?.section.points == [
                "indexes", "joins", "keys", "views", "locks",
            ])
        let turn = try #require(workspace.session.history.last)
        #expect(turn.summary == "made an outline of 3 sections")
        #expect(turn.model == "scripted-1")
        #expect(turn.usage == ScriptedModel.usage)
        #expect(workspace.session.usage == ScriptedModel.usage)
        #expect(workspace.interface.events == [.waiting("making the outline")])
        // Now it is shown, and no model is asked.
        let before = workspace.session
        #expect(try await workspace.run(":outline").answer == report.answer)
        #expect(workspace.session == before)
        #expect(workspace.models.requests.count == 1)
    }

    @Test(arguments: [
        "make the outline, 3 sections, for beginners", "please write an outline with 3 sections for beginners",
    ])
    func `A wish reaches the model with the request`(text: String) async throws {
        let workspace = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .text(Self.reply) })
        try await workspace.run(text)
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(
            task.contains("in exactly 3 sections") && task.contains("for the outline:") && task.contains("beginners"))
        #expect(workspace.models.requests.count == 1 && workspace.session.outline.sections.count == 3)
        #expect(workspace.interface.notes.contains { $0.contains("`:style audience beginners`") })
    }

    @Test func lengthAndNumberOfSectionsReachTheModel() async throws {
        let workspace = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .text(Self.reply) })
        try await workspace.run(":set words 500")
        try await workspace.run(":set sections 3")
        try await workspace.run(":outline")
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(task.contains("about 500 words"))
        #expect(task.contains("in exactly 3 sections"))
        #expect(workspace.session.outline.entries.compactMap(\.section.words) == [100, 120, 180, 100])
    }

    private static let poor: String = {
        let titles = [
            "What Is Data Engineering?", "Data Engineering Basics", "Understanding Data Engineering",
            "Data Engineering",
            "Storage",
        ]
        let sections = titles.map { "{\"title\": \"\($0)\", \"brief\": \"Why \($0).\"}" }
        return "{\"sections\": [\(sections.joined(separator: ", "))]}"
    }()

    @Test func aPoorFirstOutlineMovesTheModelDown() async throws {
        let calls = Guarded(0)
        let workspace = try TestWorkspace(
            Posts.begun,
            models: ScriptedSupply { _ in
                .text(
                    calls.withLock {
                        $0 += 1
                        return $0
                    } <= 6 ? Self.poor : Self.reply)
            })
        try await workspace.run(":outline")
        #expect(workspace.session.settings["tier"] == "medium")
        #expect(workspace.interface.notes.contains { $0.contains("(tier medium). `:set tier large` changes that.") })
        try await workspace.run(":undo")
        #expect(workspace.session.settings["tier"] == nil && workspace.session.outline.isEmpty)
        // Where the writer chose the tier, it stays.
        try await workspace.run(":set tier large")
        calls.withLock { $0 = 0 }
        try await workspace.run(":outline")
        #expect(workspace.session.settings["tier"] == "large")
    }

    private static let revision = #"""
        {"sections": [
          {"id": "opening", "title": "Opening"},
          {"id": "pipelines", "title": "Pipelines"},
          {"id": "storage", "title": "Storage", "subsections": [
            {"id": "tables", "title": "Tables"}, {"id": "", "title": "Costs", "brief": "Money."}]},
          {"id": "closing", "title": "Closing"}
        ]}
        """#

    @Test func anInstructionChangesTheOutlineAndKeepsTheTexts() async throws {
        let workspace = try TestWorkspace(Posts.broken, models: ScriptedSupply { _ in .text(Self.revision) })
        let kept = workspace.session.sections(without: ["files", "pipelines"])
        var pipelines = try #require(workspace.session.outline["pipelines"])
        try await workspace.changes(":outline costs in, files out")
        #expect(
            workspace.titles == ["1 Opening", "2 Pipelines", "3 Storage", "3.1 Tables", "3.2 Costs", "4 Closing"])
        let costs = try #require(workspace.session.outline.entry(at: [3, 2])?.section.id)
        #expect(workspace.session.sections(without: ["pipelines", costs]) == kept)
        pipelines.title = "Pipelines"
        #expect(workspace.session.outline["pipelines"] == pipelines)
        #expect(
            workspace.models.requests.first?.messages.last?.text.contains("Change it as follows: costs in, files out")
                == true)
        let summary = try #require(workspace.session.history.last?.summary)
        #expect(
            summary
                == "changed the outline: moved 3 Pipelines that run to 2; renamed 3 Pipelines that run to \"Pipelines\"; "
                + "added 3.2 Costs; removed 2.1 Files and folders, 7 words")
        #expect(
            workspace.interface.notes.first
                == "\(summary.prefix(1).uppercased())\(summary.dropFirst()). `:undo` takes it back.")
    }

    @Test func anUnchangedOutlineMakesNoTurn() async throws {
        let same =
            #"["Opening", {"title": "Storage", "subsections": ["Files and folders", "Tables"]}, "#
            + #""Pipelines that run", "Closing"]"#
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text(same) })
        let before = workspace.session
        try await workspace.run(":outline better")
        #expect(workspace.session.content == before.content)
        #expect(workspace.session.history == before.history)
        #expect(workspace.session.usage == ScriptedModel.usage)
        #expect(try workspace.saved() == workspace.session)
        #expect(
            workspace.interface.notes == [
                "The script changed nothing. Rephrase the instruction, or use `:add`, `:move`, `:rename` and `:remove`."
            ])
    }

    @Test func aChangeBeforeThereIsAnOutlineMakesOneFirst() async throws {
        let workspace = try TestWorkspace(
            Posts.begun,
            models: ScriptedSupply { request in
                let isRevision = request.messages.last?.text.contains("Change it as follows") == true
                return .text(isRevision ? #"["Opening", "Costs", "Closing"]"# : Self.reply)
            })
        try await workspace.run(":outline add a section on costs")
        #expect(workspace.titles == ["1 Opening", "2 Costs", "3 Closing"])
        #expect(workspace.session.history.map(\.kind.rawValue) == ["new", "outline", "outline"])
        #expect(workspace.session.usage.calls == 2)
    }

    @Test(arguments: ["3", "2.3", "2-4", "all", "last", "2.*", "§ 3", "3, 4", "???"])
    func anAddressIsRefusedAsAnInstruction(text: String) async throws {
        for session in [Posts.begun, Posts.outlined] {
            let workspace = try TestWorkspace(session)
            await workspace.refuses(
                ":outline \(text)",
                "\"\(text)\" does not say what to change. Give an instruction, such as `:outline add a section on costs`. `:set sections` sets how many sections a new outline has, `:show` shows a section."
            )
            #expect(workspace.models.supplied == 0)
        }
    }

    @Test func aBrokenOutlineIsKeptWithARemark() async throws {
        let titles = ["Fires", "Towers", "Lamps", "Keepers"]
        let cut =
            "[" + titles.map { #"{"title":"\#($0)","brief":"On it all.","points":["p","q"]},"# }.joined() + #"{"ti"#
        let workspace = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .cutOff(cut) })
        try await workspace.run(":outline")
        #expect(workspace.titles == ["1 Fires", "2 Towers", "3 Lamps", "4 Keepers"])
        #expect(
            workspace.interface.notes.first
                == "The outline that scripted-1 sent broke off; the sections that were complete are kept. `:add` adds more, `:undo` and `:outline` ask again."
        )
    }

    @Test func missingBriefsAreRemarkedOn() async throws {
        let workspace = try TestWorkspace(
            Posts.begun, models: ScriptedSupply { _ in .text(#"[{"title":"Fires"},{"title":"Towers"}]"#) })
        try await workspace.run(":outline")
        #expect(workspace.titles == ["1 Fires", "2 Towers"])
        #expect(
            workspace.interface.notes.first
                == "Some sections have no brief. The script sent none that says more than the title. `:brief` gives them one."
        )
        #expect(workspace.session.usage.calls == 5 && workspace.session.history.last?.usage?.calls == 5)
    }

    @MainActor @Test(arguments: [true, false]) func aStoppedOutlineKeepsItsTitlesOnlyInteractively(isPerson: Bool)
        async throws
    {
        let begun = #"{"sections":[{"title":"Fires","subsections":["Oil","Gas"]},{"title":"Towers"#
        let workspace = try TestWorkspace(
            Posts.begun, models: ScriptedSupply(parallel: 4) { _ in .hang(after: begun) },
            interface: RecordingInterface(consent: isPerson ? true : nil))
        let task = Task { @MainActor in await Interpreter.run(":outline", in: workspace.workspace) }
        while workspace.models.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
        task.cancel()
        guard case .stopped = await task.value else {
            Issue.record("It was not stopped.")
            return
        }
        #expect(workspace.titles == (isPerson ? ["1 Fires", "1.1 Oil", "1.2 Gas"] : []))
        #expect(try workspace.saved() == workspace.session)
        guard isPerson else { return }
        #expect(workspace.session.history.last?.summary == "stopped an outline after 1 section")
        #expect(
            workspace.interface.notes == [
                "The titles so far are kept: `:outline` shows them, `:add` adds more, `:write` writes them, `:undo` drops them."
            ])
    }

    @Test func anUnreadableAnswerChangesNothing() async throws {
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text("!") })
        await workspace.fails(
            ":outline costs in",
            "The outline that scripted-1 sent could not be read, so nothing was changed. `:outline` asks again; `:model` chooses another."
        )
    }

    @Test func failuresChangeNothing() async throws {
        let error = ModelError.unreachable(server: "The script", reason: "connection refused")
        let workspace = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .failure(error) })
        await workspace.fails(":outline", error.sentence)
        let none = ModelError.noModel(reason: "no key")
        let refusing = try TestWorkspace(Posts.outlined, models: ScriptedSupply(refusal: none))
        await refusing.fails(":outline shorter", none.sentence)
        let empty = try TestWorkspace()
        await empty.refuses(":outline", "There is no topic yet. Type one, or use `:new TOPIC`.")
    }
}
