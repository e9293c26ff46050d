import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:add`, `:remove`, `:move` and `:rename`.
@Suite struct OutlineEditTests {
    @Test func addPutsASectionInAndMovesTheOthersDown() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let others = workspace.session.sections(without: [])
        let report = try await workspace.changes(":add 2.2  Choosing   a format")
        #expect(
            workspace.titles == [
                "1 Opening", "2 Storage", "2.1 Files and folders", "2.2 Choosing a format", "2.3 Tables",
                "3 Pipelines that run", "4 Closing",
            ])
        let added = try #require(workspace.session.outline.entry(at: [2, 2])?.section)
        // The mean of 60, 100, 120, 200 and 60 is 108.
        #expect(added.words == 100)
        #expect(added.isUnwritten)
        #expect(workspace.session.sections(without: [added.id]) == others)
        #expect(workspace.session.history.last?.summary == "added 2.2 Choosing a format")
        #expect(
            report.answer.content.plainText == """
                What is data engineering?
                1  Opening  (6/60 words)
                2  Storage
                  2.1  Files and folders  (7/100 words)
                  2.2  Choosing a format  (100 words, to write)
                  2.3  Tables  (4/120 words)
                3  Pipelines that run  (200 words, to write)
                4  Closing  (5/60 words)
                """)
        #expect((report.answer.content as? OutlineView)?.part == [2, 3, 4])
        #expect(workspace.models.supplied == 0)
    }

    @Test(arguments: [
        (":add 9 Costs", [5, 6]), (":add 2.1 Costs", [1, 2, 3]), (":move 4 1", [0, 1]), (":move 2.2 1", [0, 1]),
        (":budget 2.2 90", [2, 3, 4]), (":budget all 90", [0, 1, 2, 3, 4, 5]), (":rename 1 Start", [0, 1]),
        (":merge 2.1 2.2", [1, 2, 3]), (":split 2.1 More", [1, 2, 3, 4]), (":remove 3", [2, 3, 4]),
        (":remove 1", [0, 1]), (":remove 2.1-2.2", [0, 1, 2]),
    ])
    func onlyChangedSectionsAndTheirNeighboursAreShown(line: String, places: [Int]) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.changes(line)
        #expect((report.answer.content as? OutlineView)?.part == places)
    }

    @Test func addingPastTheEndMeansTheEnd() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        try await workspace.changes(":add 99 Costs")
        #expect(workspace.titles.last == "5 Costs")
        try await workspace.changes(":add 2.77 Streams")
        #expect(workspace.titles.contains("2.3 Streams"))
        #expect(workspace.session.history.last?.summary == "added 2.3 Streams")
    }

    @Test func addBeginsAnOutlineByHand() async throws {
        let workspace = try TestWorkspace(Posts.begun)
        try await workspace.changes(":add 1 Why")
        #expect(workspace.titles == ["1 Why"])
        #expect(workspace.session.outline.sections.first?.words == 150)
    }

    @Test func addBelowAnUnwrittenSectionMakesItAHeading() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        try await workspace.changes(":add 3.1 Steps")
        #expect(workspace.session.outline["pipelines"]?.words == nil)
        #expect(workspace.session.outline.unwritten.map(\.number) == ["1", "2.1", "2.2", "3.1", "4"])
    }

    @Test func addBelowAWrittenSectionKeepsItsText() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":add 1.1 Aside")
        #expect(workspace.session.text("opening") == "Data has to come from somewhere.")
        #expect(workspace.session.outline["opening"]?.words == 60)
    }

    @Test func addRefuses() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        let place = ":add needs a number such as 2.3, then a title. `:help add` shows how."
        await workspace.refuses(":add", place)
        await workspace.refuses(":add Costs", place)
        await workspace.refuses(":add 2-3 Costs", place)
        await workspace.refuses(":add 2.3", ":add needs a title after the number. `:help add` shows how.")
        await workspace.refuses(":add 2.3 ##", ":add needs a title after the number. `:help add` shows how.")
        await workspace.refuses(
            ":add 9.1 Costs", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":add 0 Costs", "There is no section 0; this post has 4 at the top level. `:outline` lists them.")
        let empty = try TestWorkspace()
        await empty.refuses(":add 1 Costs", "There is no topic yet. Type one, or use `:new TOPIC`.")
    }

    @Test func removeTakesASectionWithWhatIsBelowIt() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let others = workspace.session.sections(without: ["storage", "files", "tables"])
        let report = try await workspace.changes(":remove 2")
        #expect(workspace.titles == ["1 Opening", "2 Pipelines that run", "3 Closing"])
        #expect(workspace.session.sections(without: []) == others)
        #expect(report.note == "Removed 2 Storage, 11 words. `:undo` brings it back.")
        #expect(workspace.session.history.last?.summary == "removed 2 Storage, 11 words")
    }

    @Test func removeTakesSeveralAndUndoPutsEachInItsPlace() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let below = try await workspace.changes(":remove 2.*")
        #expect(workspace.titles == ["1 Opening", "2 Storage", "3 Pipelines that run", "4 Closing"])
        #expect(below.note == "Removed 2 sections, 11 words. `:undo` brings it back.")
        let range = try await workspace.changes(":remove 3-4")
        #expect(workspace.titles == ["1 Opening", "2 Storage"])
        #expect(range.note == "Removed 2 sections, 5 words. `:undo` brings it back.")
        let all = try await workspace.changes(":remove all")
        #expect(workspace.session.outline.isEmpty)
        #expect(all.answer.content.plainText == "What is data engineering?\n(no sections)")
    }

    @Test func removeLeavesAHeadingThatARangeOnlyPasses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":remove 1-2.1")
        #expect(workspace.titles == ["1 Storage", "1.1 Tables", "2 Pipelines that run", "3 Closing"])
        #expect(workspace.session.text("tables") == "A table has rows.")
    }

    @Test func removeOfAnUnwrittenSectionSaysNoWords() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.changes(":remove pipelines that")
        #expect(report.note == "Removed 3 Pipelines that run. `:undo` brings it back.")
    }

    @Test func removeRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":remove", ":remove needs an address such as 2.3. `:help remove` shows how.")
        await workspace.refuses(
            ":remove 9", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":remove 2 3", ":remove does not take \"3\". `:help remove` shows how.")
        await workspace.refuses(":remove 4-2", "The range 4-2 runs backwards. Write 2-4.")
        await workspace.refuses(":remove 3.*", "Section 3 has no subsections. `:add 3.1 TITLE` makes one.")
        await workspace.refuses(":remove castle", "No section's title contains \"castle\". `:outline` lists them.")
        let begun = try TestWorkspace(Posts.begun)
        await begun.refuses(
            ":remove 1", "There is no outline yet. `:outline` makes one, or `:add 1 TITLE` starts it by hand.")
    }

    @Test func moveTakesTextsAlong() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let others = workspace.session.sections(without: [])
        try await workspace.changes(":move 2 1")
        #expect(workspace.titles.prefix(4) == ["1 Storage", "1.1 Files and folders", "1.2 Tables", "2 Opening"])
        #expect(workspace.session.history.last?.summary == "moved Storage from 2 to 1")
        #expect(Set(workspace.session.sections(without: []).map(\.id)) == Set(others.map(\.id)))
        for section in others {
            var moved = try #require(workspace.session.outline[section.id])
            moved.children = []
            #expect(moved == section)
        }
    }

    @Test func moveBetweenLevelsSaysTheNumberThatItGets() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":move 2.1 4")
        #expect(
            workspace.titles == [
                "1 Opening", "2 Storage", "2.1 Tables", "3 Pipelines that run", "4 Files and folders", "5 Closing",
            ])
        // 1 leaves the first level, so what was 2 is 1 afterwards.
        try await workspace.changes(":move 1 2.1")
        #expect(
            workspace.titles == [
                "1 Storage", "1.1 Opening", "1.2 Tables", "2 Pipelines that run", "3 Files and folders", "4 Closing",
            ])
        #expect(workspace.session.history.last?.summary == "moved Opening from 1 to 1.1")
    }

    @Test func movingPastTheEndMeansTheEnd() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":move 1 99")
        #expect(workspace.titles.last == "4 Opening")
        #expect(workspace.session.history.last?.summary == "moved Opening from 1 to 4")
    }

    @Test func moveBelowAnUnwrittenSectionMakesItAHeading() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":move 2.2 3.1")
        #expect(workspace.session.outline["pipelines"]?.words == nil)
        #expect(workspace.session.outline.unwritten.isEmpty)
    }

    @Test func moveRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let place = ":move needs the place to move to, such as 4.1. `:help move` shows how."
        await workspace.refuses(":move", ":move needs an address such as 2.3. `:help move` shows how.")
        await workspace.refuses(":move 2", place)
        await workspace.refuses(":move 2 all", place)
        await workspace.refuses(":move 2 2.1", ":move takes a place outside the section that is moved.")
        await workspace.refuses(":move 2 2.1.1", ":move takes a place outside the section that is moved.")
        await workspace.refuses(
            ":move 2 7.1", "There is no section 7; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":move 7 2", "There is no section 7; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":move 2-3 1", "2-3 names 4 sections, but only one is allowed. Give one number, such as 2.3.")
        await workspace.refuses(":move 2 1 4", ":move does not take \"4\". `:help move` shows how.")
    }

    @Test func renameChangesTheTitleAndNothingElse() async throws {
        let workspace = try TestWorkspace(Posts.broken)
        let others = workspace.session.sections(without: ["tables"])
        var section = try #require(workspace.session.outline["tables"])
        try await workspace.changes(":rename 2.2 ## Rows,  and columns")
        section.title = "Rows, and columns"
        #expect(workspace.session.outline["tables"] == section)
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(workspace.session.history.last?.summary == "renamed 2.2 Tables to Rows, and columns")
        try await workspace.changes(":rename \"Files and\" Files")
        #expect(workspace.session.outline["files"]?.title == "Files")
    }

    @Test func renameRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":rename", ":rename needs a section and a title. `:help rename` shows how.")
        await workspace.refuses(":rename 2", ":rename needs a title after the section. `:help rename` shows how.")
        await workspace.refuses(
            ":rename 2.7 Rows", "There is no section 2.7; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(
            ":rename s Rows",
            "\"s\" could be 2 Storage, 2.1 Files and folders, 2.2 Tables, 3 Pipelines that run. Give its number."
        )
    }
}
