import Manuscript

/// Finds the numbers in a request that mean sections, not counts, percentages or amounts.
struct SectionNumbers {
    /// A section number as an address, with its range in the text.
    struct Mention: Equatable {
        var address: String
        var range: Range<String.Index>
    }

    let lexicon: Lexicon

    /// Returns all mentions in a lower-case text, in text order.
    func mentions(in text: String) -> [Mention] {
        var mentions: [Mention] = []
        var place = text.startIndex
        while place < text.endIndex {
            guard text[place].isASCIIDigit, isStart(place, of: text) else {
                place = text.index(after: place)
                continue
            }
            guard let first = path(in: text[place...]) else {
                place = text[place...].firstIndex { !$0.isASCIIDigit && $0 != "." } ?? text.endIndex
                continue
            }
            var address = String(first)
            var end = first.endIndex
            let word = wordBefore(place, of: text)
            if let paragraphs = text[end...].prefixMatch(of: /:\d{1,2}(?:[-–]\d{1,2})?(?![\d:])/) {
                address += String(paragraphs.output)
                end = paragraphs.range.upperBound
            } else if let second = secondOfRange(in: text[end...], isNamed: word.map { isMany($0) } ?? false) {
                address += "-\(second)"
                end = second.endIndex
            }
            if !isAmount(text[end...]) {
                mentions.append(Mention(address: address, range: (word?.startIndex ?? place)..<end))
            }
            place = end
        }
        return mentions
    }

    private func isMany(_ word: Substring) -> Bool {
        lexicon.has(.sections, String(word).trimmed)
    }

    /// Returns true if a number can begin here: not within a word, a price or another number.
    private func isStart(_ place: String.Index, of text: String) -> Bool {
        guard place > text.startIndex else { return true }
        let before = text[text.index(before: place)]
        // "gpt-4" is a name.
        return !before.isLetter && !before.isNumber && !".,€$£-–".contains(before)
    }

    /// Returns a path such as 2 or 2.3.1 at the start of a text, without the full stop of a sentence.
    private func path(in text: Substring) -> Substring? {
        let first = text.prefix { $0.isASCIIDigit }
        guard (1...3).contains(first.count) else { return nil }
        var end = first.endIndex
        while end < text.endIndex, text[end] == "." {
            let part = text[text.index(after: end)...].prefix { $0.isASCIIDigit }
            guard (1...2).contains(part.count) else { break }
            end = part.endIndex
        }
        return text[text.startIndex..<end]
    }

    private func secondOfRange(in text: Substring, isNamed: Bool) -> Substring? {
        let behind = text.drop { $0 == " " }
        // Words form a range only after a word such as "sections".
        let words = ["-", "–"] + (isNamed ? lexicon.phrases(.range).map { $0 + " " } : [])
        guard let word = words.first(where: { behind.hasPrefix($0) }) else { return nil }
        let number = behind.dropFirst(word.count).drop { $0 == " " }
        guard number.first?.isASCIIDigit == true, number.startIndex > text.startIndex else { return nil }
        return path(in: number)
    }

    /// Returns true if the number is part of an amount because of the text after it: "20 %", "200 words", "3:30", "5€",
    /// "2nd".
    private func isAmount(_ rest: Substring) -> Bool {
        if let next = rest.first, next.isLetter || next.isNumber || "%€$£:".contains(next) { return true }
        let behind = rest.drop { $0 == " " }
        return (lexicon.phrases(.percent) + lexicon.phrases(.wordUnit)).contains { unit in
            behind.hasPrefix(unit) && behind.dropFirst(unit.count).first?.isLetter != true
        }
    }

    /// Returns the word for a section directly before a number.
    private func wordBefore(_ place: String.Index, of text: String) -> Substring? {
        var end = place
        while end > text.startIndex, text[text.index(before: end)] == " " { end = text.index(before: end) }
        let words = lexicon.phrases(.section) + lexicon.phrases(.numberSign)
        return words.lazy.compactMap { word -> Substring? in
            let before = text[..<end]
            guard before.hasSuffix(word) else { return nil }
            let start = text.index(end, offsetBy: -word.count)
            let isWhole = start == text.startIndex || !text[text.index(before: start)].isLetter
            return isWhole ? text[start..<place] : nil
        }.first
    }
}

extension Character {
    /// True for the digits 0 to 9.
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
}
