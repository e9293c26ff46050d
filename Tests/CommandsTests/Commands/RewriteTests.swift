import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:rewrite`, and `:edit` with an instruction.
@Suite struct RewriteTests {
    @Test func rewriteAddsAVersionAndKeepsTheOld() async throws {
        let workspace = try TestWorkspace(Posts.broken, models: Authors.plain())
        let others = workspace.session.sections(without: ["tables"])
        let old = try #require(workspace.session.outline["tables"]?.text)
        let report = try await workspace.changes(":rewrite 2.2 shorter, with rows")
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.versions.first == old)
        #expect(section.current == 2)
        #expect(section.text?.text == "This is part 2.2 now.")
        #expect(section.text?.origin == .rewritten)
        #expect(section.text?.instruction == "shorter, with rows")
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(report.note == "Rewrote 1 section, 5 words. `:undo` takes it back.")
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(task.contains("What the writer asks for: shorter, with rows"))
        #expect(task.contains("A table has rows."))
    }

    @Test func rewriteOfAHeadingMeansWhatIsBelow() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.plain(parallel: 2))
        try await workspace.changes(":rewrite 2")
        #expect(Set(workspace.models.requests.map(\.section)) == ["2.1", "2.2"])
        #expect(workspace.session.outline["storage"]?.versions.isEmpty == true)
        #expect(workspace.session.history.last?.summary == "rewrote 2.1, 2.2 (10 words)")
    }

    @Test func rewriteOfAnUnwrittenSectionWritesIt() async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain())
        try await workspace.changes(":rewrite 3")
        #expect(workspace.session.text("pipelines") == "This is part 3 now.")
    }

    @Test func editSendsTheTextAndTheInstruction() async throws {
        let workspace = try TestWorkspace(
            Posts.written, models: Authors.by { _ in .text("A table has many rows.") })
        let others = workspace.session.sections(without: ["tables"])
        let report = try await workspace.changes(":edit tables say that they are many")
        #expect(workspace.session.text("tables") == "A table has many rows.")
        #expect(workspace.session.outline["tables"]?.text?.origin == .edited)
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(report.note == "Edited 1 section, 5 words. `:undo` takes it back.")
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(task.contains("Instruction: say that they are many"))
        #expect(task.contains("A table has rows."))
    }

    @Test func editOfEverythingPassesTheUnwritten() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.plain())
        try await workspace.changes(":edit all simpler words")
        #expect(workspace.models.requests.map(\.section) == ["2.1", "2.2", "1", "4"])
        #expect(workspace.session.text("pipelines") == nil)
    }

    @Test func anUnchangedTextMakesNoTurn() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.by { _ in .text("A table has rows.") })
        let before = workspace.session
        let report = try await workspace.run(":edit 2.2 nothing")
        #expect(report.note == "The model changed nothing. Try rephrasing.")
        #expect(workspace.session.content == before.content)
        #expect(workspace.session.history == before.history)
        #expect(workspace.session.usage == ScriptedModel.usage)
        #expect(try workspace.saved() == workspace.session)
    }

    @Test func unchangedTextsMakeNoTurnEither() async throws {
        let models = Authors.by { .text($0 == "2.1" ? "A file is a run of bytes." : "A table has rows.") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let report = try await workspace.run(":rewrite 2")
        #expect(report.note == "The model changed nothing. Try rephrasing.")
        #expect(workspace.session.history == Posts.written.history)
        #expect(workspace.session.usage.calls == 2)
    }

    /// Whichever of the two changes, the summary counts that one.
    @Test(arguments: ["2.1", "2.2"])
    func changesAreCountedInAnyOrder(changed: String) async throws {
        let models = Authors.by { number in
            if number == changed { return .text("Now it is new.") }
            return .text(number == "2.1" ? "A file is a run of bytes." : "A table has rows.")
        }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let report = try await workspace.changes(":edit 2 new, please")
        #expect(report.note == "Edited 1 section, 4 words; 1 came back unchanged. `:undo` takes it back.")
        #expect(workspace.session.history.last?.summary == "edited \(changed) (4 words): “new, please”")
        #expect(workspace.session.outline["files"]?.versions.count == (changed == "2.1" ? 2 : 1))
        #expect(workspace.session.outline["tables"]?.versions.count == (changed == "2.2" ? 2 : 1))
    }

    @Test func aBrokenRewriteKeepsTheOldText() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let models = Authors.by { _ in .failure(error, after: "Half of a table. And then") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let others = workspace.session.sections(without: ["tables"])
        let ending = await Interpreter.run(":rewrite 2.2 longer", in: workspace.workspace)
        #expect(ending == .failed("The script broke off before the answer was complete (reset). Ask again."))
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.text == Posts.written.outline["tables"]?.text)
        #expect(
            section.candidate
                == Candidate(
                    text: "Half of a table. And then", cause: .dropped, origin: .rewritten, instruction: "longer",
                    model: "scripted-1", at: noon))
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(try workspace.saved() == workspace.session)
        #expect(workspace.session.history.last?.summary == "left an unfinished draft of 2.2")
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.written.content)
    }

    /// A run over several sections that was stopped goes on with the rest; once all have it, the same line means all of them.
    @Test(arguments: [":rewrite 2 in plain words", ":edit 2 in plain words", "make 2 more practical"])
    func theSameLineContinuesWithTheRest(line: String) async throws {
        let isBroken = Guarded(true)
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let asked = Guarded<[String]>([])
        let models = Authors.by { number in
            asked.withLock { $0.append(number) }
            if number == "2.2", isBroken.withLock({ $0 }) { return .failure(error, after: "") }
            return .text("This is part \(number), time \(asked.withLock { $0.count }).")
        }
        var post = Posts.written
        post.settings["lengthRetry"] = false
        let workspace = try TestWorkspace(post, models: models)
        guard case .failed = await Interpreter.run(line, in: workspace.workspace) else {
            Issue.record("It did not fail.")
            return
        }
        #expect(
            workspace.interface.notes.contains("1 of 2 sections is done. Repeat the command to continue."))
        let first = workspace.session.text("files")
        isBroken.withLock { $0 = false }
        asked.withLock { $0 = [] }
        try await workspace.run(line)
        #expect(asked.withLock { $0 } == ["2.2"] && workspace.session.text("files") == first)
        let remark =
            line.hasPrefix(":")
            ? "The previous turn already changed 2.1; only the rest is done now."
            : "That was stopped before 2.2; only these sections are done now."
        #expect(workspace.interface.notes.contains(remark))
        asked.withLock { $0 = [] }
        try await workspace.run(line)
        #expect(asked.withLock { $0 } == ["2.1", "2.2"])
    }

    @Test func refuse() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":rewrite", ":rewrite needs an address such as 2.3. `:help rewrite` shows how.")
        await workspace.refuses(":edit", ":edit needs an address such as 2.3. `:help edit` shows how.")
        await workspace.refuses(
            ":rewrite 7 shorter", "There is no section 7; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":edit 3 shorter", "Section 3 has no text yet. `:write` writes what is missing.")
        await workspace.refuses(":edit 4-2 shorter", "The range 4-2 runs backwards. Write 2-4.")
    }
}
