import Platform

/// Decides whether the passages that a claim cites support it, by words and not by meaning.
///
/// Every number and name of the claim must be in the passages, every quotation word for word, and a share of the content
/// words; and the claim must deny what the nearest sentence denies. So a claim that puts the same words in another
/// relation passes, and one that uses none of the passage's words fails.
package struct ClaimSupport: Sendable {
    /// A reason why a claim is not supported.
    package enum Fault: Sendable, Equatable {
        case number(String)
        case name(String)
        case quote(String)
        case negation
        /// Too few of the claim's content words are in the passages.
        case words

        /// The reason as a clause that follows "the passage".
        package var clause: String {
            switch self {
            case .number(let number): "does not have the number \(number)"
            case .name(let name): "does not name \(name.capitalizedFirst)"
            case .quote(let quote): "does not have the words \"\(quote.prefix(60))\""
            case .negation: "says the opposite, or the claim denies what the passage does not"
            case .words: "has too few of the claim's words"
            }
        }
    }

    /// The smallest share of the claim's content words.
    private static let leastShare = 0.25

    /// The words that are written in lower case in the sources or the post.
    private let vocabulary: Set<String>
    private let capitalizesNouns: Bool

    /// Makes a judge that knows the ordinary words of some texts; `language` is a code such as "de".
    package init(texts: [String], capitalizesNouns: Bool = false) {
        self.capitalizesNouns = capitalizesNouns
        var words: Set<String> = []
        for text in texts {
            for word in text.split(whereSeparator: { !$0.isLetter }) where word.first?.isLowercase == true {
                words.insert(word.lowercased())
            }
        }
        vocabulary = words
    }

    /// Returns the facts of a claim, a sentence of plain text.
    package func facts(of claim: String) -> ClaimFacts {
        ClaimFacts(claim, vocabulary: vocabulary, capitalizesNouns: capitalizesNouns)
    }

    /// Returns the faults of a claim, given the passages that it cites; empty if they support it.
    package func faults(of claim: String, in passages: [Passage]) -> [Fault] {
        let facts = facts(of: claim)
        let texts = passages.map { ProseSentence.plain($0.text) }
        let whole = (passages.map(\.heading) + texts).joined(separator: "\n")
        var faults: [Fault] = facts.quotes.filter { !Quotation.occurs($0, in: whole) }.map { .quote($0) }
        let values = Set(Figures.all(in: whole).flatMap { Self.readings(of: $0.value) })
        faults += facts.figures.filter { values.isDisjoint(with: Self.readings(of: $0.value)) }
            .map { .number($0.text) }
        let known = Self.lowerWords(of: whole)
        faults += facts.names.filter { !Self.isKnown($0, known) }.map { .name($0) }
        if share(of: facts, in: whole) < Self.leastShare { faults.insert(.words, at: 0) }
        if faults.isEmpty, isOpposed(claim, facts, texts) { faults.append(.negation) }
        return faults
    }

    /// Returns the share of a claim's content words that a text has; 1 if the claim has none.
    func share(of facts: ClaimFacts, in text: String) -> Double {
        guard !facts.words.isEmpty else { return 1 }
        let known = Set(ContentWords.of(text))
        return Double(facts.words.intersection(known).count) / Double(facts.words.count)
    }

    /// A half may be told as 50 percent.
    private static func readings(of value: Double) -> [Double] {
        value < 1 && value > 0 ? [value, (value * 100).rounded()] : [value]
    }

    private static func lowerWords(of text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isWordPart }.map(String.init))
    }

    /// Returns true if a name is among the words, or one begins with the other, as Germany and German.
    private static func isKnown(_ name: String, _ words: Set<String>) -> Bool {
        let parts = name.split { !$0.isWordPart }.map(String.init)
        return parts.allSatisfy { part in
            words.contains(part)
                || part.count > 3 && words.contains { $0.count > 3 && ($0.hasPrefix(part) || part.hasPrefix($0)) }
        }
    }

    /// Returns true if exactly one of the claim and the sentence nearest to it denies something.
    private func isOpposed(_ claim: String, _ facts: ClaimFacts, _ texts: [String]) -> Bool {
        let sentences = texts.flatMap { text -> [String] in
            var start = text.startIndex
            return (Sentences.ends(in: text) + [text.endIndex]).compactMap { end in
                guard start < end else { return nil }
                defer { start = end }
                return String(text[start..<end])
            }
        }
        let nearest = sentences.max { share(of: facts, in: $0) < share(of: facts, in: $1) }
        guard let nearest, Negation.occurs(in: nearest) != facts.isNegative else { return false }
        return !Negation.isHidden(in: claim, nearest)
    }
}
