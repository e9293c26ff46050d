import Manuscript

/// `:budget 2.3 250` says how many words a section, or each of several, is to have.
struct Budget: Command {
    static let card = CommandCard(
        name: "budget", usage: "ADDRESS WORDS",
        summary: "how many words a section is to have, or each of several; none for a heading alone",
        example: ":budget 2.3 250", takes: [.address, .text])

    private static let range = 20...20_000
    private let edits: [Edit]
    private let line: String
    private let summary: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let entries = try session.sections(at: try arguments.address(in: session))
        guard let word = arguments.word() else {
            throw CommandError.missing("a number of words behind the address", command: arguments.command)
        }
        try arguments.end()
        let words = word == "none" ? nil : Int(word)
        guard word == "none" || words.map(Self.range.contains) == true else {
            throw CommandError.notANumber(word, of: "a number of words from 20 to 20000, or none")
        }
        // A heading over others keeps without a text of its own, unless it alone is named.
        let swept = entries.filter { $0.section.isLeaf && !$0.section.locked }
        let named = entries.count == 1 ? entries : swept
        edits = named.map { .setWords($0.section.id, words) }
        let what = named.count == 1 ? "\(named[0].number) \(named[0].section.title)" : "\(named.count) sections"
        summary = "gave \(what) \(words.map { "\($0) words" } ?? "no words of its own")"
    }

    func perform(at desk: Desk) async throws -> Report {
        try desk.commit(edits, Turn(at: desk.now(), kind: "budget", input: line, summary: summary))
        return Report(.plain(OutlineText.tree(desk.session)), data: JSONExport.value(of: desk.session))
    }
}
