import Chains
import Manuscript
import Platform
import Storage

/// `:status` shows the progress of the post, section by section.
struct Status: Command {
    static let card = CommandCard(
        name: "status",
        summary: "show how far the post is: words, budgets, what is missing",
        example: ":status",
        tool: ToolUse(.looks, "See words, budgets and states of all sections."))

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(in workspace: Workspace) async throws -> Report {
        let session = workspace.session
        guard !session.topic.isEmpty else { throw CommandError.noTopic }
        let entries = session.outline.entries
        let retold = Dictionary(
            Retelling.all(in: session).map { ($0.later.section.id, $0.first.number) },
            uniquingKeysWith: { first, _ in first })
        let rows = entries.map { Self.row($0, retells: retold[$0.section.id]) }
        let budget = entries.reduce(0) { $0 + ($1.section.words ?? 0) }
        let wanting = entries.filter(\.section.takesText)
        let written = wanting.filter { $0.section.current != nil }.count
        let model = await workspace.models.lookedUp(for: session.settings)
        let head = [
            "Topic    \(session.topic)",
            "Session  \(session.name)  (\(workspace.shown(workspace.store.folder.file(session.name))))",
            "Model    \(model)",
            "Written  \(written) of \(wanting.count) sections, \(session.outline.words) of about \(budget) words",
        ]
        let table = TableAnswer(head: head, wide: TextTable.lines(rows, rightAligned: [2, 3, 5])) {
            Self.narrow(rows, width: $0)
        }
        let broken = entries.filter { $0.section.candidate != nil }.map(\.number)
        return Report(
            Report.Answer(table),
            note: Greeting.unfinished(broken).trimmed, data: data(workspace))
    }

    /// The width of a bar in cells.
    private static let barLength = 10

    /// Returns words against budget as a bar, with a mark if there are far too many; empty if either is missing.
    static func bar(_ section: Section) -> String {
        guard let words = section.text?.words, let budget = section.words, budget > 0 else { return "" }
        let share = Double(words) / Double(budget)
        let filled = min(barLength, Int((share * Double(barLength)).rounded()))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: barLength - filled)
            + (share > 1.25 ? "+" : "")
    }

    /// Returns the rows without bars and versions, with titles shortened to fit a width.
    private static func narrow(_ rows: [[String]], width: Int) -> [String] {
        let rows = rows.map { row in row.enumerated().filter { ![4, 5].contains($0.offset) }.map(\.element) }
        let others = TextTable.lines(rows.map { row in row.enumerated().map { $0 == 1 ? "" : $1 } })
            .map { $0.reduce(0) { $0 + $1.displayWidth } }.max()
        let room = max(leastTitle, width - (others ?? 0) - 2)
        return TextTable.lines(
            rows.map { row in row.enumerated().map { $0 == 1 ? shortened($1, to: room) : $1 } }, rightAligned: [2, 3])
    }

    /// The least width of a title in a table, in columns.
    private static let leastTitle = 12

    private static func shortened(_ title: String, to room: Int) -> String {
        var (result, width) = ("", 0)
        for character in title {
            width += character.displayWidth
            guard width < room || result.count + 1 == title.count && width == room else { return result + "…" }
            result.append(character)
        }
        return result
    }

    private static func row(_ entry: Outline.Entry, retells: String?) -> [String] {
        let section = entry.section
        let indent = String(repeating: "  ", count: entry.depth - 1)
        let versions = section.versions.count
        return [
            indent + entry.number, section.title, section.text.map { "\($0.words)" } ?? "",
            section.words.map { "/ \($0)" } ?? "", bar(section), versions > 1 ? "v\(section.current ?? 0)" : "",
            OutlineText.state(of: section), section.locked ? "locked" : "", section.notes.isEmpty ? "" : "note",
            retells.map { "retells \($0)" } ?? "",
        ]
    }

    private func data(_ workspace: Workspace) -> JSONValue {
        let sections = workspace.session.outline.entries.map { entry -> JSONValue in
            var value = JSONExport.value(of: entry).object ?? [:]
            value["text"] = nil
            value["state"] = .string(OutlineText.state(of: entry.section))
            value["versions"] = .int(entry.section.versions.count)
            return .object(value)
        }
        return [
            "name": .string(workspace.session.name), "topic": .string(workspace.session.topic),
            "words": .int(workspace.session.outline.words),
            "unwritten": .int(workspace.session.outline.unwritten.count),
            "sections": .array(sections),
        ]
    }
}
