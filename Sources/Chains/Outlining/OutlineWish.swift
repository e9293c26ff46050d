/// The writer's wish for a new outline in plain words, such as "5 sections, for beginners".
package struct OutlineWish: Sendable, Equatable {
    /// The wish as it was typed; empty if there is none.
    package let text: String
    /// The number of top-level sections that it names, from 1 to 20; nil if it names none.
    package let sections: Int?

    /// True if it changes an outline, as "add a section on costs" does, so that one has to be there first.
    package var isChange: Bool {
        text.firstMatch(of: /(?i)^\s*(?:please,?\s+)?(?:add|insert|remove|drop|delete|move|rename)\s/) != nil
    }

    /// The readers that it names, as in "for beginners"; nil if it names none.
    package var audience: String? {
        text.firstMatch(of: /(?i)(?:^|\s)(?:for|für|pour|para|per)\s+([^,;.]+)[.!]?\s*$/).map { String($0.output.1) }
    }

    /// Creates a wish; the number of sections is read in English, German, French, Spanish and Italian.
    package init(_ text: String = "") {
        self.text = text
        let pattern =
            /(?i)(?:^|[^\w.])(\d{1,2}|[a-zà-ÿ]+)\s+(?:top-level\s+)?(?:section|part|chapter|abschnitt|kapitel|teil|partie|chapitre|secci|cap[ií]t|parte|sezion)\w*/
        sections = text.matches(of: pattern).lazy.compactMap { match in
            Int(match.output.1) ?? Self.numerals[match.output.1.lowercased()]
        }.first { (1...20).contains($0) }
    }

    private static let numerals: [String: Int] = {
        let languages = [
            "two three four five six seven eight nine ten", "zwei drei vier fünf sechs sieben acht neun zehn",
            "deux trois quatre cinq six sept huit neuf dix", "dos tres cuatro cinco seis siete ocho nueve diez",
            "due tre quattro cinque sei sette otto nove dieci",
        ]
        let pairs = languages.flatMap { $0.split(separator: " ").enumerated().map { (String($1), $0 + 2) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
