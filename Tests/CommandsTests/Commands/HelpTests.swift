import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:help` and `:quit`.
@Suite struct HelpTests {
    @Test(arguments: [":help", "/help", ":?"])
    func helpListsEveryCommandOnce(line: String) async throws {
        let workspace = try TestWorkspace()
        let before = workspace.session
        let report = try await workspace.run(line)
        let text = try #require(report.plain)
        let lines = text.split(separator: "\n")
        for type in Catalogue.all {
            let card = type.card
            let entry = "\(card.synopsis)\n    \(card.summary)\n    \(card.example)\n"
            #expect(text.ranges(of: entry).count == 1, "\(card.name)")
        }
        #expect(lines.count == 3 * Catalogue.all.count + 2)
        #expect(
            lines.contains(
                "Addresses: 2.3, 2, 2-4, 2.*, all, last, or a part of a title. Unique prefixes of commands work."))
        #expect(report.isLong)
        #expect(report.data["commands"]?.array?.count == Catalogue.all.count)
        #expect(workspace.session == before)
    }

    @Test(arguments: [":help rewrite", ":help :rewrite", ":help /rewrite", ":he rew", ":help REWRITE"])
    func helpTellsOfOne(line: String) async throws {
        let report = try await TestWorkspace().run(line)
        #expect(
            report.answer
                == .plain(
                    """
                    :rewrite ADDRESS [INSTRUCTION]
                    Write sections anew; nothing is replaced until the new text is complete.
                    Example: :rewrite 3 shorter, with a worked example
                    """))
        #expect(report.data["name"] == "rewrite")
        #expect(report.data["usage"] == ":rewrite ADDRESS [INSTRUCTION]")
    }

    /// What help shows can be typed: every example is read by its own command.
    @Test(arguments: Catalogue.all.map { $0.card })
    func examplesWork(card: CommandCard) throws {
        guard case .command(let arguments) = InputLine(card.example) else {
            Issue.record("\(card.example) is no command.")
            return
        }
        #expect(arguments.command == card.name)
        var session = Posts.broken
        // The examples speak of a post with a 2.3 that is unfinished, and of 4.1.
        let candidate = Candidate(text: "Half", cause: .dropped, origin: .written, at: noon)
        session.outline = Outline(
            [1, 2, 3, 4].map { first in
                Section(title: "Part \(first)", children: (1...3).map { Section(title: "Part \(first).\($0)") })
            })
        for entry in session.outline.entries {
            session = try session.applying(.setCandidate(entry.section.id, candidate)).session
            let version = Version(number: 1, text: "Text.", origin: .written, at: noon)
            session = try session.applying(.addVersion(entry.section.id, version)).session
        }
        let command = try #require(try InputLine(card.example).command(in: session))
        #expect(type(of: command).card == card)
    }

    @Test func helpRefuses() async throws {
        let workspace = try TestWorkspace()
        await workspace.refuses(
            ":help rewrit3", "There is no command :rewrit3; did you mean :rewrite? `:help` lists them.")
        await workspace.refuses(
            ":help castle",
            "There is no command :castle. `:help` lists them; `::` in front sends text that begins with a colon.")
    }

    @Test(arguments: [":quit", "quit", "EXIT", ":q", "/bye", ":exit", ":qui"])
    func quitIsTheLast(line: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        #expect(try await workspace.run(line) == Report(isLast: true))
        #expect(workspace.session == before)
    }

    @Test func quitRefusesArguments() async throws {
        let workspace = try TestWorkspace()
        await workspace.refuses(":quit now", ":quit does not know what to do with \"now\". `:help quit` shows how.")
    }
}
