import Platform

/// The words that carry the meaning of a text.
package enum ContentWords {
    /// Returns the content words in order, in lower case and without common English endings.
    ///
    /// So singular and plural match. This is a light stemmer: it strips one ending and leaves at least four letters, as
    /// in Harman, "How effective is suffixing?" (1991), which found such stemmers as good as full ones for comparing
    /// texts.
    package static func of(_ text: some StringProtocol) -> [String] {
        var text = String(text)
        var words: [String] = []
        text.withUTF8 { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex { $0 == 0x20 || $0 == 0x0A } ?? bytes.count
                add(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &words)
                start = end + 1
            }
        }
        return words
    }

    /// Adds the words of a text without spaces.
    ///
    /// Most texts are ASCII, and characters are many times slower than bytes.
    private static func add(_ token: UnsafeBufferPointer<UInt8>, to words: inout [String]) {
        guard token.allSatisfy({ $0 < 0x80 }) else {
            let text = String(decoding: token, as: UTF8.self).lowercased()
            words += text.split { !$0.isWordPart }.compactMap { stem(String($0)) }
            return
        }
        for word in token.split(whereSeparator: { !isWordPart($0) }) where word.count > 2 {
            let lower = String(decoding: word.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
            if let stem = stem(lower) { words.append(stem) }
        }
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// Returns a word in lower case without its ending; nil if it carries no meaning.
    private static func stem(_ word: String) -> String? {
        guard word.count > 2, !stopWords.contains(word), word.contains(where: \.isLetter) else { return nil }
        guard let last = word.utf8.last, lastLetters.contains(last),
            let ending = endings.first(where: { word.hasSuffix($0) && word.count - $0.count >= 4 })
        else { return word }
        return String(word.dropLast(ending.count))
    }

    /// Returns the content words and numbers that identify a short text: "phase 1" is not "phase 2".
    package static func matter(of text: some StringProtocol) -> Set<String> {
        let numbers = text.split { !$0.isWordPart }.filter { $0.allSatisfy(\.isNumber) }
        return Set(of(text)).union(numbers.map { String($0) })
    }

    private static let endings = ["ations", "ation", "ings", "ing", "ies", "es", "ed", "s", "y"]

    private static let lastLetters = Set(endings.compactMap(\.utf8.last))

    private static let stopWords = Set(
        """
        about after all also and any are because been before but can conclusion could did does for from get guide had has
        have her here him his how into introduction its just may might more most must not off one only other our out over
        own she should some such than that the their them then there these they this those through too under until upon
        very was were what when where which while who whom whose why will with would you your ultimate basics each
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
