import Manuscript

/// `:help [COMMAND]` lists the commands, or tells of one.
struct Help: Command {
    static let card = CommandCard(
        name: "help", usage: "[COMMAND]", summary: "list the commands, or tell of one", example: ":help rewrite",
        takes: [.command], aliases: ["?"])

    private let command: (any Command.Type)?

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard let word = arguments.word() else {
            command = nil
            return
        }
        command = try Catalogue.command(word.hasPrefix(":") || word.hasPrefix("/") ? String(word.dropFirst()) : word)
    }

    func perform(at desk: Desk) async throws -> Report {
        guard let card = command?.card else {
            let rows = Catalogue.all.map { [$0.card.synopsis, $0.card.summary] }
            let values = Catalogue.all.map { Self.value($0.card) }
            let tail =
                "\nAddresses: 2.3, 2, 2-4, 2.*, all, last, or a part of a title. Unique prefixes of commands work."
            return Report(
                .plain(TextTable.lines(rows).joined(separator: "\n") + "\n" + tail), data: ["commands": .array(values)])
        }
        let summary = card.summary.prefix(1).uppercased() + card.summary.dropFirst()
        return Report(.plain("\(card.synopsis)\n\(summary).\nExample: \(card.example)"), data: Self.value(card))
    }

    private static func value(_ card: CommandCard) -> JSONValue {
        [
            "name": .string(card.name), "usage": .string(card.synopsis), "summary": .string(card.summary),
            "example": .string(card.example),
        ]
    }
}
