import Platform

/// The words that carry the meaning of a text.
package enum ContentWords {
    /// Returns the content words in order, in lower case and without common English endings.
    ///
    /// So singular and plural match. This is a light stemmer: it strips one ending and leaves at least four letters, as
    /// in Harman, "How effective is suffixing?" (1991), which found such stemmers as good as full ones for comparing
    /// texts.
    package static func of(_ text: some StringProtocol) -> [String] {
        text.lowercased().split { !$0.isWordPart }.compactMap { word in
            guard word.count > 2, !stopWords.contains(String(word)), word.contains(where: \.isLetter) else {
                return nil
            }
            let ending = endings.first { word.hasSuffix($0) && word.count - $0.count >= 4 }
            return String(word.dropLast(ending?.count ?? 0))
        }
    }

    /// Returns the content words and numbers that identify a short text: "phase 1" is not "phase 2".
    package static func matter(of text: some StringProtocol) -> Set<String> {
        let numbers = text.split { !$0.isWordPart }.filter { $0.allSatisfy(\.isNumber) }
        return Set(of(text)).union(numbers.map { String($0) })
    }

    private static let endings = ["ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "y"]

    private static let stopWords = Set(
        """
        about after all also and any are because been before but can conclusion could did does for from get guide had has
        have her here him his how into introduction its just may might more most must not off one only other our out over
        own she should some such than that the their them then there these they this those through too under until upon
        very was were what when where which while who whom whose why will with would you your ultimate basics each
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
