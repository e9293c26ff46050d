import Chains
import Manuscript
import Markdown
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Whatever a model makes of an outline and of its sections: a complete, rightly numbered post, or a named section left to
/// write.
///
/// One after the other: they do much in memory, and servers of other tests share the few threads that there are.
@Suite(.serialized, .timeLimit(.minutes(10))) struct UglyInputTests {
    /// An outline as a model may send it, and how many sections come of it.
    struct Ugly: Sendable, CustomTestStringConvertible {
        var name: String
        var reply: String
        var sections: Int
        var testDescription: String { name }
    }

    /// The model's text for every section.
    enum Habit: String, CaseIterable, Sendable { case nothing, heading, everything, otherLanguage, json, circle, prose }

    private static func titles(_ list: [String]) -> String {
        JSONValue.object([
            "sections": .array(list.map { ["title": .string($0), "brief": "B.", "points": ["p", "q"]] })
        ]).compact
    }

    private static let outlines = [
        Ugly(name: "one section", reply: titles(["Only this"]), sections: 1),
        Ugly(
            name: "two hundred sections",
            reply: titles((1...200).map { "Matter \($0) of \($0 * 7)" }),
            sections: 200),
        Ugly(name: "titles twice", reply: titles(["Storage", "Files", "storage!", "1. Files", "Tables"]), sections: 3),
        Ugly(name: "empty titles", reply: titles(["", "  ", "##", "Storage", "…", "3."]), sections: 1),
        Ugly(
            name: "titles with line ends", reply: titles(["Storage\nand more", "Files\r\n# Tables", "A\u{2028}B"]),
            sections: 3),
        Ugly(
            name: "markup",
            reply: titles(["**Storage**", "`Files` <b>now</b>", "[Tables](http://a)", "# Joins", "> Views"]),
            sections: 5),
        Ugly(name: "right to left", reply: titles(["تخزين البيانات", "\u{202E}Files", "קבצים"]), sections: 3),
        Ugly(
            name: "numbers in front",
            reply: titles(["1. Storage", "2.1 Files", "3) Tables", "IV. Joins", "2024 in review"]), sections: 5),
        Ugly(
            name: "a numbered list", reply: "Sure!\n1. Storage\n  1.1 Files\n  1.2 Tables\n2. Joins\n\nLet me know!",
            sections: 4),
    ]

    private static func supply(_ outline: Ugly, _ habit: Habit) -> ScriptedSupply {
        ScriptedSupply(parallel: 4) { request in
            let number = request.section
            guard !number.isEmpty else {
                return .text(
                    request.messages.last?.text.contains("wanted") == true
                        ? body(habit, "again", "", []) : outline.reply)
            }
            let title = request.messages.last?.text.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
            let contract = habit == .everything ? request.messages.first?.text ?? "" : ""
            let all = contract.split(separator: "\n").compactMap { line in
                line.firstMatch(of: /^ *[0-9.]+ (.+?)( \[about \d+ words\])?$/).map { String($0.1) }
            }
            return .text(body(habit, number, title, all.filter { $0 != title }))
        }
    }

    private static func body(_ habit: Habit, _ number: String, _ title: String, _ others: [String]) -> String {
        let prose =
            "Matter number \(number.replacing(".", with: "x")) is unlike any other. It has words of its own, said once."
        switch habit {
        case .nothing: return ""
        case .heading: return "## \(title)"
        case .everything:
            let all = others.prefix(6).map { "## \($0)\n\nStray words." }.joined(separator: "\n\n")
            return "# \(title)\n\n\(prose)\n\n\(all)"
        case .otherLanguage: return "数据工程\(number)是关于移动和存储数据的学科。它需要耐心。"
        case .json: return JSONValue.object(["title": .string(title), "body": .string(prose)]).compact
        case .circle: return prose + " " + String(repeating: "And so it goes on and on. ", count: 60)
        case .prose: return prose
        }
    }

    /// Every outline with every habit; two hundred sections once, since they take as long as all others together.
    private static let cases = outlines.flatMap { outline in
        Habit.allCases.filter { outline.sections < 100 || $0 == .prose }.map { (outline, $0) }
    }

    @Test(arguments: cases)
    func thePostIsWholeOrSaysWhatIsMissing(outline: Ugly, habit: Habit) async throws {
        var begun = Posts.begun
        begun.settings["lengthRetry"] = .bool(outline.sections < 10)
        // Without a name nothing is saved, and 200 sections are quick.
        let temporary = try TemporaryFolder()
        let workspace = Workspace(
            folder: SessionFolder(path: temporary.path), models: Self.supply(outline, habit),
            interface: RecordingInterface(),
            environment: [:], now: { noon })
        try workspace.turns.commit(
            [.setTopic(begun.topic), .setSetting(key: "lengthRetry", value: begun.settings["lengthRetry"])],
            Turn(at: noon, kind: .new, input: ""))
        guard case .done = await Interpreter.run(":outline", in: workspace) else {
            Issue.record("There is no outline.")
            return
        }
        #expect(workspace.session.outline.entries.count == outline.sections)
        let keys = workspace.session.outline.entries.map { TitleMatch.key($0.section.title) }
        #expect(Set(keys).count == keys.count && !keys.contains(""), "\(keys)")
        #expect(workspace.session.outline.entries.allSatisfy { !$0.section.title.contains { $0.isNewline } })
        let ending = await Interpreter.run(":write", in: workspace)
        try check(workspace.session, ending, habit)
    }

    private func check(_ session: Session, _ ending: Interpreter.Ending, _ habit: Habit) throws {
        let missing = session.outline.unwritten
        switch ending {
        case .done:
            #expect(missing.isEmpty && [.everything, .otherLanguage, .json, .prose].contains(habit), "\(habit)")
        case .failed(let sentence):
            #expect([.nothing, .heading, .circle].contains(habit), "\(sentence)")
            #expect(missing.contains { sentence.contains("section \($0.number)") }, "\(sentence)")
            if habit == .circle { #expect(missing.contains { $0.section.candidate?.cause == .repetition }) }
        default: Issue.record("\(ending)")
        }
        // Headings are code's: each is there once, at its level, in order, whatever the texts hold.
        let headings = Markdown.headings(in: MarkdownExport.text(of: session)).dropFirst()
        #expect(headings.map(\.level) == session.outline.entries.map(\.headingLevel))
        #expect(headings.count == session.outline.entries.count)
        let texts = session.outline.entries.compactMap(\.section.text?.text)
        #expect(
            texts.allSatisfy { !$0.contains("Stray words.") && !$0.contains("{") })
    }
}
