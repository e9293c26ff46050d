/// Finds the phrases that the style card bans, as whole words.
package enum BannedPhrases: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        guard !post.style.banned.isEmpty, !post.parts.isEmpty else { return nil }
        let findings = post.parts.flatMap { part in
            post.style.banned.compactMap { phrase -> String? in
                let count = Self.count(of: phrase, in: "\(part.title)\n\n\(part.body)")
                return count == 0 ? nil : "\(part.name): it says \"\(phrase)\"\(count > 1 ? " \(count) times" : "")"
            }
        }
        return Verdict(
            name: "banned phrases", figure: Double(findings.count), isPercent: false, limit: "0",
            holds: findings.isEmpty, findings: findings)
    }

    /// Counts a phrase in a text as whole words, ignoring case and differences in whitespace.
    package static func count(of phrase: String, in text: String) -> Int {
        let (text, phrase) = (Quotation.plain(text), Quotation.plain(phrase))
        guard !phrase.isEmpty else { return 0 }
        // In scripts without spaces, a phrase has no word boundaries.
        let hasEnds = phrase.unicodeScalars.allSatisfy { ![.han, .kana, .thai].contains(WritingSystem.of($0)) }
        return text.ranges(of: phrase).count { range in
            let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
            let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
            return !hasEnds || !(before.isLetter || before.isNumber || after.isLetter || after.isNumber)
        }
    }
}

/// Checks that each section uses the grammatical person that the style card asks for.
package enum PersonCheck: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        let parts = post.parts.filter { !$0.body.isEmpty }
        guard let allowed = GrammaticalPerson.allowed(by: post.style.person), !parts.isEmpty,
            let language = GrammaticalPerson.language(of: parts.map(\.body).joined(separator: "\n"))
        else { return nil }
        let findings = parts.compactMap { part -> String? in
            let counts = GrammaticalPerson.counts(in: part.body, language: language)
            let wrong = GrammaticalPerson.allCases.filter { !allowed.contains($0) && counts[$0] != nil }
            let right = allowed.reduce(0) { $0 + (counts[$1] ?? 0) }
            guard let worst = wrong.max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }), let count = counts[worst],
                allowed.isEmpty || count > right
            else { return nil }
            return "\(part.name): it is in the \(worst.rawValue) (\(count) time\(count == 1 ? "" : "s"))"
        }
        return Verdict(
            name: "person", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings)
    }
}

/// Checks that texts and headings use the script of the post's language, from the style card or else the topic.
package enum LanguageCheck: PostCheck {
    /// The smallest acceptable share; names are often written in another script.
    private static let least = 0.5
    /// With fewer letters, the result would mean nothing.
    private static let fewest = 12

    package static func verdict(on post: CheckedPost) -> Verdict? {
        let systems =
            post.style.language.isEmpty
            ? WritingSystem.main(of: post.topic) : WritingSystem.of(language: post.style.language) ?? []
        guard !systems.isEmpty, !post.parts.isEmpty else { return nil }
        let findings = post.parts.flatMap { part in
            [fault(part.title, "its heading", systems, isHeading: true), fault(part.body, "its text", systems)]
                .compactMap { $0.map { "\(part.name): \($0)" } }
        }
        return Verdict(
            name: "language", figure: Double(findings.count), isPercent: false, limit: "0", holds: findings.isEmpty,
            findings: findings)
    }

    private static func fault(
        _ text: String, _ what: String, _ systems: Set<WritingSystem>, isHeading: Bool = false
    ) -> String? {
        let prose = isHeading ? text : RetoldParagraphs.prose(of: text).joined(separator: "\n")
        let counts = WritingSystem.counts(in: prose)
        let all = counts.values.reduce(0, +)
        let right = systems.reduce(0) { $0 + (counts[$1] ?? 0) }
        guard all >= fewest else { return nil }
        let isJapanese = systems == [.han, .kana]
        // A heading may be a name; a Japanese text without kana is Chinese.
        let isWrong =
            isHeading ? right == 0 : Double(right) < least * Double(all) || (isJapanese && counts[.kana] == nil)
        guard isWrong else { return nil }
        let found = counts.max { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }?.key
        return "\(what) is in \(found?.rawValue ?? "other") letters"
    }
}
