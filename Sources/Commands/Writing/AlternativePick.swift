import Chains
import Manuscript
import Platform

/// The writer's choice among numbered items.
enum AlternativePick: Equatable {
    case none
    /// The number of an item, from 1.
    case number(Int)
    /// A combination, described in the writer's words.
    case words(String)

    /// Reads a typed choice; throws `AlternativeError.noSuch` for a number without an item.
    init(_ text: String?, of count: Int) throws {
        let text = Prose.title(text ?? "")
        if text.isEmpty || ["none", "no", "n", "0"].contains(text.lowercased()) {
            self = .none
        } else if let number = Int(text) ?? Self.ordinal(text) {
            guard number >= 1, number <= count else { throw AlternativeError.noSuch(text, count: count) }
            self = .number(number)
        } else {
            self = .words(text)
        }
    }

    /// Reads a number given in words alone, such as "the second".
    private static func ordinal(_ text: String) -> Int? {
        let words = text.lowercased().split(separator: " ").filter { !["the", "one", "take", "number"].contains($0) }
        return words.count == 1 ? words.first.flatMap { Lexicon.every.number(.ordinal, String($0)) ?? Int($0) } : nil
    }

    /// Returns the numbers that words name, in order, without repetition: "the first, with the ending of the third"
    /// gives 1 and 3.
    static func named(in words: String, of count: Int) -> [Int] {
        var found: [Int] = []
        for word in words.lowercased().split(whereSeparator: { !$0.isWordPart }) {
            guard let number = Int(word) ?? Lexicon.every.number(.ordinal, String(word)), number >= 1, number <= count,
                !found.contains(number)
            else { continue }
            found.append(number)
        }
        return found
    }

    /// Asks until the answer is valid, up to three times; `none` if no one can answer.
    static func asked(_ prompt: String, showing what: Report.Answer, of count: Int, on interface: any UserInterface)
        async -> Self
    {
        var shown = what
        for _ in 0..<3 {
            guard interface.isInteractive, let line = await interface.answer(to: prompt, showing: shown) else {
                return .none
            }
            // A command is not a choice; it is kept for the prompt.
            if case .command = InputLine(line) {
                interface.hold(line)
                return .none
            }
            do { return try AlternativePick(line, of: count) } catch { interface.note(sentence(for: error)) }
            shown = .none
        }
        return .none
    }
}

/// Errors in a choice.
enum AlternativeError: PlainError, Equatable {
    case noSuch(String, count: Int)
    case nothingDrawn(String, number: String)
    case tooSmall(model: String)
    case onlyNumbers

    var sentence: String {
        switch self {
        case .noSuch(let text, let count):
            count < 1
                ? "There are no versions to choose from. `:alt` draws some."
                : "There is no version \(text.prefix(20)). Type a number from 1 to \(count), or press Enter to keep the present text."
        case .nothingDrawn(let name, let number):
            "\(name) has no versions to choose from. `:alt \(number)` draws some."
        case .tooSmall(let model):
            "\(model) is too small a model to combine versions, so nothing was changed. Choose one by its number, or choose another `:model`."
        case .onlyNumbers: "Choose a title by its number. `:rename` sets one in your own words."
        }
    }
}
