import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// Talking about a post: what it sends, what it does, and what it never does.
@Suite struct TalkTests {
    /// A model that asks for these things first, and says "Done." then; texts of sections it writes.
    private func supply(
        _ rounds: [[(String, String)]], says text: String = "", tier: ModelProfile.Tier = .large
    ) -> ScriptedSupply {
        let left = Guarded(rounds)
        return ScriptedSupply(tier: tier) { request in
            guard !request.tools.isEmpty else { return .text("This is part \(request.section) now.") }
            let next = left.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            guard let next else { return .text("Done.") }
            let calls = next.enumerated().map { ToolCall(id: "c\($0)", name: $1.0, arguments: $1.1) }
            return .calls(calls, text: text)
        }
    }

    private func results(_ models: ScriptedSupply) -> [String] {
        models.requests.flatMap(\.messages).filter { $0.role == .tool }.map(\.text)
    }

    private static let allTools = Catalogue.tools.count

    @Test(arguments: [(Int?.none, allTools), (8192, allTools), (4096, allTools), (3500, 7), (1600, 0)])
    func aSmallWindowGetsFewerTools(window: Int?, tools: Int) async throws {
        let models = ScriptedSupply(window: window) { _ in .text("It is for bakers.") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let report = try await workspace.run("who is this for?")
        #expect(report.answer.content.plainText == "It is for bakers.")
        #expect(models.requests.count == 1 && models.requests[0].tools.count == tools)
        #expect(workspace.interface.notes.contains { $0.contains("tools") } == (tools < Self.allTools))
        let context = try await workspace.run(":context")
        #expect(context.answer.content.plainText.contains("[system: \(tools) tools, about ") == (tools > 0))
    }

    @Test func aWindowWithoutRoomIsRefused() async throws {
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply(window: 400))
        guard case .failed(let sentence) = await Interpreter.run("who is this for?", in: workspace.workspace) else {
            Issue.record("it was sent")
            return
        }
        #expect(sentence.hasPrefix("Not sent: the request needs about "))
    }

    @Test func lockedSectionsAreNotCountedInAPlan() async throws {
        let models = supply([[("rewrite", #"{"address":"all","instruction":"shorter"}"#)]])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: true))
        try await workspace.run(":lock 2.1")
        try await workspace.run("could all of it be less long, please, if you can?")
        #expect(workspace.interface.notes.contains("Plan: rewrite all (4 sections): shorter."))
    }

    @Test(arguments: [
        ("removed 2.3 Acids and flavour, 128 words", "remove 2.3 Acids and flavour (128 words)"),
        ("removed 3 Salt, sugar", "remove 3 Salt, sugar"), ("moved Yeast from 5 to 4", "move Yeast from 5 to 4"),
        ("cut the budget of 2.1 by 50 %", "cut the budget of 2.1 by 50 %"),
        ("split 2 A, with B after it", "split 2 A, with B after it"),
    ])
    func aPlanSaysWhatWillBeDone(summary: String, plan: String) { #expect(Planning.planned(summary) == plan) }

    /// A medium model's plan for words that code reads only in part needs a yes, unless the writer wants no questions.
    @Test(arguments: [
        (ModelProfile.Tier.medium, "", false), (.medium, "always", false), (.medium, "never", true), (.large, "", true),
    ]) func aGuessOfAMediumModelNeedsAYes(tier: ModelProfile.Tier, confirm: String, isDone: Bool) async throws {
        let models = supply([[("move", #"{"section":"3","place":"1"}"#)]], tier: tier)
        let workspace = try TestWorkspace(
            Posts.written, models: models, interface: RecordingInterface(consent: false))
        if !confirm.isEmpty { try await workspace.run(":set confirm \(confirm)") }
        let before = workspace.session.outline
        try await workspace.run("make 3 shorter and rename 2 to something snappier")
        #expect((workspace.session.outline != before) == isDone)
    }

    // MARK: - Done as one turn

    @Test func severalThingsAreOneTurn() async throws {
        let models = supply([
            [("rewrite", #"{"address":"2","instruction":"more practical"}"#), ("remove", #"{"address":"3"}"#)]
        ])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: true))
        let before = workspace.session
        let report = try await workspace.run("hands-on for the second, and the third one bores me")
        #expect(workspace.session.outline["pipelines"] == nil)
        #expect(
            workspace.session.text("files") == "This is part 2.1 now."
                && workspace.session.text("tables") == "This is part 2.2 now.")
        #expect(workspace.session.text("opening") == before.text("opening"))
        #expect(workspace.session.history.count == before.history.count + 1)
        let turn = try #require(workspace.session.history.last)
        #expect(turn.kind == .chat && turn.input == "hands-on for the second, and the third one bores me")
        #expect(turn.summary == "rewrote 2.1, 2.2 (10 words): “more practical”; removed 3 Pipelines that run")
        #expect(turn.reply == "Done.")
        #expect(report.note.hasPrefix("Rewrote 2.1, 2.2 (10 words)") && report.data["changed"] == true)
        #expect(
            workspace.interface.notes.contains {
                $0 == "Plan: rewrite 2 (2 sections): more practical; remove 3 Pipelines that run."
            })
        // Section 3 has no text that would be lost, so nobody is asked.
        #expect(!workspace.interface.events.contains { if case .asked = $0 { true } else { false } })
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before.outline, "one undo restores the exact texts")
        try await workspace.run(":redo")
        #expect(
            workspace.session.text("files") == "This is part 2.1 now." && workspace.session.outline["pipelines"] == nil)
    }

    @Test func numbersMeanWhatTheyMeantWhenTheyWereSaid() async throws {
        // All in one answer: 3 is Pipelines and 4 the Closing, whatever goes before.
        let models = supply([[("remove", #"{"address":"1"}"#), ("rename", #"{"section":"4","title":"The end"}"#)]])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: true))
        try await workspace.run("do something about the frame of it all")
        #expect(workspace.session.outline["opening"] == nil)
        #expect(workspace.session.outline["closing"]?.title == "The end")
    }

    @Test func aSectionAddedInTheSameRequestIsAddressedByItsPlace() async throws {
        let models = supply([
            [
                ("add", #"{"place":"3","title":"Costs"}"#), ("brief", #"{"section":"3","text":"What a row costs"}"#),
                ("rename", #"{"section":"4","title":"The end"}"#),
            ]
        ])
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run("something about money is missing")
        let titles = workspace.session.outline.sections.map(\.title)
        #expect(titles[2] == "Costs" && workspace.session.outline.sections[2].brief == "What a row costs")
        #expect(titles.last == "The end", "4 is what it was before")
    }

    // MARK: - Nothing done

    @Test(arguments: [
        [("frobnicate", "{}")], [("remove", "no json")], [("remove", "[1]")], [("remove", #"{"address":"9"}"#)],
        [("remove", #"{"address":17.5}"#)], [("remove", #"{"adress":"2"}"#)],
        [("set", #"{"key":"baseURL","value":"http://evil"}"#)],
        [("export", #"{"path":"/etc/passwd"}"#)], [("delete", "{}")], [("open", #"{"name":"other"}"#)],
        [("quit", "{}")],
        [("rename", #"{"section":"2"}"#)], [("move", #"{"section":"2","place":"2.1"}"#)],
        [("budget", #"{"address":"2","words":"-5"}"#)],
        [("rewrite", #"{"address":"--repair","instruction":"x"}"#)], [("restore", #"{"section":"1","version":99}"#)],
    ]) func theModelHearsOfImpossibleCalls(calls: [(String, String)]) async throws {
        let models = supply([calls])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: true))
        let before = workspace.session
        try await workspace.run("do that thing we spoke of")
        #expect(workspace.session.outline == before.outline && workspace.session.settings == before.settings)
        let said = results(models)
        #expect(said.count == 1 && said.allSatisfy { $0.count > 15 && !$0.contains("Planned") }, "\(said)")
        #expect(workspace.session.history.last?.kind == .ask)
    }

    @Test func aRefusalChangesNothing() async throws {
        let models = supply([[("remove", #"{"address":"2"}"#)]])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: false))
        let bytes = workspace.file
        let before = workspace.session.outline
        let report = try await workspace.run("storage has to go, I think")
        #expect(report.note == "Nothing was changed." && workspace.session.outline == before && workspace.file != bytes)
        #expect(workspace.session.history.last?.summary.hasPrefix("not done: ") == true, "what was said is kept")
    }

    @Test func inAScriptWhatTakesTextsOutNeedsAYes() async throws {
        let models = supply([[("remove", #"{"address":"2"}"#)]])
        let workspace = try TestWorkspace(Posts.written, models: models)
        let before = workspace.session.outline
        let report = try await workspace.run("storage has to go, I think")
        #expect(
            report.note
                == "That deletes written text, and no one is here to confirm it, so nothing was changed. `--yes` allows it, or `:set confirm never`."
        )
        #expect(report.isRefused && report.data["commands"] == [":remove 2"])
        #expect(workspace.session.outline == before && workspace.session.history.last?.reply.isEmpty == false)
    }

    @Test func aQuestionChangesNothingAndIsKept() async throws {
        let models = supply([])
        let workspace = try TestWorkspace(Posts.written, models: models)
        let before = workspace.session
        try await workspace.run(":rename 3 Steps")
        try await workspace.run(":undo")
        let report = try await workspace.run("why is storage before pipelines?")
        #expect(report.answer == .markdown("Done."))
        #expect(workspace.session.outline == before.outline)
        let turn = try #require(workspace.session.history.last)
        #expect(turn.isQuestion && turn.reply == "Done.")
        // It is no turn for undo, and what was undone can still be done again.
        try await workspace.run(":redo")
        #expect(workspace.session.outline["pipelines"]?.title == "Steps")
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before.outline)
        #expect(try workspace.saved().history.contains { $0.reply == "Done." })
    }

    // MARK: - Loops

    @Test func callsInALoopEnd() async throws {
        let calls = Array(repeating: [("show", #"{"address":"1"}"#)], count: 50)
        let models = supply(calls)
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run("what does it say, in the end?")
        #expect(models.requests.count == 2, "the same again is a loop")
        let counting = Guarded(0)
        let endless = ScriptedSupply { _ in
            let count = counting.withLock { count -> Int in
                count += 1
                return count
            }
            return .calls([ToolCall(id: "x", name: "versions", arguments: "{\"address\":\"\(count)\"}")], text: "")
        }
        let other = try TestWorkspace(Posts.written, models: endless)
        try await other.run("what does it say, in the end?")
        #expect(endless.requests.count == ChatChain.rounds)
    }

    @Test func fiftyCallsAreBounded() async throws {
        let calls = (1...50).map { ("add", "{\"place\":\"1\",\"title\":\"Part number \($0)\"}") }
        let models = supply([calls])
        let workspace = try TestWorkspace(Posts.written, models: models)
        let before = workspace.session.outline
        try await workspace.run("more parts, many more")
        #expect(workspace.session.outline.sections.count == before.sections.count + 24)
        #expect(results(models).filter { $0.contains("At most 24 actions") }.count == 26)
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before)
    }

    // MARK: - Without tools

    @Test func withoutToolsActionsComeUnderASchema() async throws {
        let models = ScriptedSupply { request in
            if !request.tools.isEmpty {
                return .failure(
                    .rejected(
                        server: "The script", status: 400, code: nil, message: "no support for tools", retryAfter: nil))
            }
            if case .jsonSchema = request.format {
                return .text(
                    #"{"reply":"I renamed it.","actions":[{"command":"rename","address":"3","place":"","text":"Steps"},{"command":"rm -rf","address":"1","place":"","text":""}]}"#
                )
            }
            return .text("no")
        }
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run("the third one needs a better name")
        #expect(workspace.session.outline["pipelines"]?.title == "Steps")
        #expect(workspace.session.history.last?.reply == "I renamed it.")
    }

    @Test func whereThatFailsTooItIsAnAnswer() async throws {
        let models = ScriptedSupply { request in
            request.tools.isEmpty
                ? .text("I would call it Steps.")
                : .failure(.rejected(server: "The script", status: 422, code: nil, message: "tools?", retryAfter: nil))
        }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let before = workspace.session.outline
        let report = try await workspace.run("the third one needs a better name")
        #expect(workspace.session.outline == before)
        #expect(report.answer == .markdown("I would call it Steps."))
    }

    // MARK: - Without a model

    @Test func aPlainRequestNeedsNoModel() async throws {
        let models = supply([])
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run("rename 3 to Steps")
        #expect(workspace.session.outline["pipelines"]?.title == "Steps")
        #expect(workspace.session.history.last?.kind == .chat)
        #expect(models.supplied == 0)
        try await workspace.run("undo that")
        #expect(workspace.session.outline["pipelines"]?.title == "Pipelines that run")
    }

    @Test func aSmallModelIsAskedQuestionsOnly() async throws {
        let models = ScriptedSupply(tier: .small) { _ in .text("It is about data.") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let before = workspace.session.outline
        let asked = try await workspace.run("drop the part that nobody needs")
        #expect(asked.note.contains("Give its number") && models.requests.isEmpty)
        let answered = try await workspace.run("what is it about?")
        #expect(answered.answer == .markdown("It is about data."))
        #expect(models.requests.allSatisfy { $0.tools.isEmpty })
        #expect(workspace.session.outline == before)
    }

    @Test func theWholePostIsMadeShorterByBudgets() async throws {
        var post = Posts.written
        let long = (1...100).map { "word\($0)" }.joined(separator: " ") + "."
        for id in ["files", "tables"] {
            post = try post.applying(.addVersion(id, Version(number: 2, text: long, origin: .edited, at: noon))).session
        }
        let short = (1...80).map { "word\($0)" }.joined(separator: " ") + "."
        let models = ScriptedSupply { _ in .text(short) }
        let workspace = try TestWorkspace(post, models: models)
        let before = workspace.session.outline
        try await workspace.run("make 2 20 % shorter")
        #expect(workspace.session.outline["files"]?.words == 80 && workspace.session.text("files") == short)
        #expect(Set(models.requests.map(\.section)) == ["2.1", "2.2"])
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before)
    }

    // MARK: - Prompt

    @Test func theModelSeesThePostAndTheTalk() async throws {
        let models = supply([])
        let workspace = try TestWorkspace(Posts.written, models: models)
        try await workspace.run("who reads this?")
        try await workspace.run("and is 2.1 clear enough for them?")
        let first = try #require(models.requests.first)
        let second = try #require(models.requests.last)
        #expect(first.messages[0] == second.messages[0], "the prefix is the same")
        let text = second.messages.map(\.text).joined(separator: "\n")
        #expect(
            text.contains("A file is a run of bytes.") && text.contains("who reads this?") && text.contains("Done."))
        #expect(text.contains("Not written yet: 3."))
        #expect(second.tools.contains { $0.name == "rewrite" })
        #expect(
            !second.tools.contains { ["set", "model", "open", "delete", "export", "quit", "save"].contains($0.name) })
    }

    // MARK: - Stopped, and said again

    /// A workspace whose model fails at some sections until it is mended, and what it was asked for.
    private func failing(at number: String) throws -> (
        workspace: TestWorkspace, mend: () -> Void, asked: Guarded<[String]>
    ) {
        let isBroken = Guarded(true)
        let asked = Guarded<[String]>([])
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let models = Authors.by { section in
            asked.withLock { $0.append(section) }
            if section == number, isBroken.withLock({ $0 }) { return .failure(error, after: "") }
            return .text((1...60).map { "w\($0)x\(asked.withLock { $0.count })" }.joined(separator: " ") + ".")
        }
        var post = Posts.written
        post.settings["lengthRetry"] = false
        post.settings["confirm"] = "never"
        let long = (1...100).map { "word\($0)" }.joined(separator: " ") + "."
        for id in ["files", "tables", "pipelines"] {
            post = try post.applying(.addVersion(id, Version(number: 2, text: long, origin: .edited, at: noon))).session
        }
        return (
            try TestWorkspace(post, models: models),
            {
                isBroken.withLock { $0 = false }
                asked.withLock { $0 = [] }
            }, asked
        )
    }

    @Test func severalPartsContinueWhereTheyStopped() async throws {
        let (workspace, mend, asked) = try failing(at: "3")
        guard case .failed = await Interpreter.run("make 2 and 3 more practical", in: workspace.workspace) else {
            throw Missing()
        }
        #expect(asked.withLock { $0 } == ["2.1", "2.2", "3"] && workspace.session.history.last?.left == ["pipelines"])
        mend()
        try await workspace.run("make 2 and 3 more practical")
        #expect(asked.withLock { $0 } == ["3"])
        #expect(workspace.interface.notes.contains("That was stopped before 3; only these sections are done now."))
        #expect(workspace.session.history.last?.left == [])
    }

    @Test func removedSectionsAreNotRemovedAgain() async throws {
        let (workspace, mend, asked) = try failing(at: "2.1")
        let line = "drop 1 and make 2 more practical"
        // 2 is 1 then.
        guard case .done = await Interpreter.run(line, in: workspace.workspace) else { throw Missing() }
        #expect(asked.withLock { $0 } == ["1.1", "1.2"])
        try await workspace.run(":undo")
        let (other, mendOther, askedOther) = try failing(at: "1.2")
        guard case .failed = await Interpreter.run(line, in: other.workspace) else { throw Missing() }
        let titles = other.session.outline.sections.map(\.title)
        mendOther()
        try await other.run(line)
        #expect(other.session.outline.sections.map(\.title) == titles && askedOther.withLock { $0 } == ["1.2"])
        mend()
    }

    @Test func aShareIsTakenOnce() async throws {
        let (workspace, mend, asked) = try failing(at: "2.2")
        let line = "make 2 20 % shorter"
        guard case .failed = await Interpreter.run(line, in: workspace.workspace) else { throw Missing() }
        let budgets = ["files", "tables"].map { workspace.session.outline[$0]?.words }
        mend()
        try await workspace.run(line)
        #expect(["files", "tables"].map { workspace.session.outline[$0]?.words } == budgets)
        #expect(asked.withLock { $0 } == ["2.2"])
    }

    @Test func aMergedTextIsTheWrittenText() async throws {
        let models = supply([
            [
                ("rewrite", #"{"address":"2.1","instruction":"shorter"}"#),
                ("merge", #"{"section":"2.1","other":"2.2"}"#),
            ]
        ])
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface(consent: true))
        let before = workspace.session.outline
        try await workspace.run("the two below storage belong together, and the first is long-winded")
        #expect(workspace.session.text("files")?.hasPrefix("This is part 2.1 now.") == true)
        #expect(workspace.session.outline["tables"] == nil)
        try await workspace.run(":undo")
        #expect(workspace.session.outline == before)
    }

    /// A model that changes something where only a question was asked needs a yes.
    @Test(arguments: ["destructive", "never"]) func aQuestionChangesNothingWithoutAYes(confirm: String) async throws {
        let models = supply([[("rewrite", #"{"address":"2.1","instruction":"shorter"}"#)]])
        var post = Posts.written
        post.settings["confirm"] = .string(confirm)
        let workspace = try TestWorkspace(post, models: models)
        let before = workspace.session.outline
        let report = try await workspace.run("why is 2.1 so long?")
        #expect(report.isRefused && workspace.session.outline == before)
    }
}

/// A missing precondition of a test.
private struct Missing: Error {
    /// A plan that changes the outline shows the changed lines with their neighbours.
    @Test(arguments: [
        ("drop 2.2", ["2.1  Files and folders", "2  Storage", "3  Pipelines that run"]),
        ("rename 3 to Runs", ["2.2  Tables", "3  Runs", "4  Closing"]),
        ("drop 1", ["1  Storage", "1.1  Files and folders"]),
    ]) func thePlanEndsWithTheChangedLines(request: String, rows: [String]) async throws {
        let workspace = try TestWorkspace(Posts.written, interface: RecordingInterface(answers: ["y"]))
        let report = try await workspace.run(request)
        let outline = try #require(report.answer.content as? OutlineView)
        #expect(Set((outline.part ?? []).map { outline.rows[$0].name }) == Set(rows))
    }
}
