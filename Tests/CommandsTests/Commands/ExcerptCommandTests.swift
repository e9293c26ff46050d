import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:rewrite` and `:edit` on one paragraph or on quoted words.
@Suite struct ExcerptCommandTests {
    private static let body = "A file is bytes.\n\nFolders hold files. They nest.\n\n- one\n- two\n\nThe end."

    private static var post: Session {
        let version = Version(number: 1, text: body, origin: .written, at: noon)
        return (try? Posts.outlined.applying(.addVersion("files", version)).session) ?? Posts.outlined
    }

    private func workspace(
        _ answer: String, interface: RecordingInterface = RecordingInterface(), _ session: Session = post
    ) throws -> TestWorkspace {
        try TestWorkspace(session, models: ScriptedSupply { _ in .text(answer) }, interface: interface)
    }

    @Test func oneParagraphChangesInOneTurn() async throws {
        let workspace = try workspace("Folders hold files.")
        let before = workspace.session
        let report = try await workspace.run(":rewrite 2.1:2 shorter")
        let text = Self.body.replacing(" They nest.", with: "")
        #expect(workspace.session.text("files") == text)
        #expect(report.note == "Rewrote 2.1:2, 3 words. `:undo` takes it back.")
        let section = try #require(workspace.session.outline["files"])
        #expect(section.text?.origin == .rewritten && section.text?.instruction == "shorter" && section.current == 2)
        #expect(workspace.session.history.last?.summary == "rewrote 2.1:2 (3 words): “shorter”")
        #expect(workspace.session.sections(without: ["files"]) == before.sections(without: ["files"]))
        #expect(report.data["sections"]?.array?.first?["text"]?.string == text)
        try await workspace.run(":undo")
        #expect(workspace.session.text("files") == Self.body)
    }

    @Test func quotedWordsChangeInTheirSentence() async throws {
        let workspace = try workspace("\"are nested.\"")
        let report = try await workspace.run(":edit \"they NEST\" say it in the passive")
        #expect(workspace.session.text("files") == Self.body.replacing("They nest", with: "are nested"))
        #expect(report.note == "Edited 2.1:2, 2 words. `:undo` takes it back.")
        #expect(workspace.session.outline["files"]?.text?.origin == .edited)
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(task.contains("<passage>They nest</passage>.\n\n- one") && task.contains("say it in the passive"))
    }

    @Test func aRangeAndAListAreParagraphsToo() async throws {
        let workspace = try workspace("- three")
        try await workspace.run(":rewrite 2.1:3 other items")
        #expect(workspace.session.text("files") == Self.body.replacing("- one\n- two", with: "- three"))
        let other = try self.workspace("All is bytes.")
        try await other.run(":rewrite 2.1:1-3 in one sentence")
        #expect(other.session.text("files") == "All is bytes.\n\nThe end.")
        #expect(other.session.history.last?.summary == "rewrote 2.1:1-3 (3 words): “in one sentence”")
    }

    @Test(arguments: [
        (
            ":rewrite 2.1:9 x",
            "There is no paragraph 2.1:9: 2.1 Files and folders has 4. Lists, tables, quotes and code blocks count as one each."
        ),
        (":rewrite 2.2:1 x", "2.2 Tables has no text yet. `:write` writes what is missing."),
        (":edit 2.1:1", ":edit needs the change. `:help edit` shows how."),
        (
            ":edit \"file\" x",
            "The words “file” are in the title 2.1 Files and folders and in the text of 2.1:1. Give the number of the section or the paragraph."
        ),
        (
            ":rewrite \"hold bytes\" x",
            "The words “hold bytes” are neither in a title nor in a text; the nearest are in 2.1:1: “A file is bytes.”."
        ),
        (
            ":lock 2.1:2",
            "2.1:2 is part of a section, and this command takes only whole sections. Give the section: 2.1."
        ),
        (":rewrite 2:1 x", "2 Storage is only a heading, without paragraphs. The texts below it are in 2.1 to 2.2."),
        (
            ":edit \"is bytes. Folders hold\" x",
            "The words “is bytes. Folders hold” run over several paragraphs. Give 2.1:1-2, or quote words of one paragraph."
        ),
        (
            ":remove 2.1:1-4",
            "2.1:1-4 is the whole text of 2.1 Files and folders, so nothing was removed. `:remove 2.1` removes the section."
        ),
    ])
    func aWrongPlaceIsOneSentence(line: String, sentence: String) async throws {
        await (try workspace("x")).refuses(line, sentence)
    }

    @Test func aParagraphIsShownAndRemoved() async throws {
        let workspace = try workspace("x")
        let shown = try await workspace.run(":show 2.1:2-3")
        #expect(shown.answer.content.plainText == "Folders hold files. They nest.\n\n- one\n- two\n")
        #expect(shown.data["address"]?.string == "2.1:2-3")
        let report = try await workspace.run(":remove 2.1:2")
        #expect(report.note == "Removed 2.1:2, 5 words. `:undo` brings it back.")
        #expect(workspace.session.text("files") == Self.body.replacing("Folders hold files. They nest.\n\n", with: ""))
        #expect(workspace.session.outline["files"]?.text?.origin == .edited)
        try await workspace.run(":undo")
        #expect(workspace.session.text("files") == Self.body)
    }

    @Test func aRequestRemovesParagraphsByAPlan() async throws {
        let workspace = try workspace("x")
        let report = try await workspace.run("remove the second paragraph of 2.1")
        #expect(workspace.session.text("files") == "A file is bytes.\n\n- one\n- two\n\nThe end.")
        #expect(report.note == "Removed 2.1:2, 5 words. `:undo` takes it back.")
        #expect(report.data["planned"]?.array == ["remove 2.1:2 (5 words)"])
        try await workspace.run(":undo")
        // The second step means the paragraph that was the second one when it was said.
        try await workspace.run("drop the first paragraph of 2.1 and remove paragraph 2 of 2.1")
        #expect(workspace.session.text("files") == "- one\n- two\n\nThe end.")
        #expect(workspace.models.requests.isEmpty)
    }

    @Test func aLockedSectionKeepsItsParagraphs() async throws {
        let locked = try Self.post.applying(.setLocked("files", true)).session
        await (try workspace("x", locked)).refuses(
            ":remove 2.1:2",
            "2.1 Files and folders is locked, so nothing was changed. `:unlock ADDRESS` opens it.")
        await (try workspace("x", locked)).refuses(
            ":rewrite 2.1:2 x",
            "2.1 Files and folders is locked, so nothing was changed. `:unlock ADDRESS` opens it.")
    }

    @Test func anAnswerThatDoesNotFitChangesNothing() async throws {
        await (try workspace("A file is bytes.")).fails(
            ":rewrite 2.1:2 x",
            "scripted-1 gave no text that can replace 2.1:2, so nothing was changed. Rephrase the instruction, or choose another `:model`."
        )
    }

    @Test func aPersonSeesTheChangesOfTheParagraph() async throws {
        let workspace = try workspace("Folders hold files.", interface: RecordingInterface(consent: true))
        let report = try await workspace.run(":rewrite 2.1:2 shorter")
        let list = try #require(report.answer.content as? ChangeList)
        #expect(list.blocks.first == .heading("2.1 Files and folders"))
    }

    @Test func aModelNamesParagraphsAndWords() async throws {
        for (arguments, wanted) in [
            (#"{"address": "2.1:2", "instruction": "shorter"}"#, ":rewrite 2.1:2 shorter"),
            (#"{"address": "\"They nest\"", "instruction": "x"}"#, ":rewrite \"They nest\" x"),
        ] {
            let step = try Step(tool: "rewrite", arguments: arguments).pinned(in: Self.post)
            #expect(try step.lines(in: Self.post) == [wanted])
            let moved = try Self.post.applying(.move("storage", parent: nil, index: 0)).session
            #expect(try step.lines(in: moved) == [wanted.replacing("2.1:2", with: "1.1:2")])
            #expect(step.entries(in: Self.post).map(\.number) == ["2.1"])
        }
    }
}
