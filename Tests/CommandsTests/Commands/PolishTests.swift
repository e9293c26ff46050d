import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:polish`: only flagged sentences change, as one turn.
@Suite struct PolishTests {
    private static let plain = "Worker bees collect nectar from flowers and carry it to the hive in the evening."
    private static let stock = "Bees play a crucial role here."

    private func workspace(_ answer: String = "1. Bees pollinate the fields.") async throws -> TestWorkspace {
        var post = Posts.outlined
        post = try post.applying(
            .addVersion(
                "files", Version(number: 1, text: "\(Self.plain) \(Self.stock)", origin: .written, at: post.createdAt))
        ).session
        return try TestWorkspace(post, models: ScriptedSupply { _ in .text(answer) })
    }

    @Test func theSentenceIsRewrittenAndUndone() async throws {
        let workspace = try await workspace()
        try await workspace.run(":polish")
        #expect(workspace.session.text("files") == "\(Self.plain) Bees pollinate the fields.")
        #expect(workspace.models.requests.count == 1)
        let turn = try #require(workspace.session.history.last)
        #expect(turn.kind == .edit && turn.input == ":polish" && turn.summary.hasPrefix("edited 2.1"))
        try await workspace.run(":undo")
        #expect(workspace.session.text("files") == "\(Self.plain) \(Self.stock)")
    }

    @Test func withoutAFlaggedSentenceNoCallIsMade() async throws {
        let workspace = try await workspace()
        try await workspace.run(":style stock off")
        let report = try await workspace.run(":polish")
        #expect(report.note == "No sentence has a stock phrase or a banned one, so nothing was changed.")
        #expect(workspace.models.requests.isEmpty)
    }

    @Test func bannedPhrasesCountEvenThen() async throws {
        let workspace = try await workspace(
            "1. Worker bees gather it from flowers and carry it to the hive in the evening.")
        try await workspace.run(":style stock off")
        try await workspace.run(":style banned nectar")
        try await workspace.run(":polish 2.1")
        #expect(workspace.session.text("files")?.hasPrefix("Worker bees gather it") == true)
    }

    @Test func anotherSectionIsNotLookedAt() async throws {
        let workspace = try await workspace()
        await #expect(throws: CommandError.nothingWritten("Section 1")) { try await workspace.run(":polish 1") }
    }
}
