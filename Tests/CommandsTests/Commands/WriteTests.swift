import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:write`.
@Suite struct WriteTests {
    @Test func writesWhatIsMissingAndNothingElse() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.plain())
        let others = workspace.session.sections(without: ["pipelines"])
        let report = try await workspace.changes(":write")
        #expect(workspace.session.text("pipelines") == "This is part 3 now.")
        #expect(workspace.session.sections(without: ["pipelines"]) == others)
        #expect(workspace.models.requests.map(\.section) == ["3"])
        #expect(report.note == "Wrote 1 section, 5 words. `:show` shows the post, `:export` writes it to a file.")
        let version = try #require(workspace.session.outline["pipelines"]?.text)
        #expect(version.number == 1)
        #expect(version.origin == .written)
        #expect(version.instruction.isEmpty)
        #expect(version.model == "scripted-1")
        #expect(version.at == noon)
        #expect(version.usage == ScriptedModel.usage)
        #expect(report.data["sections"]?.array?.count == 1)
        #expect(report.data["sections"]?.array?.first?["text"] == "This is part 3 now.")
    }

    @Test(arguments: [1, 3])
    func writesEverySectionOnceInOneTurn(parallel: Int) async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain(parallel: parallel))
        let report = try await workspace.changes(":write")
        // Introduction and conclusion come last.
        #expect(workspace.interface.events.first == .plan(["2.1", "2.2", "3", "1", "4"]))
        #expect(workspace.models.requests.map(\.section).sorted() == ["1", "2.1", "2.2", "3", "4"])
        for entry in workspace.session.outline.entries {
            let text = entry.section.isLeaf ? "This is part \(entry.number) now." : nil
            #expect(entry.section.text?.text == text)
        }
        #expect(report.note == "Wrote 5 sections, 25 words. `:show` shows the post, `:export` writes it to a file.")
        let turn = try #require(workspace.session.history.last)
        #expect(turn.kind == .write)
        #expect(turn.summary == "wrote 1, 2.1, 2.2, 3, 4 (25 words)")
        #expect(turn.model == "scripted-1")
        #expect(turn.usage?.calls == 5)
        #expect(turn.usage?.completionTokens == 25)
        #expect(workspace.session.usage == turn.usage)
        // The texts differ in their numbers only, which the writer is told once all are there.
        #expect(workspace.interface.events.dropLast().last == .closed)
        let retold = ["1 Opening", "2.2 Tables", "3 Pipelines that run"].map { "\($0) retells 2.1 Files and folders" }
        let remark = "\(retold.joined(separator: ", ")), and 1 more: `:write --repair` rewrites the later ones."
        #expect(workspace.interface.events.last == .note(remark))
    }

    @Test func writesAPart() async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain())
        try await workspace.changes(":write 2")
        #expect(workspace.session.outline.unwritten.map(\.number) == ["1", "3", "4"])
        try await workspace.changes(":write pipelines")
        #expect(workspace.session.outline.unwritten.map(\.number) == ["1", "4"])
    }

    @Test func anEmptyWriteMakesNoTurn() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        let part = try await workspace.run(":write 2")
        #expect(part.note == "2 is already written. `:rewrite 2` rewrites it, `:show 2` shows it.")
        #expect(part.data == ["sections": []])
        let whole = try TestWorkspace(try Posts.written.applying(.remove("pipelines")).session)
        #expect(
            try await whole.run(":write").note
                == "Everything is already written. `:rewrite ADDRESS` rewrites a section, `:show` shows the post.")
        #expect(workspace.session == before)
        #expect(workspace.models.supplied == 0)
    }

    @Test func writingReplacesAnUnfinishedText() async throws {
        let workspace = try TestWorkspace(Posts.broken, models: Authors.plain())
        try await workspace.changes(":write 3")
        let section = try #require(workspace.session.outline["pipelines"])
        #expect(section.candidate == nil)
        #expect(section.text?.text == "This is part 3 now.")
        // One undo brings the unfinished text back.
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.broken.content)
    }

    @Test func refuses() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        await workspace.refuses(
            ":write 9", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":write 2 please", ":write does not take \"please\". `:help write` shows how.")
        let begun = try TestWorkspace(Posts.begun)
        await begun.refuses(
            ":write", "There is no outline yet. `:outline` makes one, or `:add 1 TITLE` starts it by hand.")
    }

    @Test func noModelChangesNothing() async throws {
        let error = ModelError.noModel(reason: "no key is set")
        let workspace = try TestWorkspace(Posts.outlined, models: ScriptedSupply(refusal: error))
        await workspace.fails(
            ":write",
            "There is no model to ask: no key is set. Set GROQ_API_KEY, OPENAI_API_KEY or --base-url, or run `galley model install`."
        )
        #expect(workspace.interface.events.isEmpty)
    }
}
