import Manuscript

/// `:split 2.1 3 TITLE` moves a section's text from the third paragraph on into a new section after it.
struct Split: Command {
    private static let section = TypedParameter<Address>("section", .section, "which section")
    // A larger number is a year at the start of the title.
    private static let paragraph = TypedParameter<Int>(
        "paragraph", .number(1...99), "the first paragraph of the new section; by default, the middle one",
        isOptional: true, models: .hidden)
    private static let title = TypedParameter<String>(
        "title", .text, "the title of the new section", needs: "a title for the new section")
    static let card = CommandCard(
        name: "split",
        parameters: [section, paragraph, title],
        summary: "move the second half of a section, or all from a paragraph on, into a new section after it",
        example: ":split 2.1 Storing it",
        tool: ToolUse(.changes, "Put the second half of a section into a new section behind it."))

    private let entry: Outline.Entry
    private let title: String
    private let line: String
    /// The paragraphs that stay, and those that move.
    private let halves: (stay: [String], go: [String])

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        entry = try session.section(at: try values(Self.section))
        guard entry.section.isLeaf else {
            throw CommandError.hasParts(entry.name, toBe: "split")
        }
        let paragraphs = Prose.blocks(in: entry.section.text?.text ?? "")
        title = Prose.title(try values(Self.title))
        guard !title.isEmpty else { throw Self.card.missing("title") }
        let place = values[Self.paragraph]
        if let place, !(2...max(paragraphs.count, 2)).contains(place) || paragraphs.count < 2 {
            throw CommandError.noParagraph(place, of: entry.name, count: paragraphs.count)
        }
        let stay = place.map { $0 - 1 } ?? Self.half(of: paragraphs)
        halves = (Array(paragraphs.prefix(stay)), Array(paragraphs.dropFirst(stay)))
    }

    /// Returns the number of paragraphs that hold about the first half of the words; at least 1.
    private static func half(of paragraphs: [String]) -> Int {
        let words = paragraphs.map { Prose.words(in: $0) }
        let total = words.reduce(0, +)
        func distance(_ count: Int) -> Int { abs(total - 2 * words.prefix(count).reduce(0, +)) }
        return (1..<max(paragraphs.count, 2)).min { distance($0) < distance($1) } ?? 1
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let section = entry.section
        let kept = (section.points.count + 1) / 2
        var new = Section(
            title: title, points: Array(section.points.dropFirst(kept)), words: section.words.map { $0 / 2 })
        var edits: [Edit] = []
        if kept < section.points.count { edits.append(.setPoints(section.id, Array(section.points.prefix(kept)))) }
        if let words = section.words { edits.append(.setWords(section.id, words - words / 2)) }
        if !halves.go.isEmpty {
            let stays = Version(
                number: section.nextVersionNumber, text: halves.stay.joined(separator: "\n\n"), origin: .edited,
                instruction: line, at: workspace.now())
            edits.append(.addVersion(section.id, stays))
            new.versions = [
                Version(
                    number: 1, text: halves.go.joined(separator: "\n\n"), origin: .edited, instruction: line,
                    at: workspace.now())
            ]
            new.current = 1
        }
        edits.append(.insert(section: new, parent: entry.parent, index: (entry.path.last ?? 1)))
        let summary = "split \(entry.name), with \(title) after it"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .split, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: [section.id, new.id])), note: "`:undo` takes it back.",
            data: JSONExport.value(of: workspace.session))
    }
}
