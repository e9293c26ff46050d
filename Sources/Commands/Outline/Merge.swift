import Manuscript

/// `:merge 2.1 2.2` joins two sections; the first keeps its title, and the second text follows the first.
struct Merge: Command {
    private static let section = TypedParameter<Address>("section", .section, "the section that stays")
    private static let other = TypedParameter<Address>(
        "other", .section, "the section to merge into it", label: "SECTION")
    static let card = CommandCard(
        name: "merge",
        parameters: [section, other],
        summary: "merge two sections into one; the first keeps its title",
        example: ":merge 2.1 2.2",
        tool: ToolUse(.changes, "Make one section of two; the first keeps its title."))

    private let first: Outline.Entry
    private let second: Outline.Entry
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        first = try session.section(at: try values(Self.section))
        second = try session.section(at: try values(Self.other))
        guard first.section.id != second.section.id else {
            throw CommandError.badArgument(":merge", takes: "two different sections")
        }
        guard let full = [first, second].first(where: { !$0.section.isLeaf }) else { return }
        throw CommandError.hasParts(full.name, toBe: "merged")
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let (one, two) = (first.section, second.section)
        var edits: [Edit] = []
        let brief = [one.brief, two.brief].filter { !$0.isEmpty }.joined(separator: " ")
        if brief != one.brief { edits.append(.setBrief(one.id, brief)) }
        let points = one.points + two.points.filter { !one.points.contains($0) }
        if points != one.points { edits.append(.setPoints(one.id, points)) }
        if let words = two.words { edits.append(.setWords(one.id, (one.words ?? 0) + words)) }
        if let added = two.text?.text {
            let text = [one.text?.text, added].compactMap { $0 }.joined(separator: "\n\n")
            let version = Version(
                number: one.nextVersionNumber, text: text, origin: .edited, instruction: line, at: workspace.now())
            edits.append(.addVersion(one.id, version))
        }
        edits.append(.remove(two.id))
        let summary = "merged \(second.number) \(two.title) into \(first.number) \(one.title)"
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .merge, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: [one.id])), note: "`:undo` takes it back.",
            data: JSONExport.value(of: workspace.session))
    }
}
