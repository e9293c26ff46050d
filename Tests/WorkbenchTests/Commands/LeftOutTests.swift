import Manuscript
import Testing

@testable import Workbench

/// What cleaning leaves out of an answer is told, kept and brought back.
@Suite struct LeftOutTests {
    private static let answer =
        "A table has rows.\n\n## Closing\n\nThe post ends here.\n\nAnd it says goodbye."
    private static let whole =
        "A table has rows.\n\n**Closing**\n\nThe post ends here.\n\nAnd it says goodbye."
    private static let what = "a heading and 2 paragraphs behind it"

    @Test(arguments: [":write 2.2", ":rewrite 2.2 anew", ":edit 2.2 anew"])
    func itIsToldKeptAndBroughtBack(line: String) async throws {
        let posts = line.hasPrefix(":write") ? Posts.outlined : Posts.written
        let desk = try TestDesk(
            posts, models: Authors.by { _ in .text(Self.answer.replacing("rows", with: "many rows")) })
        try await desk.run(line)
        let version = try #require(desk.session.outline["tables"]?.text)
        #expect(version.text == "A table has many rows.")
        #expect(version.leftOut?.what == Self.what)
        #expect(version.leftOut?.whole == Self.whole.replacing("rows", with: "many rows"))
        #expect(desk.stage.notes.last == "Left out of 2.2: \(Self.what). `:restore 2.2 whole` brings it back.")
        #expect(try desk.saved() == desk.session)
        let list = try await desk.run(":versions 2.2")
        #expect(list.plain?.contains("left out: \(Self.what) (`:restore 2.2 \(version.number) whole`)") == true)
        try await desk.changes(":restore 2.2 whole")
        #expect(desk.session.outline["tables"]?.text?.text == version.leftOut?.whole)
        #expect(desk.session.outline["tables"]?.text?.origin == .restored)
        // The version that lost something is no more the one that counts, so it is named.
        try await desk.changes(":restore 2.2 \(version.number) whole")
    }

    @Test func alternativesKeepItToo() async throws {
        let desk = try TestDesk(Posts.written, models: Authors.by { _ in .text(Self.answer) })
        try await desk.run(":alt 2.2 2")
        #expect(desk.session.outline["tables"]?.versions.suffix(2).map { $0.leftOut?.what } == [Self.what, Self.what])
        #expect(desk.stage.notes.contains { $0.hasPrefix("Left out of 2.2 2: \(Self.what); of 2.2 3: \(Self.what).") })
    }

    @Test func aTextThatBrokeOffKeepsItToo() async throws {
        let desk = try TestDesk(
            Posts.outlined, models: Authors.by { _ in .cutOff("By [Author]\n\nA table has rows. And") })
        _ = await Shell.run(":write 2.2", at: desk.desk)
        #expect(desk.session.outline["tables"]?.candidate?.leftOut?.what == "a byline")
        try await desk.run(":accept 2.2")
        #expect(desk.session.outline["tables"]?.text?.leftOut?.whole == "By [Author]\n\nA table has rows. And")
    }

    @Test func whereNothingWasLeftOutNothingComesBack() async throws {
        let desk = try TestDesk(Posts.written)
        await desk.fails(
            ":restore 2.2 whole",
            "Nothing was left out of version 1 of 2.2 Tables. `:versions` lists where something was.")
    }
}
