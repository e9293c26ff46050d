import Chains
import Manuscript
import Platform
import SeededRandom
import TestSupport
import Testing

@testable import Commands

/// Whatever a person types at a question, the command ends in words and nothing that was there is lost.
@Suite(.timeLimit(.minutes(2))) struct AnswerFuzzTests {
    private static let words = [
        "", " ", "y", "n", "yes", "a", "r", "e", "q", "?", "all", "none", "0", "1", "2", "3", "4", "-1", "+2", "1.5",
        "007",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e9", "٣", "²", "①", "½", "the first",
        "the second, with the end of the third", "no. 2", "take 2", "one", "last", "1 2 3", "1-3", "1,2", "\u{0}",
        "\u{7}",
        "\u{1B}[A", "\u{202E}2", "\u{FEFF}1", "é", "e\u{301}", "👩🏽‍🚀", "数据", ":undo", ":quit", "```", "# Heading", "\n",
        "a\nb", "\r", "\t", String(repeating: "9", count: 400), String(repeating: "long ", count: 2_000),
    ]

    private static let lines = [
        ":alt 2.1 2", ":alt 2.1 3", ":alt title 2.1 3", ":alt 2.1 take 1", ":rewrite 2.1 shorter",
        ":edit 2.1 name the tools",
        ":rewrite 2 in plain words",
    ]

    private func models() -> ScriptedSupply {
        let count = Guarded(0)
        return ScriptedSupply { request in
            if request.messages.last?.text.contains("other titles") == true {
                return .text(#"{"titles": ["Bytes at rest", "Tables", "Why files win"]}"#)
            }
            let place = count.withLock { count in
                count += 1
                return count
            }
            return .text("Text \(place) carries grain over cold water.\n\nIt ends here, at stop \(place).")
        }
    }

    @Test(arguments: (0..<24).map { UInt64($0) }) func anyAnswerEndsInWords(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        for line in Self.lines {
            let answers = (0..<12).compactMap { _ in Self.words.randomElement(using: &random) }
            let interface = RecordingInterface(answers: answers)
            let workspace = try TestWorkspace(
                Posts.written, models: models(), interface: interface, environment: ["EDITOR": "true"])
            if seed % 2 == 0 { try await workspace.run(":set confirmChanges on") }
            let before = workspace.session
            do { try await workspace.run(line) } catch let error as any PlainError {
                #expect(!error.sentence.isEmpty, "\(line) \(answers)")
            }
            let after = workspace.session
            for entry in before.outline.entries {
                let versions = after.outline[entry.section.id]?.versions ?? []
                #expect(versions.starts(with: entry.section.versions), "\(line) \(answers): \(entry.number)")
            }
            #expect(try SessionFile.decode(try #require(workspace.file), file: "post") == after, "\(line) \(answers)")
            // All changes are one turn, and one `:undo` reverts it.
            guard after.history.count > before.history.count else { continue }
            try await workspace.run(":undo")
            let texts = workspace.session.outline.entries.map { [$0.section.title, $0.section.text?.text] }
            #expect(
                texts == before.outline.entries.map { [$0.section.title, $0.section.text?.text] }, "\(line) \(answers)")
        }
    }
}
