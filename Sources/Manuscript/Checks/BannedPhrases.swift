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
