import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// `:show`, `:status`, `:history` and `:usage`: they tell and change nothing.
@Suite struct ShowTests {
    /// Performs a line that must leave the session and its file as they are, without asking a model.
    private func tells(_ line: String, _ session: Session) async throws -> Report {
        let workspace = try TestWorkspace(session)
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(line)
        #expect(workspace.session == before)
        #expect(workspace.file == bytes)
        #expect(workspace.models.supplied == 0)
        return report
    }

    @Test func showGivesThePost() async throws {
        let report = try await tells(":show", Posts.broken)
        #expect(
            report.answer.content.plainText
                == ("""
                # What is data engineering?

                ## Opening

                Data has to come from somewhere.

                ## Storage

                ### Files and folders

                A file is a run of bytes.

                ### Tables

                A table has rows.

                ## Pipelines that run

                *[Unfinished (interrupted), 4 words so far:]*

                A pipeline has steps

                *[Here it broke off.]*

                ## Closing

                That is all there is.

                """))
        #expect(
            report.note
                == "1 section is not written yet. `:write` writes what is missing. Section 3 has an unfinished text: `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
        )
        #expect(report.data["sections"]?.array?.count == 6)
        #expect(
            report.data["sections"]?.array?[4]["unfinished"] == [
                "text": "A pipeline has steps", "cause": "interrupted",
            ])
    }

    @Test(arguments: [":show 2.2", ":show tables", ":show \"TABLES\"", "/sh 2.2"])
    func showGivesAPart(line: String) async throws {
        let report = try await tells(line, Posts.written)
        #expect(report.answer.content.plainText == "### Tables\n\nA table has rows.\n")
        #expect(report.note.isEmpty)
    }

    @Test func showCountsMissingSections() async throws {
        let report = try await tells(":show 2-4", Posts.outlined)
        #expect(report.note == "4 sections are not written yet. `:write` writes what is missing.")
        #expect(
            report.answer.content.plainText
                == ("## Storage\n\n### Files and folders\n\n### Tables\n\n## Pipelines that run\n\n## Closing\n"))
    }

    @Test func showRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(
            ":show 5", "There is no section 5; this post has 4 at the top level. `:outline` lists them.")
        await workspace.refuses(":show 2 3", ":show does not take \"3\". `:help show` shows how.")
        await workspace.refuses(
            ":show castles in the air", "No section's title contains \"castles\". `:outline` lists them.")
        let empty = try TestWorkspace()
        await empty.refuses(":show", "There is no topic yet. Type one, or use `:new TOPIC`.")
        await empty.refuses(":status", "There is no topic yet. Type one, or use `:new TOPIC`.")
    }

    @Test(
        arguments: [
            (0, nil, ""), (50, nil, ""), (0, 100, "░░░░░░░░░░"), (50, 100, "█████░░░░░"), (99, 100, "██████████"),
            (125, 100, "██████████"), (126, 100, "██████████+"), (900, 100, "██████████+"), (4, 100, "░░░░░░░░░░"),
        ] as [(Int, Int?, String)])
    func barsShowWordsAgainstTheBudget(words: Int, budget: Int?, bar: String) {
        var section = Section(id: "a", title: "A", words: budget)
        let text = Array(repeating: "word", count: words).joined(separator: " ")
        section.versions = [Version(number: 1, text: text, origin: .written, at: noon)]
        section.current = 1
        #expect(Status.bar(section) == bar)
    }

    @Test func statusNamesWhatRetells() async throws {
        let text = "Sailors watch the harbour lamp at night and trim the wick before dawn."
        let session = try ["files", "pipelines"].reduce(Posts.written) { session, id in
            let number = session.outline[id]?.nextVersionNumber ?? 1
            return try session.applying(
                .addVersion(id, Version(number: number, text: text, origin: .written, at: noon))
            ).session
        }
        let report = try await tells(":status", session)
        guard let shown = report.plain else {
            Issue.record("another answer")
            return
        }
        let lines = shown.split(separator: "\n").filter { $0.contains("retells") }
        #expect(lines.count == 1 && lines[0].hasPrefix("3 ") && lines[0].hasSuffix("retells 2.1"), "\(lines)")
    }

    @Test func statusTellsHowFarItIs() async throws {
        let version = Version(number: 2, text: "A table has rows and columns.", origin: .rewritten, at: noon)
        let workspace = try TestWorkspace(try Posts.broken.applying(.addVersion("tables", version)).session)
        let before = workspace.session
        let report = try await workspace.run(":status")
        #expect(
            report.answer.content.plainText
                == ("""
                Topic    What is data engineering?
                Session  post  (~/sessions/post.json)
                Model    scripted-1 at the script
                Written  4 of 5 sections, 24 of about 540 words

                1      Opening             6   / 60  █░░░░░░░░░      written
                2      Storage
                  2.1  Files and folders   7  / 100  █░░░░░░░░░      written
                  2.2  Tables              6  / 120  █░░░░░░░░░  v2  written
                3      Pipelines that run     / 200                  unfinished: interrupted
                4      Closing             5   / 60  █░░░░░░░░░      written
                """))
        #expect(
            report.note
                == "Section 3 has an unfinished text: `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
        )
        #expect(report.data["words"] == 24)
        #expect(report.data["unwritten"] == 1)
        let states = report.data["sections"]?.array?.map { $0["state"]?.string }
        #expect(states == ["written", "", "written", "written", "unfinished: interrupted", "written"])
        #expect(workspace.session == before)
        #expect(workspace.models.supplied == 0)
    }

    @Test func statusBeforeTheOutline() async throws {
        let workspace = try TestWorkspace(Posts.begun)
        #expect(
            try await workspace.run(":status").answer.content.plainText
                == ("""
                Topic    What is data engineering?
                Session  post  (~/sessions/post.json)
                Model    scripted-1 at the script
                Written  0 of 0 sections, 0 of about 0 words
                """))
    }

    @Test func historyListsTheTurnsAndUndoneTurns() async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain())
        for line in [":write 3", ":rename 1 Start", ":remove 4", ":undo 2"] { try await workspace.run(line) }
        let before = workspace.session
        let report = try await workspace.run(":history")
        #expect(
            report.answer
                == .plain(
                    """
                         1  \(Moment.text(noon))  began
                         2  \(Moment.text(noon))  wrote 3 (5 words)           scripted-1
                    undone  \(Moment.text(noon))  renamed 1 Opening to Start
                    undone  \(Moment.text(noon))  removed 4 Closing
                    """))
        #expect(workspace.session == before)
        let turn = report.data["turns"]?.array?.last
        #expect(turn?["at"] == "2026-09-21T14:13:20Z")
        #expect(turn?["input"] == ":write 3")
        #expect(turn?["model"] == "scripted-1")
        #expect(report.data["turns"]?.array?.first?["model"] == .null)
    }

    @Test func historyOfNothing() async throws {
        let workspace = try TestWorkspace()
        let report = try await workspace.run(":history")
        #expect(report.answer == .none)
        #expect(report.note == "Nothing has been done yet.")
    }

    @Test func usageCountsByKindIncludingUndoneTurns() async throws {
        let models = ScriptedSupply { request in
            .text(request.messages.last?.text.contains(", anew.") == true ? "Quite new." : "A first text.")
        }
        let workspace = try TestWorkspace(Posts.outlined, models: models)
        for line in [":write", ":rewrite 3", ":undo"] { try await workspace.run(line) }
        let before = workspace.session
        let report = try await workspace.run(":usage")
        #expect(
            report.answer
                == .plain(
                    """
                             calls  prompt  cached  completion  reasoning
                    write        5      50      20          25          5
                    rewrite      1      10       4           5          1
                    session      6      60      24          30          6
                    """))
        var data = try #require(report.data.object)
        #expect(data.removeValue(forKey: "rows")?.array?.map { $0["calls"] } == [5, 1])
        #expect(
            data == [
                "calls": 6, "promptTokens": 60, "cachedTokens": 24, "completionTokens": 30, "reasoningTokens": 6,
            ])
        #expect(workspace.session == before)
    }

    @Test func otherWordsAreRefused() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(
            ":status all", ":status does not take \"all\". `:help status` shows how.")
        await workspace.refuses(":usage all", ":usage takes kinds, turns or sections.")
    }
}
