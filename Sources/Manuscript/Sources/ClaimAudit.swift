/// The claims of a post that a reader may ask a source for: numbers, quotations, dates and names without a citation.
package struct ClaimAudit: Sendable {
    /// The reason why a claim needs a source, the weightiest first.
    package enum Kind: String, Sendable, CaseIterable, Comparable {
        case quotation, date, number, name

        package static func < (left: Kind, right: Kind) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// A claim without a source, with its place.
    package struct Finding: Sendable, Equatable {
        /// The name of the section, such as "2.3 Flour".
        package var section: String
        /// The place of the claim among those of the section, from 1.
        package var number: Int
        package var text: String
        package var kinds: [Kind]
        /// The words that need a source, as they are in the claim.
        package var words: [String]
    }

    /// The findings, in the order of the text.
    package let findings: [Finding]
    /// The number of claims that need a source, with or without one.
    package let count: Int

    /// Looks through a post; citations, links and footnotes count as sources.
    ///
    /// Names of the topic and of titles need none.
    package init(of post: CheckedPost) {
        let bodies = post.parts.map(\.body)
        let german = TextLanguage.of(bodies.joined(separator: "\n"))?.code == "de"
        let judge = ClaimSupport(texts: bodies, capitalizesNouns: german)
        let known = Set(
            judge.facts(of: "The \(post.topic)").names + post.parts.flatMap { judge.facts(of: "The \($0.title)").names }
        )
        // At the start of a sentence, any word has a capital, so a name must occur elsewhere too.
        let claims = post.parts.flatMap { Claim.all(in: $0.body) }
        let certain = Set(claims.flatMap { judge.facts(of: Self.withoutFirstWord($0.text)).names })
        var (findings, count) = ([Finding](), 0)
        for part in post.parts {
            for (index, claim) in Claim.all(in: part.body).enumerated() {
                let (kinds, words) = Self.needs(of: claim.text, judge, known, certain)
                guard !kinds.isEmpty else { continue }
                count += 1
                if claim.addresses.isEmpty, !Self.hasSource(claim.text, in: part.body) {
                    findings.append(
                        Finding(section: part.name, number: index + 1, text: claim.text, kinds: kinds, words: words))
                }
            }
        }
        (self.findings, self.count) = (findings, count)
    }

    /// Returns a claim with another first word, behind which no word stands at the start.
    private static func withoutFirstWord(_ text: String) -> String {
        "The " + text.drop { !$0.isWhitespace }
    }

    private static func needs(of text: String, _ judge: ClaimSupport, _ known: Set<String>, _ certain: Set<String>) -> (
        [Kind], [String]
    ) {
        let facts = judge.facts(of: text)
        let own = Set(judge.facts(of: withoutFirstWord(text)).names)
        var (kinds, words): (Set<Kind>, [String]) = ([], facts.quotes)
        if !facts.quotes.isEmpty { kinds.insert(.quotation) }
        for figure in facts.figures {
            let isYear =
                (1000...2100).contains(figure.value) && figure.text.count == 4 && figure.text.allSatisfy(\.isNumber)
            kinds.insert(isYear ? .date : .number)
            words.append(figure.text)
        }
        for name in facts.names where !known.contains(name) && (own.contains(name) || certain.contains(name)) {
            kinds.insert(months.contains(name) ? .date : .name)
            words.append(name.capitalizedFirst)
        }
        return (kinds.sorted(), words)
    }

    /// Returns true if the Markdown of a claim has a link or a footnote; `text` is the claim without its marks.
    private static func hasSource(_ text: String, in body: String) -> Bool {
        guard body.contains("](") || body.contains("[^") || body.contains("://") else { return false }
        let start = text.prefix(40)
        let sentence = ProseSentence.all(in: body).first { $0.text.hasPrefix(start) }
        guard let sentence else {
            return body.split(separator: "\n").contains { $0.contains(start) && isLinked(String($0)) }
        }
        // A footnote may stand behind the full stop.
        return isLinked(String(body[sentence.range]) + body[sentence.range.upperBound...].prefix(6))
    }

    private static func isLinked(_ text: String) -> Bool {
        text.contains("](") || text.contains("[^") || text.contains("://")
    }

    private static let months: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember",
    ]
}
