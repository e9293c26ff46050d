import Configuration
import Manuscript
import Platform

/// `:help [COMMAND or GROUP]` lists the commands by groups, or describes a group or a command.
struct Help: Command {
    private static let name = TypedParameter<String>(
        "command", .command, "which command, or which group", label: "COMMAND or GROUP", isOptional: true)
    static let card = CommandCard(
        name: "help",
        parameters: [name],
        summary: "list the commands, or describe one or a group of them",
        example: ":help rewrite",
        aliases: ["?"])

    private enum Plan {
        case all
        case group(CommandGroup)
        case one(any Command.Type)
        /// A name that is not built in: a user command, or otherwise the error.
        case other(String, CommandError)
    }
    private let plan: Plan

    init(_ arguments: Arguments, session: Session) throws {
        guard let word = try ArgumentValues(arguments, of: Self.card, in: session)[Self.name] else {
            plan = .all
            return
        }
        let name = CommandMark.begins(word) ? String(word.dropFirst()) : word
        let group = CommandGroup(rawValue: name.lowercased())
        do {
            if let group, Catalogue.card(named: name.lowercased()) == nil {
                plan = .group(group)
            } else {
                plan = .one(try Catalogue.command(name))
            }
        } catch let error as CommandError {
            plan = .other(name, error)
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let own = workspace.configuration.userCommands
        switch plan {
        case .all: return Self.all(own)
        case .group(let group):
            let cards = Catalogue.groups.first { $0.group == group }?.commands.map { $0.card } ?? []
            let lines = cards.flatMap { [$0.synopsis, "    \($0.summary)", "    \($0.example)"] }
            return Report(
                .plain(lines.joined(separator: "\n")), data: ["commands": .array(cards.map(CommandHelp.value))],
                isLong: true)
        case .one(let type):
            let help = CommandHelp(type)
            return Report(.plain(help.text), data: help.data)
        case .other(let name, let error):
            guard let command = try Catalogue.own(name, among: own) else { throw error }
            let lines = command.lines.map { "  \($0)" }
            let text =
                [command.synopsis, command.description].filter { !$0.isEmpty } + ["It runs:"] + lines
                + ["From \(command.source.words)."]
            return Report(.plain(text.joined(separator: "\n")), data: Self.value(command))
        }
    }

    /// The width of the list of names, which fits on narrow terminals as well.
    private static let width = 68

    /// Lists all names by groups, on one screen of 24 rows.
    private static func all(_ own: [UserCommand]) -> Report {
        var lines: [String] = []
        for (group, commands) in Catalogue.groups {
            lines += row(group.rawValue, commands.map { ":\($0.card.name)" })
        }
        if !own.isEmpty { lines += row("your own", own.map { ":\($0.name)" }) }
        lines += [
            "",
            "`:help write` describes a command, `:help change` a group; Tab completes.",
            "Everything else that you type is about the post: “make 2.1 shorter”.",
            "Addresses: 2.3, 2, 2-4, 2.*, all, last, or part of a title.",
            "A unique prefix of a command works. `::` sends text that begins with a colon.",
        ]
        return Report(
            .plain(lines.joined(separator: "\n")),
            data: [
                "commands": .array(Catalogue.all.map { CommandHelp.value($0.card) }), "own": .array(own.map(value)),
            ], isLong: true)
    }

    /// Returns lines with a name in front and words behind it, broken at the width.
    private static func row(_ name: String, _ words: [String]) -> [String] {
        let head = name + String(repeating: " ", count: max(1, 10 - name.count))
        var lines = [head]
        for word in words {
            if lines[lines.count - 1].count + word.count > width { lines.append(String(repeating: " ", count: 10)) }
            let isFirst = lines[lines.count - 1].count <= head.count
            lines[lines.count - 1] += (isFirst ? "" : " ") + word
        }
        return lines
    }

    private static func value(_ command: UserCommand) -> JSONValue {
        [
            "name": .string(command.name), "usage": .string(command.synopsis),
            "summary": .string(command.description), "lines": .array(command.lines.map { .string($0) }),
        ]
    }
}
