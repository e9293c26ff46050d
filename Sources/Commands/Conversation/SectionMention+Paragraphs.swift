import Manuscript

/// Finds paragraphs of a named section: "the second paragraph of 2.3", "paragraph 4 of the opening".
extension SectionMention {
    /// The mark of a paragraph's number, which is not the number of a section.
    private static let held: Character = "\u{2}"

    /// Masks the numbers behind "paragraph", and returns them by their offsets.
    func holdNumbers(_ rest: inout String) -> [Int: Int] {
        guard hasParagraphs(rest) else { return [:] }
        var held: [Int: Int] = [:]
        let words = Self.words(in: rest)
        for (noun, next) in zip(words, words.dropFirst())
        where lexicon.has(.paragraph, noun.text) && next.text.allSatisfy(\.isNumber) {
            guard let number = Int(next.text) else { continue }
            held[next.offset] = number
            replace(next.offset, next.text.count, by: Self.held, in: &rest)
        }
        return held
    }

    /// Joins a paragraph and the section behind it to one mention with an address such as 2.3:2.
    func paragraphs(_ rest: inout String, _ found: inout Found, held: [Int: Int]) {
        guard hasParagraphs(rest) else { return }
        let words = Self.words(in: rest)
        for (index, noun) in words.enumerated() where lexicon.has(.paragraph, noun.text) {
            var (first, next) = (index, index + 1)
            var number: Int?
            if next < words.count, let given = held[words[next].offset] {
                (number, next) = (given, next + 1)
            } else if index > 0 {
                number = ordinal(words[index - 1].text)
                first = index - 1
            }
            let start = next
            while next < words.count, next < start + 4, isJoint(words[next].text) { next += 1 }
            // The mask of a mention begins one character behind its offset.
            guard next > start, next < words.count,
                let place = found.mentions.firstIndex(where: { $0.offset == words[next].offset - 1 && !$0.isPronoun }),
                found.mentions[place].addresses.count == 1, let address = Address(found.mentions[place].addresses[0]),
                let entry = address == .all ? nil : try? session.section(at: address)
            else { continue }
            let count = Excerpt.all(of: entry).count
            guard let wanted = number ?? (isFinal(words[first].text) ? count : nil), wanted > 0 else { continue }
            let end = words[next].offset + found.mentions[place].count
            let offset = words[first].offset
            found.mentions[place] = Mention(
                offset: offset - 1, count: end - offset, addresses: ["\(entry.number):\(wanted)"])
            replace(offset, end - offset, by: "\u{1}", in: &rest)
        }
    }

    private func hasParagraphs(_ text: String) -> Bool { lexicon.phrases(.paragraph).contains { text.contains($0) } }

    private func isJoint(_ word: String) -> Bool {
        lexicon.has(.of, word) || lexicon.has(.determiner, word) || lexicon.has(.section, word)
    }

    private func isFinal(_ word: String) -> Bool { lexicon.has(.final, word) }

    /// Returns the number of "second", "2nd" or "2."; nil for other words.
    private func ordinal(_ word: String) -> Int? {
        let digits = word.prefix(while: \.isNumber)
        guard digits.isEmpty else { return word.count - digits.count < 4 ? Int(digits) : nil }
        return lexicon.number(.ordinal, word)
    }

    private func replace(_ offset: Int, _ count: Int, by mark: Character, in text: inout String) {
        let start = text.index(text.startIndex, offsetBy: offset)
        let end = text.index(start, offsetBy: min(count, text.distance(from: start, to: text.endIndex)))
        text.replaceSubrange(start..<end, with: String(repeating: mark, count: text.distance(from: start, to: end)))
    }

    /// Returns the words with their offsets in characters.
    private static func words(in text: String) -> [(text: String, offset: Int)] {
        var words: [(text: String, offset: Int)] = []
        var word = ""
        for (offset, character) in (text + " ").enumerated() {
            if character.isWhitespace || ",;!?".contains(character) {
                if !word.isEmpty { words.append((word, offset - word.count)) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return words
    }
}
