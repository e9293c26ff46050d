import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:brief`, `:budget`, `:merge` and `:split`.
@Suite struct ShapeTests {
    @Test func aBriefAndItsPointsAreSetTogetherOrAlone() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let others = workspace.session.sections(without: ["files"])
        try await workspace.changes(":brief 2.1 What a file is; bytes ; names;")
        #expect(workspace.session.outline["files"]?.brief == "What a file is")
        #expect(workspace.session.outline["files"]?.points == ["bytes", "names"])
        try await workspace.changes(":brief 2.1 ; folders")
        #expect(workspace.session.outline["files"]?.brief == "What a file is")
        #expect(workspace.session.outline["files"]?.points == ["folders"])
        #expect(workspace.session.sections(without: ["files"]) == others)
        let turns = workspace.session.history.count
        let report = try await workspace.run(":brief 2.1")
        #expect(report.answer == .plain("2.1  Files and folders\n   What a file is\n   - folders"))
        #expect(workspace.session.history.count == turns)
    }

    @Test func aBudgetIsForEachLeaf() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        try await workspace.changes(":budget 2 300")
        #expect(workspace.session.outline["storage"]?.words == nil)
        #expect(workspace.session.outline["files"]?.words == 300)
        #expect(workspace.session.outline["tables"]?.words == 300)
        try await workspace.changes(":budget 3 none")
        #expect(workspace.session.outline["pipelines"]?.words == nil)
        await workspace.refuses(
            ":budget 3 many", "\"many\" is not valid. Give 20–20000 words, a change such as -20%, or `none`.")
        await workspace.refuses(
            ":budget 3 5", "\"5\" is not valid. Give 20–20000 words, a change such as -20%, or `none`.")
        await workspace.refuses(
            ":budget 3", ":budget needs a number of words after the address. `:help budget` shows how.")
    }

    @Test func mergingKeepsTheFirstTitleAndBothTexts() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let others = workspace.session.sections(without: ["files", "tables", "storage"])
        try await workspace.changes(":merge 2.1 2.2")
        let merged = try #require(workspace.session.outline["files"])
        #expect(merged.title == "Files and folders")
        #expect(merged.brief == "Formats. Rows.")
        #expect(merged.words == 220)
        #expect(merged.text?.text == "A file is a run of bytes.\n\nA table has rows.")
        #expect(merged.versions.count == 2)
        #expect(workspace.session.outline["tables"] == nil)
        #expect(workspace.session.sections(without: ["files", "tables", "storage"]) == others)
    }

    @Test func mergingNeedsTwoSectionsWithoutOthersBelow() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":merge 2.1 2.1", ":merge takes two different sections.")
        await workspace.refuses(
            ":merge 1 2",
            "2 Storage has sections below it, so it cannot be merged. Name the ones below it, or move them away first.")
    }

    @Test func splittingMovesTextPointsAndBudget() async throws {
        var post = Posts.written
        for index in post.outline.sections.indices where post.outline.sections[index].id == "pipelines" {
            post.outline.sections[index].points = ["order", "retries", "alerts"]
            post.outline.sections[index].versions = [
                Version(number: 1, text: "One.\n\n```\na\n\nb\n```\n\nThree.", origin: .written, at: noon)
            ]
            post.outline.sections[index].current = 1
        }
        let workspace = try TestWorkspace(post)
        let others = workspace.session.sections(without: ["pipelines"])
        try await workspace.changes(":split 3 3 When they fail")
        let (old, new) = (
            try #require(workspace.session.outline.entry(at: [3])),
            try #require(workspace.session.outline.entry(at: [4]))
        )
        #expect(old.section.id == "pipelines")
        #expect(old.section.text?.text == "One.\n\n```\na\n\nb\n```")
        #expect(new.section.title == "When they fail")
        #expect(new.section.text?.text == "Three.")
        #expect((old.section.points, new.section.points) == (["order", "retries"], ["alerts"]))
        #expect((old.section.words, new.section.words) == (100, 100))
        #expect(workspace.session.sections(without: ["pipelines", new.section.id]) == others)
        for number in [1, 7] {
            await workspace.refuses(
                ":split 3 \(number) More",
                "3 Pipelines that run has no paragraph \(number) that could begin a new section; give 2 to 2.")
        }
    }

    @Test func anUnwrittenSectionIsSplitWithoutTextAndAYearIsATitle() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        try await workspace.changes(":split 3 1999 and after")
        let new = try #require(workspace.session.outline.entry(at: [4]))
        #expect(new.section.title == "1999 and after")
        #expect(new.section.isUnwritten)
        await workspace.refuses(":split 1", ":split needs a title for the new section. `:help split` shows how.")
        await workspace.refuses(
            ":split 1 2 More",
            "1 Opening has no second paragraph. Leave out the number, or write the section first.")
    }
}
