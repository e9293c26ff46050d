import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:set confirmChanges on`: nothing of a new text counts before the person took it.
@Suite struct ChangeReviewTests {
    private let text = "Table rows have cells. A key names a row of the table, and no two rows have the same."

    private func workspace(_ answers: [String], sure: Bool = false) throws -> TestWorkspace {
        var post = Posts.written
        post.settings["confirmChanges"] = true
        post.settings["lengthRetry"] = false
        let before = "A table has rows. A key names a row of the table, and no two rows have the same key."
        let id: Section.ID = "tables"
        post = try post.applying(.addVersion(id, Version(number: 2, text: before, origin: .edited, at: post.updatedAt)))
            .session
        let text = text
        return try TestWorkspace(
            post, models: Authors.by { _ in .text(text) }, interface: RecordingInterface(isSure: sure, answers: answers)
        )
    }

    @Test func oneIsTakenAndOneIsNot() async throws {
        let workspace = try workspace(["y", "n"])
        let before = workspace.session
        let report = try await workspace.changes(":rewrite tables")
        #expect(
            workspace.session.text("tables")
                == "Table rows have cells. A key names a row of the table, and no two rows have the same key.")
        #expect(report.note == "2.2 Tables: 1 of 2 changes accepted. `:undo` takes it back.")
        #expect(workspace.session.history.count == before.history.count + 1, "it is one turn")
        // The model's text is kept beside it.
        #expect(workspace.session.outline["tables"]?.versions.map(\.text).contains(text) == true)
        _ = try await workspace.run(":undo")
        #expect(workspace.session.outline == before.outline)
    }

    @Test(arguments: [["a"], ["y", "y"], ["", "what?", "Yes", "y"]]) func everyAcceptedChangeIsMade(answers: [String])
        async throws
    {
        let workspace = try workspace(answers)
        try await workspace.changes(":rewrite tables")
        #expect(workspace.session.text("tables") == text)
        #expect(workspace.session.outline["tables"]?.versions.count == 3)
    }

    /// Also where nobody answers any more.
    @Test(arguments: [["n", "n"], ["q"], []]) func refusedChangesAreNotMade(answers: [String]) async throws {
        let workspace = try workspace(answers.isEmpty ? ["?"] : answers)
        let before = try #require(workspace.session.text("tables"))
        try await workspace.changes(":rewrite tables")
        #expect(workspace.session.text("tables") == before)
        #expect(workspace.session.outline["tables"]?.versions.last?.text == text, "it can still be restored")
    }

    @Test func noQuestionIsAskedWithYes() async throws {
        let workspace = try workspace(["n"], sure: true)
        try await workspace.changes(":rewrite tables")
        #expect(workspace.session.text("tables") == text)
    }

    @Test func wordsAreChangedByHand() async throws {
        let review = ChangeReview(
            ask: { _, _ in "e" }, change: { _ in "a small dog" }, complain: { Issue.record("\($0)") })
        let outcome = await review.run("1", from: "I saw a cat there today.", to: "I saw a dog there today.")
        #expect(outcome.text == "I saw a a small dog there today." || outcome.text == "I saw a small dog there today.")
        #expect(outcome.replaced == 1)
    }
}
