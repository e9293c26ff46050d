import Manuscript

/// The help on one command: its arguments with their values, an example, and related commands.
struct CommandHelp {
    private let card: CommandCard
    private let related: [String]

    /// Makes the help on a command of the catalogue.
    init(_ type: any Command.Type) {
        card = type.card
        let name = card.name
        let group = Catalogue.groups.first { $0.commands.contains { $0.card.name == name } }
        related = (group?.commands.map { $0.card.name } ?? []).filter { $0 != name }
    }

    /// The help as lines of text.
    var text: String {
        let summary = card.summary.prefix(1).uppercased() + card.summary.dropFirst()
        let rows =
            card.parameters.map { [$0.label, Self.meaning($0)] } + card.flags.map { [$0.synopsis, $0.meaning] }
        let table = TextTable.lines(rows).map { "  \($0)" }
        let tail =
            ["Example: \(card.example)"]
            + (card.aliases.isEmpty ? [] : ["Also: \(card.aliases.map { ":" + $0 }.joined(separator: " "))"])
            + (related.isEmpty ? [] : ["Related: \(related.map { ":" + $0 }.joined(separator: " "))"])
        return ([card.synopsis, "\(summary)."] + table + tail).joined(separator: "\n")
    }

    /// The help for other programs.
    var data: JSONValue {
        var data = Self.value(card).object ?? [:]
        data["parameters"] = .array(
            card.parameters.map { parameter -> JSONValue in
                [
                    "name": .string(parameter.name), "label": .string(parameter.label),
                    "meaning": .string(parameter.meaning), "optional": .bool(parameter.isOptional),
                ]
            })
        data["options"] = .array(
            card.flags.map { ["name": .string($0.name), "meaning": .string($0.meaning)] as JSONValue })
        data["related"] = .array(related.map { .string($0) })
        return .object(data)
    }

    /// Returns what lists of commands say of one, for other programs.
    static func value(_ card: CommandCard) -> JSONValue {
        [
            "name": .string(card.name), "usage": .string(card.synopsis), "summary": .string(card.summary),
            "example": .string(card.example),
        ]
    }

    private static func meaning(_ parameter: Parameter) -> String {
        let values = values(of: parameter)
        return values.isEmpty ? parameter.meaning : "\(parameter.meaning) (\(values))"
    }

    /// Returns the values that a parameter takes; empty if its meaning says it all.
    private static func values(of parameter: Parameter) -> String {
        switch parameter.kind {
        case .address: "2.3, 2, 2-4, 2.*, all, last, or part of a title"
        case .paragraphs:
            "2.3, 2, 2-4, 2.*, all, last, or part of a title; 2.3:4 and 2.3:2-4 are paragraphs"
        case .passage:
            "2.3, 2, 2-4, 2.*, all, last, part of a title, or \"words of a text\"; 2.3:4 and 2.3:2-4 count a list, table, quote or code block as one paragraph"
        case .section: "2.3, or part of a title"
        case .number(let range): range == Parameter.counting ? "" : "\(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.count > 1 ? words.joined(separator: ", ") : ""
        case .format: Exports.all.map { $0.format }.joined(separator: ", ")
        case .session: "`:sessions` lists them"
        case .model: "`:models` lists them"
        case .setting: "`:set` lists them"
        case .place, .text, .word, .path, .command, .value: ""
        }
    }
}
