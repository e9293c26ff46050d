/// Measures how far sections stay on their subject.
///
/// The figure is the share of the content words of title and brief that occur in the text, averaged over the sections.
/// It is for comparing posts and has no threshold: a good title may be a metaphor whose words the text never uses.
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

    /// Returns the share of a text's content words that are in `words`; nil if it has none.
    package static func share(of text: String, in words: Set<String>) -> Double? {
        let wanted = Set(ContentWords.of(text))
        return wanted.isEmpty ? nil : Double(wanted.intersection(words).count) / Double(wanted.count)
    }
}
