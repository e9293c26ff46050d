import Manuscript

/// `:undo [N]` undoes turns.
struct Undo: Command {
    static let card = CommandCard(
        name: "undo",
        parameters: [Parameter("number", .number(1...9999), "how many turns", label: "N", isOptional: true)],
        summary: "take the last turn back, or the last N",
        example: ":undo")

    private let count: Int

    init(_ arguments: Arguments, session: Session) throws { count = try TurnCount.read(arguments) }

    func perform(in workspace: Workspace) async throws -> Report {
        let turns = try workspace.undo(count)
        let lines = turns.map { "Undone: \($0.summary.isEmpty ? $0.input : $0.summary)." }
        return Report(
            note: (lines + ["`:redo` does it again."]).joined(separator: " "), data: ["turns": .int(turns.count)])
    }
}

/// The number of turns for `:undo` and `:redo`.
enum TurnCount {
    static func read(_ arguments: Arguments) throws -> Int {
        var arguments = arguments
        guard let word = arguments.word() else { return 1 }
        try arguments.end()
        guard let count = Int(word), count > 0 else {
            throw CommandError.notANumber(word, of: "a number of turns, from 1")
        }
        return count
    }
}
