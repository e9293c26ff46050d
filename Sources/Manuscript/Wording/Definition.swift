import Platform

/// A sentence that says what something is: "Data engineering is the process of …".
package struct Definition: Sendable, Equatable {
    /// The subject as the sentence has it, without an article.
    package var subject: String
    /// The key for comparing subjects: lower case, without a plural's "s".
    package var key: String

    /// Returns the definition that a sentence gives; nil if it gives none.
    ///
    /// The subject is one to four words at the start of the sentence or behind a short opening ("In simple terms, …").
    /// Pronouns and general words such as "the problem" don't count as subjects.
    package init?(_ sentence: String, language: GrammaticalPerson.Language) {
        guard let words = DefinitionWords.all[language] else { return nil }
        // An aside in brackets is not part of the subject: "Extract, transform, load (ETL) is …".
        let tokens = Self.tokens(of: sentence)
        let opening = tokens.prefix(Self.longestOpening).firstIndex { $0.last == "," }.map { $0 + 1 }
        let starts = [0] + (opening.map { [$0] } ?? [])
        guard let found = starts.lazy.compactMap({ Self.subject(of: tokens[$0...], words) }).first else { return nil }
        subject = found.joined(separator: " ")
        key = found.map { word in
            let word = word.lowercased()
            return word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
        }.joined(separator: " ")
    }

    /// The longest opening before the subject, in words.
    private static let longestOpening = 7
    /// The longest subject, in words.
    private static let longestSubject = 4

    /// Returns the first words, each with a comma behind it, without brackets and what is in them.
    private static func tokens(of sentence: String) -> [Substring] {
        // The rest of a long sentence cannot matter.
        return withoutAsides(sentence.prefix(200)).split { $0.isWhitespace || $0 == "'" || $0 == "’" }.map { token in
            token.drop { !$0.isWordPart }
        }.filter { !$0.isEmpty }.map { token in
            var token = token
            while let last = token.last, last != ",", !last.isLetter, !last.isNumber { token.removeLast() }
            return token
        }
    }

    private static func withoutAsides(_ text: Substring) -> String {
        var depth = 0
        return String(
            text.filter { character in
                if character == "(" { depth += 1 }
                defer { if character == ")", depth > 0 { depth -= 1 } }
                return depth == 0
            })
    }

    private static func subject(of tokens: ArraySlice<Substring>, _ words: DefinitionWords) -> [String]? {
        let low = tokens.prefix(longestSubject + 8).map { $0.lowercased() }
        let first = low.first.map(words.articles.contains) == true ? 1 : 0
        guard
            let verb = low.indices.dropFirst(first + 1).prefix(longestSubject).first(where: { words.isVerb(low[$0]) })
        else { return nil }
        let subject = low[first..<verb]
        guard subject.allSatisfy({ !words.excluded.contains($0) && $0.last != "," && $0.contains(where: \.isLetter) }),
            !subject.allSatisfy(words.general.contains), words.defines(low[verb...])
        else { return nil }
        return tokens.dropFirst(first).prefix(verb - first).map(String.init)
    }
}
