import Platform

/// The parts of a claim that words alone can verify: numbers, names, quotations, negation and content words.
package struct ClaimFacts: Sendable, Equatable {
    package var figures: [Figures.Figure]
    /// The names, in lower case and without a possessive ending.
    package var names: [String]
    /// The quotations of three words and more, without their marks.
    package var quotes: [String]
    /// The content words, as `ContentWords` gives them.
    package var words: Set<String>
    /// True if the claim denies something.
    package var isNegative: Bool

    /// Reads a sentence of plain text; `vocabulary` holds words that are written in lower case elsewhere.
    ///
    /// A capitalized word at the start of the sentence is a name only if it is not in the vocabulary. German capitalizes
    /// all nouns, so with `capitalizesNouns` only words with two capitals count as names.
    package init(_ text: String, vocabulary: Set<String> = [], capitalizesNouns: Bool = false) {
        quotes = Self.quotes(in: text)
        figures = Figures.all(in: text)
        words = Set(ContentWords.of(text))
        isNegative = Negation.occurs(in: text)
        names = Self.names(in: text, vocabulary, capitalizesNouns: capitalizesNouns)
    }

    /// True if the claim has a number, a name or a quotation, so that a reader may ask where it comes from.
    package var isSpecific: Bool { !figures.isEmpty || !names.isEmpty || !quotes.isEmpty }

    private static func names(in text: String, _ vocabulary: Set<String>, capitalizesNouns: Bool) -> [String] {
        var names: [String] = []
        var isStart = true
        for token in text.split(whereSeparator: \.isWhitespace) {
            let startsSentence = isStart
            isStart = token.last.map { ":.!?".contains($0) } ?? false
            let parts = token.split { !$0.isWordPart && !"'’".contains($0) }
            for (index, part) in parts.enumerated() {
                guard let name = name(String(part)) else { continue }
                let capitals = part.filter(\.isUppercase).count
                if capitalizesNouns, capitals < 2 { continue }
                let isFirst = startsSentence && index == 0
                if isFirst, capitals < 2, isCommon(name, vocabulary) { continue }
                if !names.contains(name) { names.append(name) }
            }
        }
        return names
    }

    /// Returns a capitalized word in lower case, without a possessive ending; nil for other words.
    private static func name(_ word: String) -> String? {
        var word = word.trimming(while: { "'’".contains($0) })
        for ending in ["'s", "’s"] where word.hasSuffix(ending) { word = String(word.dropLast(2)) }
        guard word.count > 1, word.contains(where: \.isUppercase), word.contains(where: \.isLetter) else { return nil }
        // "I'm", "I'll" and numerals such as 1990s do not name anybody.
        if word.hasPrefix("I'") || word.hasPrefix("I’") || word.first?.isNumber == true { return nil }
        return word.lowercased()
    }

    /// Returns true if a word at the start of a sentence is an ordinary one.
    private static func isCommon(_ word: String, _ vocabulary: Set<String>) -> Bool {
        if vocabulary.contains(word) || openers.contains(word) { return true }
        // Adverbs and gerunds open sentences and name nobody.
        if word.hasSuffix("ly") || word.hasSuffix("ing") { return true }
        return ["s", "es", "ed"].contains { word.hasSuffix($0) && vocabulary.contains(String(word.dropLast($0.count))) }
            || vocabulary.contains(word + "s")
    }

    private static func quotes(in text: String) -> [String] {
        let found = text.matches(of: /“([^”]{3,})”|„([^“”]{3,})[“”]|"([^"]{3,})"|«([^»]{3,})»/)
        return found.compactMap { match in
            let quote = String(match.output.1 ?? match.output.2 ?? match.output.3 ?? match.output.4 ?? "")
            return Prose.words(in: quote) >= 3 ? quote : nil
        }
    }

    private static let openers = Set(
        """
        a about above according after again all almost along already also although always among an and another any are as at
        away back because before behind below beneath beside between beyond both but by can consider could despite did do does
        during each early either enough even ever every everyone everything few finally first for from further had has have he
        hence her here his how however i if in indeed instead into is it its just last later least less let like little long
        many may maybe meanwhile might more moreover most much must my near neither never next no nobody none nor not nothing
        now of off often on once one only or other others otherwise our out over overall part people perhaps rather same second
        several she should similarly since so some someone something soon still such take than that the their them then there
        these they third this those though three through thus to today together too two under unless until up upon very was we
        were what when whenever where whereas whether which while who whose why will with within without would year years yet
        you your das der die ein eine el il in la le les los mit und von wer wie
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension String {
    fileprivate func trimming(while isUnwanted: (Character) -> Bool) -> String {
        String(drop(while: isUnwanted).reversed().drop(while: isUnwanted).reversed())
    }
}
