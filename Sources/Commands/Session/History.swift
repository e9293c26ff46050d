import Manuscript
import Platform

/// `:history [N]` lists the turns of the session, or shows one turn in full.
struct History: Command {
    private static let number = TypedParameter<Int>(
        "number", .number(Parameter.counting), "which turn", label: "N", isOptional: true, models: .hidden,
        needs: "the number of a turn")
    static let card = CommandCard(
        name: "history",
        parameters: [number],
        summary: "list what was done in this session, oldest first; or show turn N with its full answer",
        example: ":history",
        tool: ToolUse(.looks, "See what was done in this session."))

    private let number: Int?

    init(_ arguments: Arguments, session: Session) throws {
        number = try ArgumentValues(arguments, of: Self.card, in: session)[Self.number]
        guard let number, !session.history.indices.contains(number - 1) else { return }
        throw CommandError.notANumber("\(number)", of: "the number of a turn, from 1 to \(session.history.count)")
    }

    func perform(in workspace: Workspace) async throws -> Report {
        if let number { return Self.whole(workspace.session.history[number - 1]) }
        let session = workspace.session
        let done = session.history.enumerated().map { Self.row("\($0 + 1)", $1) }
        let undone = session.undone.reversed().map { Self.row("undone", $0) }
        let values = session.history.map { turn -> JSONValue in
            [
                "at": .string(turn.at.formatted(.iso8601)), "kind": .string(turn.kind.rawValue),
                "input": .string(turn.input),
                "summary": .string(turn.summary), "reply": .string(turn.reply),
                "model": turn.model.map { .string($0) } ?? .null,
            ]
        }
        let lines = TextTable.lines(done + undone, rightAligned: [0])
        return Report(
            lines.isEmpty ? .none : .plain(lines.joined(separator: "\n")),
            note: lines.isEmpty ? "Nothing has been done yet." : "",
            data: ["turns": .array(values)])
    }

    private static func row(_ number: String, _ turn: Turn) -> [String] {
        [number, Moment.text(turn.at), words(of: turn), turn.model ?? ""]
    }

    /// Returns the summary of a turn; for a question, the question and the start of the answer.
    private static func words(of turn: Turn) -> String {
        guard turn.kind == .ask else { return turn.summary.isEmpty ? turn.input : turn.summary }
        let (asked, said) = (line(turn.input, 40), line(turn.reply, 40))
        return [asked, said].filter { !$0.isEmpty }.joined(separator: " – ")
    }

    private static func line(_ text: String, _ length: Int) -> String {
        let words = PlainText.clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= length ? words : words.prefix(length - 1) + "…"
    }

    private static func whole(_ turn: Turn) -> Report {
        var parts = [turn.input.isEmpty ? "" : "> " + turn.input.replacing("\n", with: "\n> "), turn.reply]
        if turn.kind != .ask || turn.reply.isEmpty { parts.append(turn.summary) }
        return Report(
            .markdown(parts.filter { !$0.isEmpty }.joined(separator: "\n\n")),
            data: [
                "at": .string(turn.at.formatted(.iso8601)), "kind": .string(turn.kind.rawValue),
                "input": .string(turn.input),
                "reply": .string(turn.reply), "summary": .string(turn.summary),
                "sections": .array(turn.sections.map(JSONValue.string)),
                "model": turn.model.map { .string($0) } ?? .null,
            ])
    }
}
