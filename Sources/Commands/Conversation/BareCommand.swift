import Configuration
import Manuscript

/// A command typed without its colon, with arguments that leave no doubt that it is one: "lock 2", "fit 2.3 4",
/// "set show diff", "edit 2 use the word hive".
struct BareCommand {
    /// The command's full name.
    let name: String
    /// The line with its colon.
    let line: String

    /// The commands that take the writer's words after a section.
    private static let takesWords: Set<String> = ["edit", "rewrite"]
    /// Words that make an instruction a condition, which no command has.
    private static let conditions: Set<String> = ["if", "unless", "whether", "maybe", "perhaps", "when", "and"]

    /// Reads a request; nil if its words may mean something else.
    init?(_ text: String, in session: Session) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count > 1, let card = Catalogue.card(named: words[0].lowercased()) else { return nil }
        let values =
            words.count > 3 && Self.takesSetting(card) && words[2] == "to" ? words[1...1] + words[3...] : words[1...]
        guard Self.fit(values, card, session) else { return nil }
        name = card.name
        line = ":\(words[0]) \(values.joined(separator: " "))"
    }

    private static func takesSetting(_ card: CommandCard) -> Bool {
        card.parameters.first?.kind == .setting
    }

    private static func fit(_ values: ArraySlice<String>, _ card: CommandCard, _ session: Session) -> Bool {
        var words = values
        for parameter in card.parameters {
            words = words.drop { isFlag($0, card) }
            guard let word = words.first else { return parameter.isOptional }
            switch parameter.kind {
            case .address, .paragraphs, .passage:
                guard isAddress(word) else { return false }
                let isLast = parameter.name == card.parameters.last?.name
                var isMore = true
                while isMore, let next = words.first, isAddress(next) {
                    words.removeFirst()
                    isMore = isLast || next.hasSuffix(",")
                }
            case .section, .place:
                guard isAddress(word) else { return false }
                words.removeFirst()
            case .number(let range):
                guard let number = Int(word), range.contains(number) else { return false }
                words.removeFirst()
            case .choice(let choices):
                guard choices.contains(word.lowercased()) else { return false }
                words.removeFirst()
            case .setting:
                return (try? SettingKey.named(word).edit(words.dropFirst().joined(separator: " "), session)) != nil
            case .word:
                guard word.contains(where: \.isWholeNumber) else { return false }
                words.removeFirst()
            case .text:
                return takesWords.contains(card.name) && isInstruction(words)
                    && exist(values.dropLast(words.count), session)
            case .format, .path, .session, .model, .command, .value: return false
            }
        }
        return words.allSatisfy { isFlag($0, card) }
    }

    private static func isFlag(_ word: String, _ card: CommandCard) -> Bool {
        card.flags.contains { $0.value == nil && $0.name == word }
    }

    /// Returns true for `2.3`, `2-4`, `2.3:4`, `all`, and for one of several with a comma.
    private static func isAddress(_ word: String) -> Bool {
        let plain = word.hasSuffix(",") ? String(word.dropLast()) : word
        return plain.lowercased() == "all" || plain.first?.isWholeNumber == true && Address(plain) != nil
    }

    private static func exist(_ addresses: ArraySlice<String>, _ session: Session) -> Bool {
        addresses.compactMap { Address($0.trimmingMarks) }.allSatisfy { address in
            (try? session.sections(at: address.sectionOfParagraphs ?? address)) != nil
        }
    }

    /// Returns true if the words can only be about the sections before them.
    private static func isInstruction(_ words: ArraySlice<String>) -> Bool {
        let low = words.map { $0.lowercased().trimmingMarks }
        return !low.contains { conditions.contains($0) || $0.first?.isWholeNumber == true }
    }
}
