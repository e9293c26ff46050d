/// Two sections of a session that say the same.
package struct Retelling: Sendable, Equatable {
    /// The section that says it first.
    package var first: Outline.Entry
    /// The section that repeats it and has the most similar passage.
    package var later: Outline.Entry
    /// The similarity of the two sections, 0 to 1.
    package var cosine: Double
    /// The paragraph of the later section that is most similar to one of the first.
    package var passage: String

    /// Returns the retellings among the written sections: the worst one for each section that retells another.
    ///
    /// An introduction naturally mentions the rest, so it is never the section that says it first.
    package static func all(in session: Session) -> [Retelling] {
        let entries = session.outline.entries.filter { $0.section.text?.text.isEmpty == false }
        guard entries.count > 1 else { return [] }
        let bodies = entries.map { $0.section.text?.text ?? "" }
        var found: [Retelling] = []
        var told: Set<Section.ID> = []
        for pair in TermVectors(bodies.map(RetoldSections.prose)).likeness(above: RetoldSections.threshold).pairs {
            var (first, later) = (pair.first, pair.second)
            if entries[first].section.role == .introduction { swap(&first, &later) }
            guard told.insert(entries[later].section.id).inserted else { continue }
            found.append(
                Retelling(
                    first: entries[first], later: entries[later], cosine: pair.cosine,
                    passage: passage(in: bodies[later], like: bodies[first])))
        }
        return found.sorted { $0.later.path.lexicographicallyPrecedes($1.later.path) }
    }

    private static func passage(in later: String, like first: String) -> String {
        let (told, again) = (RetoldParagraphs.prose(of: first), RetoldParagraphs.prose(of: later))
        let vectors = TermVectors(told + again)
        let worth = again.indices.map { place in
            told.indices.map { vectors.cosine($0, told.count + place) }.max() ?? 0
        }
        return again.indices.max { worth[$0] < worth[$1] }.map { again[$0] } ?? later
    }
}
