/// Recognizes sentences that deny something.
enum Negation {
    /// Returns true if a sentence denies something: "is not", "never", "without", "fails to".
    ///
    /// Known are the words of English, German, French, Italian and Spanish.
    static func occurs(in text: String) -> Bool {
        let words = Self.words(of: text)
        return words.enumerated().contains { index, word in
            guard isNegation(word) else { return false }
            let next = index + 1 < words.count ? words[index + 1] : ""
            // "not only … but" and "no fewer than" affirm.
            return !(word == "not" || word == "no") || !["only", "just", "merely", "fewer", "less"].contains(next)
        }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && $0 != "'" }.map(String.init)
    }

    private static func isNegation(_ word: String) -> Bool { word.hasSuffix("n't") || all.contains(word) }

    /// Returns true if one text has a word that the other has with a prefix that negates it: "stable" and "unstable".
    static func isHidden(in text: String, _ other: String) -> Bool {
        let (left, right) = (Set(words(of: text)), Set(words(of: other)))
        func has(_ some: Set<String>, _ others: Set<String>) -> Bool {
            some.contains { word in
                prefixes.contains {
                    word.hasPrefix($0) && word.count - $0.count > 3 && others.contains(String(word.dropFirst($0.count)))
                }
            }
        }
        return has(left, right) || has(right, left)
    }

    private static let prefixes = ["un", "in", "im", "ir", "dis", "non", "il"]
    private static let all = Set(
        """
        not no never none neither nor cannot without nobody nothing nowhere hardly barely scarcely rarely seldom fail fails
        failed failing lack lacks lacked lacking unable impossible refuse refuses refused absent absence false untrue deny
        denies denied prevent prevents prevented
        nicht kein keine keinen keinem keiner keines nie niemals ohne weder niemand nichts
        ne pas jamais aucun aucune sans personne rien
        non mai nessun nessuno nessuna senza niente
        no nunca jamás ningún ninguna sin nadie nada
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
