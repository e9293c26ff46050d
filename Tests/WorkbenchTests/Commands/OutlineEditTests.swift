import Manuscript
import Testing

@testable import Workbench

/// `:add`, `:remove`, `:move` and `:rename`.
@Suite struct OutlineEditTests {
    @Test func addPutsASectionInAndMovesTheOthersDown() async throws {
        let desk = try TestDesk(Posts.written)
        let others = desk.session.sections(without: [])
        let report = try await desk.changes(":add 2.2  Choosing   a format")
        #expect(
            desk.titles == [
                "1 Opening", "2 Storage", "2.1 Files and folders", "2.2 Choosing a format", "2.3 Tables",
                "3 Pipelines that run", "4 Closing",
            ])
        let added = try #require(desk.session.outline.entry(at: [2, 2])?.section)
        // The mean of 60, 100, 120, 200 and 60 is 108.
        #expect(added.words == 100)
        #expect(added.isUnwritten)
        #expect(desk.session.sections(without: [added.id]) == others)
        #expect(desk.session.history.last?.summary == "added 2.2 Choosing a format")
        #expect(
            report.answer
                == .plain(
                    """
                    What is data engineering?
                    1  Opening  (6/60 words)
                    2  Storage
                      2.1  Files and folders  (7/100 words)
                      2.2  Choosing a format  (100 words, to write)
                      2.3  Tables  (4/120 words)
                    3  Pipelines that run  (200 words, to write)
                    4  Closing  (5/60 words)
                    """))
        #expect(desk.models.supplied == 0)
    }

    @Test func addBehindTheEndMeansTheEnd() async throws {
        let desk = try TestDesk(Posts.outlined)
        try await desk.changes(":add 99 Costs")
        #expect(desk.titles.last == "5 Costs")
        try await desk.changes(":add 2.77 Streams")
        #expect(desk.titles.contains("2.3 Streams"))
        #expect(desk.session.history.last?.summary == "added 2.3 Streams")
    }

    @Test func addBeginsAnOutlineByHand() async throws {
        let desk = try TestDesk(Posts.begun)
        try await desk.changes(":add 1 Why")
        #expect(desk.titles == ["1 Why"])
        #expect(desk.session.outline.sections.first?.words == 150)
    }

    @Test func addBelowAnUnwrittenSectionMakesItAHeading() async throws {
        let desk = try TestDesk(Posts.outlined)
        try await desk.changes(":add 3.1 Steps")
        #expect(desk.session.outline["pipelines"]?.words == nil)
        #expect(desk.session.outline.unwritten.map(\.number) == ["1", "2.1", "2.2", "3.1", "4"])
    }

    @Test func addBelowAWrittenSectionKeepsItsText() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.changes(":add 1.1 Aside")
        #expect(desk.session.text("opening") == "Data has to come from somewhere.")
        #expect(desk.session.outline["opening"]?.words == 60)
    }

    @Test func addRefuses() async throws {
        let desk = try TestDesk(Posts.outlined)
        let place = ":add needs a place such as 2.3, then a title. `:help add` shows how."
        await desk.refuses(":add", place)
        await desk.refuses(":add Costs", place)
        await desk.refuses(":add 2-3 Costs", place)
        await desk.refuses(":add 2.3", ":add needs a title behind the place. `:help add` shows how.")
        await desk.refuses(":add 2.3 ##", ":add needs a title behind the place. `:help add` shows how.")
        await desk.refuses(
            ":add 9.1 Costs", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await desk.refuses(
            ":add 0 Costs", "There is no section 0; this post has 4 at the top level. `:outline` lists them.")
        let empty = try TestDesk()
        await empty.refuses(":add 1 Costs", "There is no topic yet. Type one, or `:new TOPIC`.")
    }

    @Test func removeTakesASectionWithWhatIsBelowIt() async throws {
        let desk = try TestDesk(Posts.written)
        let others = desk.session.sections(without: ["storage", "files", "tables"])
        let report = try await desk.changes(":remove 2")
        #expect(desk.titles == ["1 Opening", "2 Pipelines that run", "3 Closing"])
        #expect(desk.session.sections(without: []) == others)
        #expect(report.note == "Removed 2 Storage, 11 words. `:undo` brings it back.")
        #expect(desk.session.history.last?.summary == "removed 2 Storage, 11 words")
    }

    @Test func removeTakesSeveralAndUndoPutsEachInItsPlace() async throws {
        let desk = try TestDesk(Posts.written)
        let below = try await desk.changes(":remove 2.*")
        #expect(desk.titles == ["1 Opening", "2 Storage", "3 Pipelines that run", "4 Closing"])
        #expect(below.note == "Removed 2 sections, 11 words. `:undo` brings it back.")
        let range = try await desk.changes(":remove 3-4")
        #expect(desk.titles == ["1 Opening", "2 Storage"])
        #expect(range.note == "Removed 2 sections, 5 words. `:undo` brings it back.")
        let all = try await desk.changes(":remove all")
        #expect(desk.session.outline.isEmpty)
        #expect(all.answer == .plain("What is data engineering?\n(no sections)"))
    }

    @Test func removeLeavesAHeadingThatARangeOnlyPasses() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.changes(":remove 1-2.1")
        #expect(desk.titles == ["1 Storage", "1.1 Tables", "2 Pipelines that run", "3 Closing"])
        #expect(desk.session.text("tables") == "A table has rows.")
    }

    @Test func removeOfAnUnwrittenSectionSaysNoWords() async throws {
        let desk = try TestDesk(Posts.written)
        let report = try await desk.changes(":remove pipelines that")
        #expect(report.note == "Removed 3 Pipelines that run. `:undo` brings it back.")
    }

    @Test func removeRefuses() async throws {
        let desk = try TestDesk(Posts.written)
        await desk.refuses(":remove", ":remove needs an address such as 2.3. `:help remove` shows how.")
        await desk.refuses(
            ":remove 9", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
        await desk.refuses(
            ":remove 2 3", ":remove does not know what to do with \"3\". `:help remove` shows how.")
        await desk.refuses(":remove 4-2", "The range 4-2 runs backwards. Write 2-4.")
        await desk.refuses(":remove 3.*", "Section 3 has no subsections. `:add 3.1 TITLE` makes one.")
        await desk.refuses(":remove castle", "No section's title contains \"castle\". `:outline` lists them.")
        let begun = try TestDesk(Posts.begun)
        await begun.refuses(
            ":remove 1", "There is no outline yet. `:outline` makes one, or `:add 1 TITLE` begins it by hand.")
    }

    @Test func moveTakesTextsAlong() async throws {
        let desk = try TestDesk(Posts.written)
        let others = desk.session.sections(without: [])
        try await desk.changes(":move 2 1")
        #expect(desk.titles.prefix(4) == ["1 Storage", "1.1 Files and folders", "1.2 Tables", "2 Opening"])
        #expect(desk.session.history.last?.summary == "moved Storage from 2 to 1")
        #expect(Set(desk.session.sections(without: []).map(\.id)) == Set(others.map(\.id)))
        for section in others {
            var moved = try #require(desk.session.outline[section.id])
            moved.children = []
            #expect(moved == section)
        }
    }

    @Test func moveBetweenLevelsSaysTheNumberThatItGets() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.changes(":move 2.1 4")
        #expect(
            desk.titles == [
                "1 Opening", "2 Storage", "2.1 Tables", "3 Pipelines that run", "4 Files and folders", "5 Closing",
            ])
        // 1 leaves the first level, so what was 2 is 1 afterwards.
        try await desk.changes(":move 1 2.1")
        #expect(
            desk.titles == [
                "1 Storage", "1.1 Opening", "1.2 Tables", "2 Pipelines that run", "3 Files and folders", "4 Closing",
            ])
        #expect(desk.session.history.last?.summary == "moved Opening from 1 to 1.1")
    }

    @Test func moveBehindTheEndMeansTheEnd() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.changes(":move 1 99")
        #expect(desk.titles.last == "4 Opening")
        #expect(desk.session.history.last?.summary == "moved Opening from 1 to 4")
    }

    @Test func moveBelowAnUnwrittenSectionMakesItAHeading() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.changes(":move 2.2 3.1")
        #expect(desk.session.outline["pipelines"]?.words == nil)
        #expect(desk.session.outline.unwritten.isEmpty)
    }

    @Test func moveRefuses() async throws {
        let desk = try TestDesk(Posts.written)
        let place = ":move needs the place to move to, such as 4.1. `:help move` shows how."
        await desk.refuses(":move", ":move needs an address such as 2.3. `:help move` shows how.")
        await desk.refuses(":move 2", place)
        await desk.refuses(":move 2 all", place)
        await desk.refuses(":move 2 2.1", ":move takes a place outside the section that is moved.")
        await desk.refuses(":move 2 2.1.1", ":move takes a place outside the section that is moved.")
        await desk.refuses(
            ":move 2 7.1", "There is no section 7; this post has 4 at the top level. `:outline` lists them.")
        await desk.refuses(
            ":move 7 2", "There is no section 7; this post has 4 at the top level. `:outline` lists them.")
        await desk.refuses(":move 2-3 1", "2-3 names 4 sections, and one is needed. Give one number, such as 2.3.")
        await desk.refuses(":move 2 1 4", ":move does not know what to do with \"4\". `:help move` shows how.")
    }

    @Test func renameChangesTheTitleAndNothingElse() async throws {
        let desk = try TestDesk(Posts.broken)
        let others = desk.session.sections(without: ["tables"])
        var section = try #require(desk.session.outline["tables"])
        try await desk.changes(":rename 2.2 ## Rows,  and columns")
        section.title = "Rows, and columns"
        #expect(desk.session.outline["tables"] == section)
        #expect(desk.session.sections(without: ["tables"]) == others)
        #expect(desk.session.history.last?.summary == "renamed 2.2 Tables to Rows, and columns")
        try await desk.changes(":rename \"Files and\" Files")
        #expect(desk.session.outline["files"]?.title == "Files")
    }

    @Test func renameRefuses() async throws {
        let desk = try TestDesk(Posts.written)
        await desk.refuses(":rename", ":rename needs a section and a title. `:help rename` shows how.")
        await desk.refuses(":rename 2", ":rename needs a title behind the section. `:help rename` shows how.")
        await desk.refuses(
            ":rename 2.7 Rows", "There is no section 2.7; this post has 4 at the top level. `:outline` lists them.")
        await desk.refuses(
            ":rename s Rows",
            "\"s\" could be 2 Storage, 2.1 Files and folders, 2.2 Tables, 3 Pipelines that run. Say which by its number."
        )
    }
}
