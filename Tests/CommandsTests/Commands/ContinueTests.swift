import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:continue`.
@Suite struct ContinueTests {
    /// As `Posts.written`, with the beginning of 3.
    private func begun(_ text: String = "A pipeline has steps. Each st", of id: String = "pipelines") throws -> Session
    {
        let candidate = Candidate(text: text, cause: .interrupted, origin: .rewritten, instruction: "why", at: noon)
        return try Posts.written.applying(.setCandidate(id, candidate)).session
    }

    @Test(arguments: [":continue", ":continue 3", ":continue pipelines", ":continue 2-4", ":continue all"])
    func goesOnAndMakesAVersion(line: String) async throws {
        let workspace = try TestWorkspace(try begun(), models: Authors.by { _ in .text("Each step has a name.") })
        let others = workspace.session.sections(without: ["pipelines"])
        let report = try await workspace.changes(line)
        let section = try #require(workspace.session.outline["pipelines"])
        #expect(section.candidate == nil && section.current == 1)
        #expect(section.text?.text == "A pipeline has steps. Each step has a name.")
        #expect(section.text?.origin == .rewritten && section.text?.instruction == "why")
        #expect(workspace.session.sections(without: ["pipelines"]) == others)
        #expect(report.note == "Finished 1 section, 9 words. `:undo` takes it back.")
        #expect(workspace.session.history.last?.kind == .continue)
        #expect(workspace.interface.events.contains(.text(0, "A pipeline has steps.")))
    }

    @Test func theOldTextStaysAVersion() async throws {
        let workspace = try TestWorkspace(
            try begun("Rows. And", of: "tables"), models: Authors.by { _ in .text("Columns too.") })
        try await workspace.changes(":continue")
        #expect(
            workspace.session.outline["tables"]?.versions.map(\.text) == ["A table has rows.", "Rows. Columns too."])
    }

    @Test func breakingOffAgainExtendsTheCandidate() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let models = Authors.by { _ in .failure(error, after: "Each step has a na") }
        let workspace = try TestWorkspace(try begun(), models: models)
        #expect(await Interpreter.run(":continue", in: workspace.workspace) == .failed(error.sentence))
        let candidate = try #require(workspace.session.outline["pipelines"]?.candidate)
        #expect(candidate.text == "A pipeline has steps. Each step has a na")
        #expect(candidate.cause == .dropped && candidate.origin == .rewritten && candidate.instruction == "why")
        #expect(
            workspace.interface.notes == [
                "Unfinished draft kept for 3: `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
            ])
        try await workspace.run(":undo")
        let before = try begun().content
        #expect(workspace.session.content == before)
    }

    @Test func breakingOffAtOnceChangesNothing() async throws {
        let error = ModelError.unreachable(server: "The script", reason: "refused")
        let workspace = try TestWorkspace(try begun(), models: Authors.by { _ in .failure(error) })
        await workspace.fails(":continue 3", error.sentence)
    }

    @Test func refuse() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":continue", "There is no unfinished text. `:status` shows how far the post is.")
        await workspace.refuses(":continue 3", "Section 3 has no unfinished text. `:status` lists the sections.")
        let candidate = Candidate(text: "Half", cause: .length, origin: .written, at: noon)
        let two = try begun().applying(.setCandidate("tables", candidate)).session
        let both = try TestWorkspace(two)
        await both.refuses(
            ":continue", "Sections 2.2, 3 have unfinished texts. Name one, such as `:continue 2.2`.")
        let locked = try TestWorkspace(try begun().applying(.setLocked("pipelines", true)).session)
        await locked.refuses(
            ":continue", "3 Pipelines that run is locked, so nothing was changed. `:unlock ADDRESS` opens it.")
    }

    @Test func theLastOneTouchedIsMeant() async throws {
        let candidate = Candidate(text: "Rows. And", cause: .length, origin: .written, at: noon)
        let models = Authors.by { _ in .text("Columns too.") }
        let workspace = try TestWorkspace(try begun(), models: models)
        try workspace.workspace.turns.commit(
            [.setCandidate("tables", candidate)], Turn(at: noon, kind: .write, input: "x"))
        try await workspace.run(":continue")
        #expect(workspace.session.text("tables") == "Rows. Columns too.")
        #expect(workspace.session.outline["pipelines"]?.candidate != nil)
    }

    @Test func openingSaysSo() throws {
        let greeting = Greeting.opened(try begun())
        #expect(
            greeting
                == "What is data engineering?, 22 words. 1 section is not written yet. Next: `:write`. Section 3 has an unfinished text: `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
        )
    }

    /// A kill during a continuation never leaves less text than before.
    @Test func aJournalThatGotNoFurtherChangesNothing() throws {
        let session = try begun()
        func edits(_ text: String) -> [Edit] {
            let lines = [
                #"{"begin":"pipelines","origin":"rewritten","model":"m","instruction":"why","versions":1}"#,
                #"{"section":"pipelines","text":"\#(text)"}"#,
            ]
            return JournalReading(Array(lines.joined(separator: "\n").utf8)).turns(of: session, at: noon).flatMap(
                \.self)
        }
        #expect(edits("A pipeline has steps.").isEmpty)
        #expect(edits("A pipeline has steps. Each step has").count == 1)
    }
}
