import Manuscript
import Platform

/// `:history` lists the turns of the session.
struct History: Command {
    static let card = CommandCard(
        name: "history", summary: "what was done in this session, oldest first", example: ":history",
        tool: ToolUse(.looks, "See what was done in this session."))

    init(_ arguments: Arguments, session: Session) throws { try arguments.end() }

    func perform(at desk: Desk) async throws -> Report {
        let session = desk.session
        let done = session.history.enumerated().map { Self.row("\($0 + 1)", $1) }
        let undone = session.undone.reversed().map { Self.row("undone", $0) }
        let values = session.history.map { turn -> JSONValue in
            [
                "at": .string(turn.at.formatted(.iso8601)), "kind": .string(turn.kind), "input": .string(turn.input),
                "summary": .string(turn.summary), "model": turn.model.map { .string($0) } ?? .null,
            ]
        }
        let lines = TextTable.lines(done + undone, rightAligned: [0])
        return Report(
            lines.isEmpty ? .none : .plain(lines.joined(separator: "\n")),
            note: lines.isEmpty ? "Nothing was done yet." : "",
            data: ["turns": .array(values)])
    }

    private static func row(_ number: String, _ turn: Turn) -> [String] {
        let time = turn.at.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
        return [number, time, turn.summary.isEmpty ? turn.input : turn.summary, turn.model ?? ""]
    }
}
