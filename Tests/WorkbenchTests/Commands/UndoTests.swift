import Manuscript
import Platform
import Testing

@testable import Workbench

/// `:undo` and `:redo`.
@Suite struct UndoTests {
    private static let lines = [":rename 2 Keeping data", ":add 3 Costs", ":remove 2.1", ":move 4 1", ":set words 900"]

    @Test func goBackAndForthOverEveryState() async throws {
        let desk = try TestDesk(Posts.broken)
        var states = [desk.session]
        for line in Self.lines {
            try await desk.run(line)
            states.append(desk.session)
        }
        for state in states.dropLast().reversed() {
            try await desk.run(":undo")
            #expect(desk.session.content == state.content)
            #expect(desk.session.history == state.history)
            #expect(try desk.saved() == desk.session)
        }
        for state in states.dropFirst() {
            try await desk.run(":redo")
            #expect(desk.session.content == state.content)
            #expect(desk.session.history == state.history)
        }
        #expect(desk.session.undone.isEmpty)
    }

    @Test func takeSeveralTurnsAtOnce() async throws {
        let desk = try TestDesk(Posts.written)
        let start = desk.session
        for line in Self.lines.prefix(3) { try await desk.run(line) }
        let end = desk.session
        let back = try await desk.run(":undo 2")
        #expect(
            back.note
                == "Took back: removed 2.1 Files and folders, 7 words. Took back: added 3 Costs. `:redo` does it again."
        )
        #expect(desk.session.history.count == start.history.count + 1)
        let rest = try await desk.run(":undo 99")
        #expect(rest.note == "Took back: renamed 2 Storage to Keeping data. `:redo` does it again.")
        #expect(rest.data == ["turns": 1])
        #expect(desk.session.content == start.content)
        let forth = try await desk.run(":redo 99")
        #expect(
            forth.note
                == "Did again: renamed 2 Storage to Keeping data. Did again: added 3 Costs. Did again: removed 2.1 Files and folders, 7 words."
        )
        #expect(forth.data == ["turns": 3])
        #expect(desk.session.content == end.content)
    }

    @Test func survivesClosing() async throws {
        let desk = try TestDesk(Posts.written)
        let before = desk.session
        try await desk.run(":remove 2")
        let after = desk.session
        try await desk.run(":new Cats")
        try await desk.run(":open post")
        try await desk.run(":undo")
        #expect(desk.session.content == before.content)
        try await desk.run(":new Dogs")
        try await desk.run(":open post")
        try await desk.run(":redo")
        #expect(desk.session.content == after.content)
    }

    @Test func somethingNewEndsRedoAndKeepsTheTextThatWasTakenBack() async throws {
        let desk = try TestDesk(Posts.outlined, models: ScriptedSupply { _ in .text("A row is a record.") })
        try await desk.run(":write 2.2")
        try await desk.run(":undo")
        #expect(desk.session.text("tables") == nil)
        try await desk.run(":rename 2.2 Rows")
        await desk.fails(
            ":redo", "There is nothing to do again: `:redo` works after `:undo`, until something new is done.")
        let section = try #require(desk.session.outline["tables"])
        #expect(section.text == nil)
        #expect(section.versions.map(\.text) == ["A row is a record."])
    }

    @Test func aHistoryThatDoesNotFitChangesNothing() async throws {
        var session = Posts.outlined
        session.history.append(
            Turn(at: noon, kind: "rename", input: ":rename 9 X", summary: "renamed", edits: [.setTitle("gone", "X")]))
        let desk = try TestDesk(session)
        await desk.refuses(
            ":undo",
            "This turn cannot be taken back: the file was changed by hand since. Nothing was changed; `:history` shows the turns."
        )
    }

    @Test func refuses() async throws {
        let desk = try TestDesk(Posts.outlined)
        await desk.refuses(":undo", "There is nothing to take back. `:history` shows what was done.")
        await desk.refuses(
            ":redo", "There is nothing to do again: `:redo` works after `:undo`, until something new is done.")
        for command in ["undo", "redo"] {
            await desk.refuses(":\(command) 0", "\"0\" is not a number of turns, from 1.")
            await desk.refuses(":\(command) -1", "\"-1\" is not a number of turns, from 1.")
            await desk.refuses(":\(command) all", "\"all\" is not a number of turns, from 1.")
            await desk.refuses(
                ":\(command) 1 2", ":\(command) does not know what to do with \"2\". `:help \(command)` shows how.")
        }
        let empty = try TestDesk()
        await empty.refuses(":undo", "There is nothing to take back. `:history` shows what was done.")
    }

    @Test func worksBeforeThereIsAFile() async throws {
        let desk = try TestDesk()
        try await desk.run(":set words 900")
        try await desk.run(":undo")
        #expect(desk.session.style.words == nil)
        try await desk.run(":redo")
        #expect(desk.session.style.words == 900)
    }

    @Test func aFileThatCannotBeWrittenChangesNothing() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.run(":remove 2")
        let before = desk.session
        let file = desk.folder.file("post")
        unlink(file)
        try Files.makeFolder(file)
        for line in [":undo", ":rename 1 X", ":set words 900"] {
            let ending = await Shell.run(line, at: desk.desk)
            #expect(ending == .failed("\(file) cannot be written: it is a folder; name a file."))
            #expect(desk.session == before)
        }
    }
}
