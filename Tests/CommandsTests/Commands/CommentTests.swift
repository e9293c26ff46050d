import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// CriticMarkup and comments in imported and edited files, and in exports.
@Suite struct CommentTests {
    private func write(_ text: String, in workspace: TestWorkspace) throws -> String {
        let path = "\(workspace.temporary.path)/post.md"
        try Files.replace(path, with: Array(text.utf8))
        return path
    }

    private static let file = "# Bread\n\n## Flour\n\nRye is {~~dark~>black~~}.{>>Is it?<<}\n\n{>>alone<<}\n"

    @Test func anImportedFileBringsItsCommentsAsPoints() async throws {
        let workspace = try TestWorkspace()
        let path = try write(Self.file, in: workspace)
        let report = try await workspace.run(":import \(path)")
        #expect(
            report.note
                == "Imported \(path) as “bread”: 1 section, 3 words. 2 comments are in `:review list`. `:outline` shows it."
        )
        #expect(workspace.session.outline.sections[0].versions.map(\.text) == ["Rye is dark.", "Rye is black."])
        let list = try await workspace.run(":review list")
        #expect(
            list.plain?.hasPrefix("1  1 Flour: a comment on 1:1\n   \"Rye is black.\"\n   Is it?") == true, "\(list)")
        #expect(list.data["points"]?.array?.first?["address"] == "1:1")
        #expect(try workspace.saved() == workspace.session)
        let text = try await workspace.run(":export critic -").plain
        #expect(text == "# Bread\n\n## Flour\n\n{==Rye is black.==}{>>Is it?<<}{>>alone<<}\n", "\(text ?? "")")
    }

    @Test func aChangedExportBringsChangesAndComments() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = "\(workspace.temporary.path)/out.md"
        try await workspace.run(":export critic \(path)")
        let text = String(decoding: try Files.read(path), as: UTF8.self).replacing(
            "A table has rows.", with: "A table has {++many ++}rows.{>>How many?<<}")
        try Files.replace(path, with: Array(text.utf8))
        let report = try await workspace.run(":import -y \(path)")
        #expect(report.note.hasPrefix("Took over 2 changes from"))
        #expect(workspace.session.text("tables") == "A table has many rows.")
        #expect(workspace.session.review.map(\.problem) == ["How many?"])
        let again = try await workspace.run(":import -y \(path)")
        #expect(again.note.hasSuffix("has no changes for this post, so nothing was changed."))
        try await workspace.run(":undo")
        #expect(workspace.session.review.isEmpty && workspace.session.text("tables") == "A table has rows.")
    }

    @Test func aCommentIsAppliedToItsParagraph() async throws {
        let workspace = try TestWorkspace(
            Posts.written, models: ScriptedSupply { _ in .text("A table has ten rows.") },
            environment: ["EDITOR": "sed -i 's/has rows[.]/has rows.{>>How many?<<}/'"])
        let report = try await workspace.run(":edit 2.2")
        #expect(workspace.session.text("tables") == "A table has rows.")
        #expect(workspace.session.review.map(\.quote) == ["A table has rows."] && !report.note.isEmpty)
        try await workspace.run(":review 1 apply")
        #expect(workspace.session.text("tables") == "A table has ten rows.")
        #expect(workspace.session.review.map(\.status) == [.applied])
        #expect(
            workspace.models.requests.first?.messages.last?.text.contains("<passage>A table has rows.</passage>")
                == true)
    }

    @Test func theWholePostInTheEditorTakesCommentsToo() async throws {
        let workspace = try TestWorkspace(
            Posts.written, environment: ["EDITOR": "sed -i 's/has rows[.]/has {--all --}rows.<!-- REVIEW: count -->/'"])
        try await workspace.run(":edit all")
        #expect(workspace.session.text("tables") == "A table has rows.")
        #expect(workspace.session.review.map(\.problem) == ["REVIEW: count"])
    }
}
