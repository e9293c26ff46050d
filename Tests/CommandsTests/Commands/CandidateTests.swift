import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:accept` and `:discard`.
@Suite struct CandidateTests {
    @Test(arguments: [":accept 3", ":accept pipelines that", ":accept 3.", "/acc 3"])
    func acceptTakesTheTextAsItIs(line: String) async throws {
        let workspace = try TestWorkspace(Posts.broken)
        let others = workspace.session.sections(without: ["pipelines"])
        let report = try await workspace.changes(line)
        let section = try #require(workspace.session.outline["pipelines"])
        #expect(section.candidate == nil)
        #expect(
            section.versions == [
                Version(number: 1, text: "A pipeline has steps", origin: .written, model: "scripted-1", at: noon)
            ])
        #expect(section.current == 1)
        #expect(workspace.session.sections(without: ["pipelines"]) == others)
        #expect(report.note == "3 Pipelines that run has 4 words now. `:undo` takes it back.")
        #expect(workspace.session.history.last?.summary == "accepted the unfinished text of 3, 4 words")
        #expect(workspace.models.supplied == 0)
    }

    @Test func acceptKeepsTheOlderTextAsAVersion() async throws {
        let candidate = Candidate(
            text: "Rows and", cause: .length, origin: .rewritten, instruction: "shorter", at: noon)
        let session = try Posts.written.applying(.setCandidate("tables", candidate)).session
        let workspace = try TestWorkspace(session)
        try await workspace.changes(":accept 2.2")
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.versions.map(\.text) == ["A table has rows.", "Rows and"])
        #expect(section.versions.last?.instruction == "shorter")
        #expect(section.versions.last?.origin == .rewritten)
        #expect(section.current == 2)
    }

    @Test func discardThrowsTheTextAway() async throws {
        let workspace = try TestWorkspace(Posts.broken)
        let report = try await workspace.changes(":discard 3")
        #expect(workspace.session.content == Posts.written.content)
        #expect(report.note == "Discarded the unfinished text of 3. `:undo` brings it back.")
        #expect(workspace.session.history.last?.summary == "discarded the unfinished text of 3")
    }

    @Test(arguments: ["accept", "discard"])
    func refuse(command: String) async throws {
        let workspace = try TestWorkspace(Posts.broken)
        await workspace.refuses(
            ":\(command)", ":\(command) needs an address such as 2.3. `:help \(command)` shows how.")
        await workspace.refuses(
            ":\(command) 2.1", "Section 2.1 has no unfinished text. `:status` lists the sections.")
        await workspace.refuses(
            ":\(command) all", "all names 6 sections, but only one is allowed. Give one number, such as 2.3.")
        await workspace.refuses(
            ":\(command) 3 now", ":\(command) does not take \"now\". `:help \(command)` shows how.")
        await workspace.refuses(
            ":\(command) 8", "There is no section 8; this post has 4 at the top level. `:outline` lists them.")
    }
}
