extension Quotation {
    /// Returns the places of a quotation in a Markdown text, as whole words of it.
    ///
    /// The exact words count first; without any, marks, case, line breaks and the addresses of links are ignored. A place
    /// that cuts through emphasis, code or a link extends to its end.
    package static func places(of quote: String, in text: String) -> [Range<String.Index>] {
        let exact = quote.isEmpty ? [] : text.ranges(of: quote).filter { isWhole($0, in: text) }
        if !exact.isEmpty { return exact.map { balanced($0, in: text) } }
        let whole = Folded(text)
        for wanted in [Folded(quote).characters, Folded(core(of: quote)).characters] where !wanted.isEmpty {
            let found = whole.places(of: wanted).map { balanced($0, in: text) }.filter { isWhole($0, in: text) }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Returns true if a text has as many opening as closing marks of emphasis, code and links.
    static func isBalanced(_ text: Substring) -> Bool {
        unpaired.allSatisfy { isPaired($0, in: text) }
            && text.count { $0 == "[" } == text.count { $0 == "]" }
    }

    private static let unpaired: [Character] = ["*", "`", "~"]
    private static let marks: Set<Character> = ["*", "_", "`", "~"]

    /// Returns true if the runs of a mark, such as `**`, come in pairs.
    private static func isPaired(_ mark: Character, in text: Substring) -> Bool {
        let runs = zip(text, [nil] + text.map { Optional($0) }).count { $0 == mark && $1 != mark }
        return runs.isMultiple(of: 2)
    }

    /// Returns true if a range neither begins nor ends within a word; scripts without spaces have no such bounds.
    private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
        func isPart(_ first: String.Index, _ second: String.Index) -> Bool {
            [text[first], text[second]].allSatisfy { character in
                character.isNumber || character.isLetter && Prose.words(in: "\(character)\(character)") == 1
            }
        }
        let isCutBefore =
            range.lowerBound > text.startIndex && isPart(text.index(before: range.lowerBound), range.lowerBound)
        let isCutBehind =
            range.upperBound < text.endIndex && isPart(text.index(before: range.upperBound), range.upperBound)
        return !isCutBefore && !isCutBehind
    }

    /// Extends a range over the marks at its ends whose partners are in it.
    private static func balanced(_ range: Range<String.Index>, in text: String) -> Range<String.Index> {
        var (start, end) = (range.lowerBound, range.upperBound)
        // A run of marks belongs to the range as a whole.
        while end < text.endIndex, marks.contains(text[end]), !isPaired(text[end], in: text[start..<end]) {
            let mark = text[end]
            end = text[end...].firstIndex { $0 != mark } ?? text.endIndex
        }
        while let mark = text[..<start].last, marks.contains(mark), !isPaired(mark, in: text[start..<end]) {
            while start > text.startIndex, text[text.index(before: start)] == mark { start = text.index(before: start) }
        }
        let opened = text[start..<end].count { $0 == "[" } - text[start..<end].count { $0 == "]" }
        if opened == 1, text[end...].hasPrefix("]("), let close = text[end...].firstIndex(of: ")") {
            end = text.index(after: close)
        } else if opened == -1, start > text.startIndex, text[text.index(before: start)] == "[" {
            start = text.index(before: start)
        }
        return start..<end
    }
}

/// A text for comparing with quotations, each character with its place in the original.
private struct Folded {
    private(set) var characters: [Character] = []
    private var places: [Range<String.Index>] = []

    init(_ text: String) {
        var place = text.startIndex
        var isGap = false
        while place < text.endIndex {
            let next = text.index(after: place)
            defer { place = max(place, next) }
            if text[place...].hasPrefix("]("), let close = text[place...].firstIndex(of: ")") {
                place = text.index(after: close)
                continue
            }
            // The words of code may be quoted without its marks.
            if text[place] == "`" { continue }
            for character in Quotation.plain(String(text[place])) where !"[]".contains(character) {
                if isGap, !characters.isEmpty {
                    characters.append(" ")
                    places.append(place..<place)
                }
                isGap = false
                characters.append(character)
                places.append(place..<next)
            }
            if text[place].isWhitespace { isGap = true }
        }
    }

    /// Returns the places of other characters, which do not overlap.
    func places(of wanted: [Character]) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var start = 0
        while start + wanted.count <= characters.count {
            guard characters[start] == wanted[0], characters[start..<start + wanted.count].elementsEqual(wanted) else {
                start += 1
                continue
            }
            found.append(places[start].lowerBound..<places[start + wanted.count - 1].upperBound)
            start += wanted.count
        }
        return found
    }
}
