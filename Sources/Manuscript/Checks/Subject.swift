/// Whether sections speak of their subject: the share of the content words of a section's title and brief that occur in its
/// text, as a mean over the sections.
///
/// A figure to compare posts by and no more. A good title may well be a picture whose words the text never needs, so there
/// is nothing that it is held to.
package enum Subject: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        let measured = post.parts.compactMap { part -> (whole: Double, title: Double)? in
            let words = Set(ContentWords.of(part.body))
            guard !part.body.isEmpty, let whole = share(of: "\(part.title) \(part.brief)", in: words) else {
                return nil
            }
            return (whole, share(of: part.title, in: words) ?? whole)
        }
        guard !measured.isEmpty else { return nil }
        func mean(_ figures: [Double]) -> Double { 100 * figures.reduce(0, +) / Double(figures.count) }
        return Verdict(
            name: "subject", figure: mean(measured.map(\.whole)), isPercent: true, limit: "–", holds: true,
            findings: [],
            details: ["sections": Double(measured.count), "titles": mean(measured.map(\.title))])
    }

    /// How many of the content words of a text are among `words`; nil where it has none.
    package static func share(of text: String, in words: Set<String>) -> Double? {
        let wanted = Set(ContentWords.of(text))
        return wanted.isEmpty ? nil : Double(wanted.intersection(words).count) / Double(wanted.count)
    }
}
