import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:versions`, `:restore` and `:diff`.
@Suite struct VersionsTests {
    /// 2.2 with three texts, of which the last counts, and an unfinished one.
    private func session() throws -> Session {
        let second = Version(
            number: 2, text: "A table has many rows.", origin: .rewritten, instruction: "more", model: "scripted-1",
            at: noon)
        let third = Version(number: 3, text: "A table has rows and columns.", origin: .edited, at: noon)
        let half = Candidate(text: "A table is", cause: .length, origin: .rewritten, instruction: "new", at: noon)
        var session = Posts.written
        for edit in [Edit.addVersion("tables", second), .addVersion("tables", third), .setCandidate("tables", half)] {
            session = try session.applying(edit).session
        }
        return session
    }

    private func text(_ report: Report) -> String? {
        (report.answer.content as? ChangeList)?.plainText
    }

    @Test func versionsListsThem() async throws {
        let workspace = try TestWorkspace(try session())
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(":versions 2.2")
        let time = Moment.text(noon)
        let lines = report.plain?.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines == [
                "2.2 Tables", "1 written \(time) just now 4 words scripted-1",
                "2 rewritten \(time) just now 5 words scripted-1", "asked: more",
                "> 3 edited \(time) just now 6 words",
                "candidate unfinished: length \(time) just now 3 words", "asked: new",
            ])
        #expect(
            report.note
                == "> is current. `:diff 2.2 2` compares version 2 with it, `:restore 2.2 2` makes it current.")
        let versions = report.data["sections"]?.array?.first?["versions"]?.array
        #expect(versions?.map { $0["counts"] } == [false, false, true])
        #expect(versions?[1]["instruction"] == "more" && versions?[1]["text"] == "A table has many rows.")
        #expect(workspace.session == before && workspace.file == bytes && workspace.models.supplied == 0)
    }

    @Test func restoreMakesAnEarlierTextCount() async throws {
        let workspace = try TestWorkspace(try session())
        let versions = workspace.session.outline["tables"]?.versions
        let others = workspace.session.sections(without: ["tables"])
        let report = try await workspace.changes(":restore 2.2 1")
        let section = try #require(workspace.session.outline["tables"])
        #expect(section.text?.text == "A table has rows." && section.versions == versions)
        #expect(section.candidate?.text == "A table is", "an unfinished text stays")
        #expect(workspace.session.sections(without: ["tables"]) == others)
        #expect(report.note == "Version 1 of 2.2 Tables is current now, 4 words. `:undo` takes it back.")
        let again = try await workspace.run(":restore tables 1")
        #expect(again.note == "Version 1 of 2.2 Tables is already current, so nothing was changed.")
        #expect(workspace.session.history.count == Posts.written.history.count + 1)
    }

    @Test(arguments: [
        (":diff 2.2", "2.2 Tables: 2 → 3\nA table has [-many -]rows{+ and columns+}.\n\n1 word gone, 2 new."),
        (":diff 2.2 1", "2.2 Tables: 1 → 3\nA table has rows{+ and columns+}.\n\n0 words gone, 2 new."),
        (":diff 2.2 3 1", "2.2 Tables: 3 → 1\nA table has rows[- and columns-].\n\n2 words gone, 0 new."),
        (":diff tables 1 1", "2.2 Tables: 1 → 1\nThe texts are the same."),
        (
            ":diff 2.2 candidate",
            "2.2 Tables: 3 → candidate\nA table [-has rows and columns.-]{+is+}\n\n4 words gone, 1 new."
        ),
        (":diff 2.2 1 cand", "2.2 Tables: 1 → candidate\nA table [-has rows.-]{+is+}\n\n2 words gone, 1 new."),
        (":diff all", "2.2 Tables: 2 → 3\nA table has [-many -]rows{+ and columns+}.\n\n1 word gone, 2 new."),
    ])
    func diffComparesTwoTexts(line: String, expected: String) async throws {
        let workspace = try TestWorkspace(try session())
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(line)
        #expect(text(report) == expected)
        #expect(workspace.session == before && workspace.file == bytes && workspace.models.supplied == 0)
    }

    @Test func paragraphsThatStayAreFolded() async throws {
        let old = (1...5).map { "Paragraph \($0) says something." }
        var new = old
        new[3] = "Paragraph 4 says nothing."
        var session = Posts.written
        for (number, text) in [(2, old), (3, new)] {
            let version = Version(
                number: number, text: text.joined(separator: "\n\n"), origin: .edited, at: noon)
            session = try session.applying(.addVersion("tables", version)).session
        }
        let report = try await TestWorkspace(session).run(":diff 2.2")
        #expect(
            text(report) == """
                2.2 Tables: 2 → 3
                3 paragraphs unchanged

                Paragraph 4 says [-something-]{+nothing+}.

                1 paragraph unchanged

                1 word gone, 1 new.
                """)
        #expect(report.data["changes"]?.array?.count == 3)
    }

    @Test func diffWithoutAddressTellsOfTheLastTurn() async throws {
        let models = Authors.by { _ in .text("A table has many rows.") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        func told(_ line: String) async throws -> String? {
            try await workspace.run(line)
            return text(try await workspace.run(":diff"))
        }
        #expect(
            try await told(":edit 2.2 many")
                == "edited 2.2 (5 words): “many”\n2.2 Tables\nA table has {+many +}rows.")
        #expect(
            try await told(":rename 1 Start") == "renamed 1 Opening to Start\n1 Start\ntitle: Opening → Start")
        #expect(try await told(":set words 900") == "set words\nwords: - → 900")
        #expect(
            try await told(":remove 2.1")
                == "removed 2.1 Files and folders, 7 words\nremoved: 2.1 Files and folders, 7 words")
        #expect(try await told(":move 4 1")?.contains("1 Closing\nplace: 4 → 1") == true)
        #expect(try await told(":lock 1")?.contains("locked: no → yes") == true)
        #expect(try await told(":note 1 ask Ada")?.contains("note: - → ask Ada") == true)
        #expect(try await told(":add 1 Costs")?.contains("1 Costs\nadded") == true)
        #expect(try await told(":budget 1 200")?.contains("words: ") == true)
        for _ in 0..<20 { _ = try? await workspace.run(":undo") }
        await workspace.fails(":diff", "Nothing to undo. `:history` lists what was done.")
    }

    @Test func refuse() async throws {
        let workspace = try TestWorkspace(try session())
        await workspace.refuses(":versions 3", "Section 3 has no text yet. `:write` writes what is missing.")
        await workspace.refuses(
            ":restore 2.2", ":restore needs the number of a version after the section. `:help restore` shows how.")
        await workspace.refuses(
            ":restore 2.2 9", "2.2 Tables has no version 9; it has 1, 2, 3. `:versions` lists them.")
        await workspace.refuses(
            ":restore 2.2 old",
            "\"old\" is not valid. Give the number of a version after the section, 1 or more.")
        await workspace.refuses(
            ":restore 2.2 1 old", ":restore takes whole.")
        await workspace.refuses(
            ":restore 3 1", "3 Pipelines that run has no text yet. `:write` writes what is missing.")
        await workspace.refuses(
            ":diff 2.1", "Section 2.1 has fewer than two texts to compare. `:versions` lists them.")
        await workspace.refuses(":diff 2.2 1 7", "2.2 Tables has no version 7; it has 1, 2, 3. `:versions` lists them.")
        await workspace.refuses(
            ":diff 2.1 candidate", "Section 2.1 has no unfinished text. `:status` lists the sections.")
        await workspace.refuses(":diff 2.2 1 2 3", ":diff does not take \"3\". `:help diff` shows how.")
    }
}
