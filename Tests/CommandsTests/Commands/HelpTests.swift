import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:help` and `:quit`.
@Suite struct HelpTests {
    @Test(arguments: [":help", "/help", ":?"])
    func helpListsEveryCommandOnceOnOneScreen(line: String) async throws {
        let workspace = try TestWorkspace()
        let before = workspace.session
        let report = try await workspace.run(line)
        let text = try #require(report.plain)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let list = lines.prefix { !$0.isEmpty }.joined(separator: " ")
        let words = list.split(separator: " ").filter { $0.hasPrefix(":") }
        #expect(words.map { String($0.dropFirst()) } == Catalogue.all.map { $0.card.name })
        for group in CommandGroup.allCases {
            #expect(lines.filter { $0.hasPrefix(group.rawValue + " ") }.count == 1)
        }
        // The prompt takes the last of 24 rows.
        #expect(lines.count <= 23 && lines.allSatisfy { $0.count <= 79 })
        #expect(lines.contains("Addresses: 2.3, 2, 2-4, 2.*, all, last, or part of a title."))
        #expect(report.data["commands"]?.array?.count == Catalogue.all.count)
        #expect(workspace.session == before)
    }

    @Test func everyCommandIsInOneGroup() {
        #expect(Catalogue.groups.map(\.group) == CommandGroup.allCases)
        #expect(Set(Catalogue.all.map { $0.card.name }).count == Catalogue.all.count)
    }

    @Test(arguments: [":help compare", ":help :compare", ":help COMPARE"])
    func helpDescribesAGroup(line: String) async throws {
        let report = try await TestWorkspace().run(line)
        let text = try #require(report.plain)
        for type in [Diff.self, Versions.self, History.self] as [any Command.Type] {
            let card = type.card
            #expect(text.contains("\(card.synopsis)\n    \(card.summary)\n    \(card.example)"))
        }
        #expect(text.split(separator: "\n").count == 9 && report.data["commands"]?.array?.count == 3)
    }

    @Test(arguments: [":help rewrite", ":help :rewrite", ":help /rewrite", ":he rew", ":help REWRITE"])
    func helpDescribesOneCommand(line: String) async throws {
        let report = try await TestWorkspace().run(line)
        #expect(
            report.answer
                == .plain(
                    """
                    :rewrite ADDRESS [INSTRUCTION]
                    Rewrite sections, one paragraph (2.3:4) or quoted words; a text is replaced only once the new one is complete.
                      ADDRESS      which sections, or a paragraph such as 2.3:4 (2.3, 2, 2-4, 2.*, all, last, part of a title, or "words of a text"; 2.3:4 and 2.3:2-4 count a list, table, quote or code block as one paragraph)
                      INSTRUCTION  what to change, in the writer's language
                    Example: :rewrite 3 shorter, with a worked example
                    Related: :edit :polish :replace :alt :restore :review :undo :redo :lock :unlock :note
                    """))
        #expect(report.data["name"] == "rewrite")
        #expect(report.data["usage"] == ":rewrite ADDRESS [INSTRUCTION]")
        #expect(report.data["parameters"]?.array?.map { $0["name"] } == ["address", "instruction"])
    }

    /// A group that is also a command is described as the command, with the rest of the group.
    @Test func helpNamesOptionsAndValues() async throws {
        let workspace = try TestWorkspace()
        let write = try #require(try await workspace.run(":help write").plain)
        #expect(write.contains("  --repair ") && write.contains("Related: :fit :continue :accept :discard"))
        let export = try #require(try await workspace.run(":help export").plain)
        #expect(export.contains("(\(Exports.all.map { $0.format }.joined(separator: ", ")))"))
        #expect(try await workspace.run(":help open").plain?.contains("Also: :resume") == true)
    }

    /// Every example in the help can be typed: its command reads it.
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
            "There is no command :castle. `:help` lists them; begin with `::` to send text that starts with a colon.")
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
        await workspace.refuses(":quit now", ":quit does not take \"now\". `:help quit` shows how.")
    }
}
