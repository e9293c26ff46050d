import Chains
import Manuscript
import Testing

@testable import Workbench

/// `:set review on`: nothing of a new text counts before the person took it.
@Suite struct ChangeReviewTests {
    private let text = "Table rows have cells. A key names a row of the table, and no two rows have the same."

    private func desk(_ answers: [String], sure: Bool = false) throws -> TestDesk {
        var post = Posts.written
        post.settings["review"] = true
        post.settings["lengthRetry"] = false
        let before = "A table has rows. A key names a row of the table, and no two rows have the same key."
        let id: Section.ID = "tables"
        post = try post.applying(.addVersion(id, Version(number: 2, text: before, origin: .edited, at: post.updatedAt)))
            .session
        let text = text
        return try TestDesk(
            post, models: Authors.by { _ in .text(text) }, stage: RecordingStage(isSure: sure, answers: answers))
    }

    @Test func oneIsTakenAndOneIsNot() async throws {
        let desk = try desk(["y", "n"])
        let before = desk.session
        let report = try await desk.changes(":rewrite tables")
        #expect(
            desk.session.text("tables")
                == "Table rows have cells. A key names a row of the table, and no two rows have the same key.")
        #expect(report.note == "2.2 Tables: of 2 changes 1 taken, 1 left as it was. `:undo` takes it back.")
        #expect(desk.session.history.count == before.history.count + 1, "it is one turn")
        // What the model wrote is kept beside it.
        #expect(desk.session.outline["tables"]?.versions.map(\.text).contains(text) == true)
        _ = try await desk.run(":undo")
        #expect(desk.session.outline == before.outline)
    }

    @Test(arguments: [["a"], ["y", "y"], ["", "what?", "Yes", "y"]]) func allOfItCounts(answers: [String]) async throws
    {
        let desk = try desk(answers)
        try await desk.changes(":rewrite tables")
        #expect(desk.session.text("tables") == text)
        #expect(desk.session.outline["tables"]?.versions.count == 3)
    }

    /// Also where nobody answers any more.
    @Test(arguments: [["n", "n"], ["q"], []]) func noneOfItCounts(answers: [String]) async throws {
        let desk = try desk(answers.isEmpty ? ["?"] : answers)
        let before = try #require(desk.session.text("tables"))
        try await desk.changes(":rewrite tables")
        #expect(desk.session.text("tables") == before)
        #expect(desk.session.outline["tables"]?.versions.last?.text == text, "it can still be restored")
    }

    @Test func nobodyIsAskedWhereAllIsSure() async throws {
        let desk = try desk(["n"], sure: true)
        try await desk.changes(":rewrite tables")
        #expect(desk.session.text("tables") == text)
    }

    @Test func wordsAreChangedByHand() async throws {
        let review = ChangeReview(
            ask: { _, _ in "e" }, change: { _ in "a small dog" }, complain: { Issue.record("\($0)") })
        let outcome = await review.run("1", from: "I saw a cat there today.", to: "I saw a dog there today.")
        #expect(outcome.text == "I saw a a small dog there today." || outcome.text == "I saw a small dog there today.")
        #expect(outcome.replaced == 1)
    }
}
