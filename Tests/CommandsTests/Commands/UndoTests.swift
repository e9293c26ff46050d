import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:undo` and `:redo`.
@Suite struct UndoTests {
    private static let lines = [":rename 2 Keeping data", ":add 3 Costs", ":remove 2.1", ":move 4 1", ":set words 900"]

    @Test func goBackAndForthOverEveryState() async throws {
        let workspace = try TestWorkspace(Posts.broken)
        var states = [workspace.session]
        for line in Self.lines {
            try await workspace.run(line)
            states.append(workspace.session)
        }
        for state in states.dropLast().reversed() {
            try await workspace.run(":undo")
            #expect(workspace.session.content == state.content)
            #expect(workspace.session.history == state.history)
            #expect(try workspace.saved() == workspace.session)
        }
        for state in states.dropFirst() {
            try await workspace.run(":redo")
            #expect(workspace.session.content == state.content)
            #expect(workspace.session.history == state.history)
        }
        #expect(workspace.session.undone.isEmpty)
    }

    @Test func takeSeveralTurnsAtOnce() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let start = workspace.session
        for line in Self.lines.prefix(3) { try await workspace.run(line) }
        let end = workspace.session
        let back = try await workspace.run(":undo 2")
        #expect(
            back.note
                == "Undone: removed 2.1 Files and folders, 7 words. Undone: added 3 Costs. `:redo 2` does them again."
        )
        #expect(workspace.session.history.count == start.history.count + 1)
        let rest = try await workspace.run(":undo 99")
        #expect(rest.note == "Undone: renamed 2 Storage to Keeping data. `:redo` does it again.")
        #expect(rest.data == ["turns": 1])
        #expect(workspace.session.content == start.content)
        let forth = try await workspace.run(":redo 99")
        #expect(
            forth.note
                == "Redone: renamed 2 Storage to Keeping data. Redone: added 3 Costs. Redone: removed 2.1 Files and folders, 7 words."
        )
        #expect(forth.data == ["turns": 3])
        #expect(workspace.session.content == end.content)
    }

    /// Many turns are a list; at a prompt they are asked about.
    @Test(arguments: [true, false]) func manyTurnsAreAskedAbout(consent: Bool) async throws {
        let workspace = try TestWorkspace(
            Posts.written, interface: RecordingInterface(consent: consent))
        let start = workspace.session
        for number in 1...7 { try await workspace.run(":rename 1 Title \(number)") }
        let end = workspace.session
        let report = try await workspace.run(":undo 7")
        guard consent else {
            #expect(report.note == "Nothing was changed." && workspace.session == end)
            return
        }
        #expect(report.note == "Undone: 7 turns. `:redo 7` does them again.")
        #expect(report.plain?.split(separator: "\n").count == 7)
        #expect(workspace.session.content == start.content)
        #expect(try await workspace.run(":redo 7").note == "Redone: 7 turns.")
        #expect(workspace.session.content == end.content)
    }

    @Test func aPreviewChangesNothing() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":undo --preview", "Nothing to undo. `:history` lists what was done.")
        for line in Self.lines.prefix(3) { try await workspace.run(line) }
        let before = workspace.session
        let report = try await workspace.run(":undo 2 --preview")
        #expect(report.plain == "removed 2.1 Files and folders, 7 words\nadded 3 Costs")
        #expect(report.note == "Nothing was changed. `:undo 2` undoes this.")
        #expect(workspace.session == before)
    }

    @Test func survivesClosing() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        try await workspace.run(":remove 2")
        let after = workspace.session
        try await workspace.run(":new Cats")
        try await workspace.run(":open post")
        try await workspace.run(":undo")
        #expect(workspace.session.content == before.content)
        try await workspace.run(":new Dogs")
        try await workspace.run(":open post")
        try await workspace.run(":redo")
        #expect(workspace.session.content == after.content)
    }

    @Test func aNewTurnEndsRedoAndKeepsTheUndoneText() async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: ScriptedSupply { _ in .text("A row is a record.") })
        try await workspace.run(":write 2.2")
        try await workspace.run(":undo")
        #expect(workspace.session.text("tables") == nil)
        try await workspace.run(":rename 2.2 Rows")
        await workspace.fails(
            ":redo", "Nothing to redo.")
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.text == nil)
        #expect(section.versions.map(\.text) == ["A row is a record."])
    }

    @Test func aHistoryThatDoesNotFitChangesNothing() async throws {
        var session = Posts.outlined
        session.history.append(
            Turn(at: noon, kind: .rename, input: ":rename 9 X", summary: "renamed", edits: [.setTitle("gone", "X")]))
        let workspace = try TestWorkspace(session)
        await workspace.refuses(
            ":undo",
            "This turn cannot be undone: the file was changed by hand since then. Nothing was changed; `:history` shows the turns."
        )
    }

    @Test func refuses() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        await workspace.refuses(":undo", "Nothing to undo. `:history` lists what was done.")
        await workspace.refuses(
            ":redo", "Nothing to redo.")
        for command in ["undo", "redo"] {
            await workspace.refuses(":\(command) 0", "\"0\" is not valid. Give a number of turns, 1 or more.")
            await workspace.refuses(":\(command) -1", "\"-1\" is not valid. Give a number of turns, 1 or more.")
            await workspace.refuses(":\(command) all", "\"all\" is not valid. Give a number of turns, 1 or more.")
            await workspace.refuses(
                ":\(command) 1 2", ":\(command) does not take \"2\". `:help \(command)` shows how.")
        }
        let empty = try TestWorkspace()
        await empty.refuses(":undo", "Nothing to undo. `:history` lists what was done.")
    }

    @Test func worksBeforeThereIsAFile() async throws {
        let workspace = try TestWorkspace()
        try await workspace.run(":set words 900")
        try await workspace.run(":undo")
        #expect(workspace.session.style.words == nil)
        try await workspace.run(":redo")
        #expect(workspace.session.style.words == 900)
    }

    @Test func aFileThatCannotBeWrittenChangesNothing() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":remove 2")
        let before = workspace.session
        let file = workspace.folder.file("post")
        unlink(file)
        try Files.makeFolder(file)
        for line in [":undo", ":rename 1 X", ":set words 900"] {
            let ending = await Interpreter.run(line, in: workspace.workspace)
            #expect(ending == .failed("\(file) cannot be written: it is a folder; name a file."))
            #expect(workspace.session == before)
        }
    }
}
