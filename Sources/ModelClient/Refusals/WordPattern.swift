/// A pattern of words and numbers: `{name}` matches a number, `*` up to 60 arbitrary characters.
///
/// `maximum context length is {window} tokens` finds 8192 in "This model's maximum context length is 8,192 tokens".
struct WordPattern: Sendable {
    private enum Piece: Equatable, Sendable {
        case words(String)
        case number(String)
        case gap
    }

    private let pieces: [Piece]

    /// Parses a pattern; its words must be in lower case and without quotation marks.
    init(_ text: String) {
        var pieces: [Piece] = []
        var words = ""
        var rest = text[...]
        func flush() {
            if !words.isEmpty { pieces.append(.words(words)) }
            words = ""
        }
        while let character = rest.popFirst() {
            switch character {
            case "{":
                flush()
                pieces.append(.number(String(rest.prefix { $0 != "}" })))
                rest = rest.drop { $0 != "}" }.dropFirst()
            case "*":
                flush()
                pieces.append(.gap)
            default: words.append(character)
            }
        }
        flush()
        self.pieces = pieces
    }

    /// Returns the numbers of the first match, by name; nil if there is no match.
    func numbers(in text: String) -> [String: Int]? {
        guard let first = pieces.first else { return nil }
        if case .words(let words) = first {
            var rest = text[...]
            while let found = rest.firstRange(of: words) {
                rest = rest[found.upperBound...]
                if let numbers = Self.match(pieces.dropFirst(), text[found.upperBound...]) { return numbers }
            }
            return nil
        }
        // If a number comes first, tries every place where one begins.
        var isInside = false
        for index in text.indices {
            let isDigit = text[index].isDigit
            if isDigit, !isInside, let numbers = Self.match(pieces[...], text[index...]) { return numbers }
            isInside = isDigit
        }
        return nil
    }

    private static func match(_ pieces: ArraySlice<Piece>, _ text: Substring) -> [String: Int]? {
        guard let piece = pieces.first else { return [:] }
        let others = pieces.dropFirst()
        switch piece {
        case .words(let words):
            return text.hasPrefix(words) ? match(others, text.dropFirst(words.count)) : nil
        case .gap:
            var rest = text
            for _ in 0...60 {
                if let numbers = match(others, rest) { return numbers }
                guard rest.popFirst() != nil else { return nil }
            }
            return nil
        case .number(let name):
            guard let (number, rest) = number(text), var numbers = match(others, rest) else { return nil }
            numbers[name] = number
            return numbers
        }
    }

    /// Parses the number at the start of a text, up to 12 digits.
    ///
    /// Marks count only before groups of three: "[1,4096]" has two numbers, "131 072" and "1.500" are one. "32k" means
    /// thousands.
    private static func number(_ text: Substring) -> (Int, Substring)? {
        var digits = text.prefix(while: \.isDigit)
        var rest = text.dropFirst(digits.count)
        if (1...3).contains(digits.count) {
            while let mark = rest.first, ",_. ".contains(mark), digits != "0" {
                let group = rest.dropFirst().prefix(while: \.isDigit)
                guard group.count == 3 else { break }
                digits += group
                rest = rest.dropFirst(4)
            }
        }
        guard digits.count <= 12, let number = Int(digits) else { return nil }
        if digits.count <= 6, let unit = rest.first, let factor = Self.factors[unit],
            !(rest.dropFirst().first?.isPartOfWord ?? false)
        {
            return (number * factor, rest.dropFirst())
        }
        return (number, rest)
    }

    private static let factors: [Character: Int] = ["k": 1000, "m": 1_000_000]

    /// Returns all numbers of a text, in order.
    static func all(in text: String) -> [Int] {
        var found: [Int] = []
        var rest = text[...]
        while let start = rest.firstIndex(where: \.isDigit) {
            let isPart = start > rest.startIndex && rest[rest.index(before: start)].isPartOfWord
            rest = rest[start...]
            guard let (number, after) = number(rest) else {
                rest = rest.drop(while: \.isDigit)
                continue
            }
            // Skips the 4 of "gpt-4o" and the 1 of "v1".
            if !isPart, !(after.first?.isPartOfWord ?? false),
                after.first != "." || !(after.dropFirst().first?.isDigit ?? false)
            {
                found.append(number)
            }
            rest = after
        }
        return found
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }

    /// Chinese puts no blank between words and numbers.
    fileprivate var isPartOfWord: Bool { isASCII && (isLetter || isNumber) }
}
