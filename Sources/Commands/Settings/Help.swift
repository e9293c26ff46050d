import Configuration
import Manuscript
import Platform

/// `:help [COMMAND]` lists the commands, each with an example, or describes one.
struct Help: Command {
    static let card = CommandCard(
        name: "help",
        parameters: [Parameter("command", .command, "which command", isOptional: true)],
        summary: "list the commands, or tell of one",
        example: ":help rewrite",
        aliases: ["?"])

    private enum Plan {
        case all
        case one(CommandCard)
        /// A name that is not built in: a user command, or otherwise the error.
        case other(String, CommandError)
    }
    private let plan: Plan

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        guard let word = arguments.word() else {
            plan = .all
            return
        }
        let name = CommandMark.begins(word) ? String(word.dropFirst()) : word
        do {
            plan = .one(try Catalogue.command(name).card)
        } catch let error as CommandError {
            plan = .other(name, error)
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let own = workspace.configuration.userCommands
        switch plan {
        case .all: return Self.all(own)
        case .one(let card):
            let summary = card.summary.prefix(1).uppercased() + card.summary.dropFirst()
            return Report(.plain("\(card.synopsis)\n\(summary).\nExample: \(card.example)"), data: Self.value(card))
        case .other(let name, let error):
            guard let command = try Catalogue.own(name, among: own) else { throw error }
            let lines = command.lines.map { "  \($0)" }
            let text =
                [command.synopsis, command.description].filter { !$0.isEmpty } + ["It runs:"] + lines
                + ["From \(command.source.words)."]
            return Report(.plain(text.joined(separator: "\n")), data: Self.value(command))
        }
    }

    private static func all(_ own: [UserCommand]) -> Report {
        let cards = Catalogue.all.map { $0.card }
        let lines = cards.flatMap { [$0.synopsis, "    \($0.summary)", "    \($0.example)"] }
        let ownLines = own.flatMap { [$0.synopsis] + ($0.description.isEmpty ? [] : ["    \($0.description)"]) }
        let tail = [
            "Addresses: 2.3, 2, 2-4, 2.*, all, last, or a part of a title. Unique prefixes of commands work.",
            "What is typed without a colon is about the post; `::` in front sends text that begins with a colon.",
        ]
        let text = lines + (own.isEmpty ? [] : ["", "Your own commands:"] + ownLines) + [""] + tail
        return Report(
            .plain(text.joined(separator: "\n")),
            data: ["commands": .array(cards.map(value)), "own": .array(own.map(value))], isLong: true)
    }

    private static func value(_ card: CommandCard) -> JSONValue {
        [
            "name": .string(card.name), "usage": .string(card.synopsis), "summary": .string(card.summary),
            "example": .string(card.example),
        ]
    }

    private static func value(_ command: UserCommand) -> JSONValue {
        [
            "name": .string(command.name), "usage": .string(command.synopsis),
            "summary": .string(command.description), "lines": .array(command.lines.map { .string($0) }),
        ]
    }
}
