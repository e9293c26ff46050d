import Manuscript

/// `:budget 2.3 250` sets the number of words for each addressed section; `:budget all -20%` changes it by a
/// percentage.
struct Budget: Command {
    private static let address = TypedParameter<Address>("address", .address, "which sections, such as 2.3 or all")
    private static let words = TypedParameter<String>(
        "words", .word, "a number of words such as 250, or a change such as -20%",
        needs: "a number of words after the address")
    static let card = CommandCard(
        name: "budget",
        parameters: [address, words],
        summary:
            "set the number of words of a section, or of each of several (-20% for a change); none for a heading alone",
        example: ":budget 2.3 250",
        tool: ToolUse(.changes, "Say how many words sections are to have; their texts stay until `fit` is called."))

    /// The numbers of words that a section may be given.
    static let range = 20...20_000
    private let edits: [Edit]
    private let sections: [Section.ID]
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        let entries = try session.sections(at: try values(Self.address))
        let word = try values(Self.words)
        // A heading with subsections and no text stays without it unless it is the only section named.
        let swept = entries.filter { ($0.section.isLeaf || $0.section.text != nil) && !$0.section.locked }
        let named = entries.count == 1 ? entries : swept
        sections = named.map(\.section.id)
        if let percent = Self.percent(word) {
            edits = named.compactMap { Self.edit($0.section, by: percent) }
            summary = "\(percent < 0 ? "cut" : "raised") the budget of \(named.name) by \(abs(percent)) %"
            return
        }
        let words = word == "none" ? nil : Int(word)
        guard word == "none" || words.map(Self.range.contains) == true else {
            throw CommandError.notANumber(
                word, of: "20–20000 words, a change such as -20%, or `none`")
        }
        edits = named.map { .setWords($0.section.id, words) }
        let name = named.name
        summary = words.map { "set the budget of \(name) to \($0) words" } ?? "removed the budget of \(name)"
    }

    /// Returns the percentage in a word such as -20% or +50%; nil if it is not one.
    private static func percent(_ word: String) -> Int? {
        guard word.hasSuffix("%"), word.hasPrefix("-") || word.hasPrefix("+") else { return nil }
        return Int(word.dropLast()).flatMap { (-90...900).contains($0) && $0 != 0 ? $0 : nil }
    }

    /// Changes the word count of the text, or else the budget, by a percentage; nil if there is neither.
    private static func edit(_ section: Section, by percent: Int) -> Edit? {
        guard let words = section.text?.words ?? section.words else { return nil }
        let changed = Int((Double(words) * Double(100 + percent) / 100).rounded())
        return .setWords(section.id, min(max(changed, range.lowerBound), range.upperBound))
    }

    func perform(in workspace: Workspace) async throws -> Report {
        try workspace.turns.commit(edits, Turn(at: workspace.now(), kind: .budget, input: line, summary: summary))
        return Report(
            .outline(OutlineView(workspace.session, changed: sections)), data: JSONExport.value(of: workspace.session))
    }
}
