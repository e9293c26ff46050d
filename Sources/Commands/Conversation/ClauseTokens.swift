import Manuscript

/// A clause of a request as words, sections and commas, in order.
struct ClauseTokens {
    /// A token of a clause.
    enum Token: Equatable {
        case word(String)
        /// Sections, given by their addresses.
        case sections([String])
        /// A word such as "it", and the sections that it refers to.
        case pronoun(String, [String])
        /// A percentage.
        case share(Int)
        case comma
    }

    private(set) var tokens: [Token] = []
    private let lexicon: Lexicon

    /// Splits a text, in lower case, using the sections found in it.
    init(_ text: String, _ found: SectionMention.Found, _ lexicon: Lexicon) {
        self.lexicon = lexicon
        let characters = Array(text.lowercased())
        var place = 0
        var mentions = found.mentions[...]
        var word = ""
        func end(_ tokens: inout [Token]) {
            if !word.isEmpty { tokens.append(.word(word)) }
            word = ""
        }
        while place < characters.count {
            if let mention = mentions.first, mention.offset <= place {
                mentions.removeFirst()
                // Overlapping mentions count as one.
                guard mention.offset == place else { continue }
                end(&tokens)
                let said = String(characters[place..<min(place + mention.count, characters.count)])
                tokens.append(mention.isPronoun ? .pronoun(said, mention.addresses) : .sections(mention.addresses))
                place += mention.count
                continue
            }
            let character = characters[place]
            if character == "," || character == ";" {
                end(&tokens)
                tokens.append(.comma)
            } else if character.isWhitespace || "\"“”«»„:!().?".contains(character) {
                end(&tokens)
            } else if character == "%" {
                end(&tokens)
                tokens.append(.word("%"))
            } else {
                word.append(character)
            }
            place += 1
        }
        end(&tokens)
        joinShares()
    }

    /// Joins "20 %", "20 percent" and "20 pour cent" into one token.
    private mutating func joinShares() {
        var joined: [Token] = []
        var rest = tokens[...]
        while let token = rest.popFirst() {
            guard case .word(let digits) = token, digits.count < 3, let number = Int(digits), (1...90).contains(number)
            else {
                joined.append(token)
                continue
            }
            let unit = lexicon.prefix(.percent, of: Self.words(rest))
            rest = rest.dropFirst(unit)
            joined.append(unit > 0 ? .share(number) : token)
        }
        tokens = joined
    }

    /// Returns the words at the start of the tokens.
    private static func words(_ tokens: ArraySlice<Token>) -> [String] {
        var words: [String] = []
        for case .word(let word) in tokens.prefix(while: { if case .word = $0 { true } else { false } }) {
            words.append(word)
        }
        return words
    }

    /// Returns the words from a position on, up to the first other token.
    func words(from place: Int) -> [String] { Self.words(rest(from: place)) }

    /// Returns the number of words of the longest phrase of a kind at a position; 0 if there is none.
    func count(of kind: Lexicon.Kind, at place: Int) -> Int { lexicon.prefix(kind, of: words(from: place)) }

    /// Returns the token at a position if it is a word.
    func word(_ place: Int) -> String? {
        guard tokens.indices.contains(place), case .word(let word) = tokens[place] else { return nil }
        return word
    }

    /// Returns the sections at a position, after any determiners: one section, or an explicit list.
    ///
    /// Nil if there are none; `next` is the position after them.
    func sections(at start: Int) -> (addresses: [String], next: Int, joint: String?)? {
        func one(_ place: Int) -> (addresses: [String], next: Int)? {
            var place = place
            while let word = word(place), lexicon.has(.determiner, word) { place += 1 }
            guard tokens.indices.contains(place) else { return nil }
            switch tokens[place] {
            case .sections(let addresses): return (addresses, place + 1)
            case .pronoun(let word, let addresses):
                // In "das Kapitel", the first word is an article, not a pronoun.
                if lexicon.has(.determiner, word), let noun = one(place + 1) { return noun }
                return (addresses, place + 1)
            default: return nil
            }
        }
        guard var found = one(start) else { return nil }
        var joint: String?
        while tokens.indices.contains(found.next) {
            var place = found.next
            var hasJoint = false
            if tokens[place] == .comma {
                place += 1
                hasJoint = true
            }
            if let word = word(place), lexicon.has(.joint, word) || lexicon.has(.into, word) {
                joint = word
                place += 1
                hasJoint = true
            }
            guard hasJoint, let more = one(place) else { break }
            found = (found.addresses + more.addresses, more.next)
        }
        return (found.addresses, found.next, joint)
    }

    /// Returns the tokens from a position on.
    func rest(from place: Int) -> ArraySlice<Token> { tokens[min(place, tokens.count)...] }
}

extension ClauseTokens {
    /// The words as typed, with "§" for percentages and for sections other than pronouns.
    var spoken: String {
        tokens.map { token in
            switch token {
            case .word(let word), .pronoun(let word, _): word
            case .sections, .share: "§"
            case .comma: ","
            }
        }.joined(separator: " ")
    }

    /// The number of turns to undo, if the clause says nothing else: "undo 2", "undo 2 turns".
    var turns: Int? {
        guard let first = word(0), lexicon.has(.undoVerb, first), tokens.count > 1 else { return nil }
        let count: Int?
        switch tokens[1] {
        case .sections(let addresses) where addresses.count == 1: count = Int(addresses[0])
        case .word(let word): count = Int(word)
        default: count = nil
        }
        guard let count, (1...99).contains(count) else { return nil }
        let rest = tokens.dropFirst(2)
        guard let unit = rest.first else { return count }
        guard rest.count == 1, case .word(let word) = unit else { return nil }
        return lexicon.has(.turns, word) ? count : nil
    }
}
