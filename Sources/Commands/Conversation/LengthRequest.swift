/// A length, or a change of length, as worded in a request: "by half", "20 % shorter", "to 200 words".
enum LengthRequest: Equatable {
    case percent(Int)
    /// A change by a number of words, positive or negative.
    case change(words: Int)
    case words(Int)

    /// Parses the text after the sections of a request; nil if it is not just a length.
    ///
    /// `isShorter` is the direction that the verb implies; nil if it implies none.
    init?(_ rest: ArraySlice<ClauseTokens.Token>, isShorter: Bool?, _ lexicon: Lexicon) {
        var words: [String] = []
        for token in rest {
            switch token {
            case .word(let word): words.append(word)
            case .share(let number): words.append("\(number)%")
            case .sections, .pronoun, .comma: return nil
            }
        }
        let joined = words.joined(separator: " ")
        if let percent = lexicon.number(.change, joined) {
            guard isShorter.map({ $0 == (percent < 0) }) ?? true else { return nil }
            self = .percent(percent)
            return
        }
        let reader = Reader(lexicon: lexicon, isShorter: isShorter)
        let by = words.dropFirst(lexicon.prefix(.by, of: words))
        let to = words.dropFirst(lexicon.prefix(.to, of: words))
        // "un tercio" begins with an article that another language uses as a preposition.
        var found = reader.difference(words[...], isBare: true)
        if by.count < words.count { found = found ?? reader.difference(by, isBare: false) }
        if to.count < words.count { found = found ?? reader.result(to) }
        guard let found = found ?? (isShorter == nil ? reader.result(words[...]) : nil) else { return nil }
        self = found
    }

    private struct Reader {
        let lexicon: Lexicon
        let isShorter: Bool?

        /// Parses "by half", "20 % shorter", "by 50 words", "50 words longer"; a bare number of words is a length
        /// instead.
        func difference(_ words: ArraySlice<String>, isBare: Bool) -> LengthRequest? {
            guard let amount = Amount(words, lexicon) else { return nil }
            let tail = words.dropFirst(amount.count)
            let sign: Int
            if let isShorter {
                if isBare, case .words = amount.kind { return nil }
                guard tail.isEmpty || lexicon.has(.ofLength, tail.joined(separator: " ")) else { return nil }
                sign = isShorter ? -1 : 1
            } else if isComparative(tail, .shorter, .shortAdjective) {
                sign = -1
            } else if isComparative(tail, .longer, .longAdjective) {
                sign = 1
            } else {
                return nil
            }
            switch amount.kind {
            case .share(let percent), .fraction(let percent): return .percent(sign * percent)
            case .words(let words): return .change(words: sign * words)
            }
        }

        /// Parses "to half its length", "to 200 words", "200 words long".
        func result(_ words: ArraySlice<String>) -> LengthRequest? {
            guard let amount = Amount(words, lexicon) else { return nil }
            let tail = words.dropFirst(amount.count)
            switch amount.kind {
            case .share: return nil
            case .fraction(let percent):
                guard isShorter == true, tail.isEmpty || lexicon.has(.ofLength, tail.joined(separator: " ")) else {
                    return nil
                }
                return .percent(percent - 100)
            case .words(let words):
                let isLong = tail.count == 1 && tail.allSatisfy { lexicon.has(.tooLong, $0) }
                return tail.isEmpty || isLong ? .words(words) : nil
            }
        }

        private func isComparative(_ words: ArraySlice<String>, _ alone: Lexicon.Kind, _ behind: Lexicon.Kind) -> Bool {
            guard let first = words.first, let last = words.last else { return false }
            return words.count == 1
                ? lexicon.has(alone, first)
                : words.count == 2 && lexicon.has(.more, first) && lexicon.has(behind, last)
        }
    }

    /// An amount at the start of some words.
    private struct Amount {
        enum Kind {
            case share(Int)
            case fraction(Int)
            case words(Int)
        }
        let kind: Kind
        /// The number of words that form the amount.
        let count: Int

        init?(_ words: ArraySlice<String>, _ lexicon: Lexicon) {
            let about = lexicon.prefix(.about, of: words)
            let words = words.dropFirst(about)
            guard let first = words.first else { return nil }
            if first.hasSuffix("%"), let percent = Int(first.dropLast()) {
                (kind, count) = (.share(percent), about + 1)
                return
            }
            let unit = lexicon.prefix(.wordUnit, of: words.dropFirst())
            if let number = Int(first), unit > 0 {
                (kind, count) = (.words(number), about + 1 + unit)
                return
            }
            let text = words.joined(separator: " ") + " "
            guard let fraction = lexicon.numberWords(.fraction).first(where: { text.hasPrefix($0.word + " ") }) else {
                return nil
            }
            (kind, count) = (.fraction(fraction.number), about + fraction.word.split(separator: " ").count)
        }
    }
}
