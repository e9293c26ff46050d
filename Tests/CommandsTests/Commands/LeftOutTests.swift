import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Omissions from an answer are reported, kept and restored.
@Suite struct LeftOutTests {
    private static let answer =
        "A table has rows.\n\n## Closing\n\nThe post ends here.\n\nAnd it says goodbye."
    private static let whole =
        "A table has rows.\n\n**Closing**\n\nThe post ends here.\n\nAnd it says goodbye."
    private static let what = "a heading and 2 paragraphs after it"

    @Test(arguments: [":write 2.2", ":rewrite 2.2 anew", ":edit 2.2 anew"])
    func omissionsAreReportedKeptAndRestored(line: String) async throws {
        let posts = line.hasPrefix(":write") ? Posts.outlined : Posts.written
        let workspace = try TestWorkspace(
            posts, models: Authors.by { _ in .text(Self.answer.replacing("rows", with: "many rows")) })
        try await workspace.run(line)
        let version = try #require(workspace.session.outline["tables"]?.text)
        #expect(version.text == "A table has many rows.")
        #expect(version.leftOut?.what == Self.what)
        #expect(version.leftOut?.whole == Self.whole.replacing("rows", with: "many rows"))
        #expect(workspace.interface.notes.last == "Left out of 2.2: \(Self.what). `:restore 2.2 whole` brings it back.")
        #expect(try workspace.saved() == workspace.session)
        let list = try await workspace.run(":versions 2.2")
        #expect(list.plain?.contains("left out: \(Self.what) (`:restore 2.2 \(version.number) whole`)") == true)
        try await workspace.changes(":restore 2.2 whole")
        #expect(workspace.session.outline["tables"]?.text?.text == version.leftOut?.whole)
        #expect(workspace.session.outline["tables"]?.text?.origin == .restored)
        // The version that lost something is no more the one that counts, so it is named.
        try await workspace.changes(":restore 2.2 \(version.number) whole")
    }

    @Test func alternativesKeepItToo() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.by { _ in .text(Self.answer) })
        try await workspace.run(":alt 2.2 2")
        #expect(
            workspace.session.outline["tables"]?.versions.suffix(2).map { $0.leftOut?.what } == [Self.what, Self.what])
        #expect(
            workspace.interface.notes.contains {
                $0.hasPrefix("Left out of 2.2 2: \(Self.what); of 2.2 3: \(Self.what).")
            })
    }

    @Test func aTextThatBrokeOffKeepsItToo() async throws {
        let workspace = try TestWorkspace(
            Posts.outlined, models: Authors.by { _ in .cutOff("By [Author]\n\nA table has rows. And") })
        _ = await Interpreter.run(":write 2.2", in: workspace.workspace)
        #expect(workspace.session.outline["tables"]?.candidate?.leftOut?.what == "a byline")
        try await workspace.run(":accept 2.2")
        #expect(workspace.session.outline["tables"]?.text?.leftOut?.whole == "By [Author]\n\nA table has rows. And")
    }

    @Test func withoutOmissionsThereIsNothingToRestore() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.fails(
            ":restore 2.2 whole",
            "Nothing was left out of version 1 of 2.2 Tables. `:versions` lists the versions with omissions.")
    }
}
