/// Two sections with overlapping subjects, found in the outline before anything is written.
package struct Overlap: Sendable, Equatable {
    /// The kind of overlap.
    package enum Kind: String, Sendable, Equatable, CaseIterable { case points, titles, briefs }

    /// The section that comes first in the post.
    package var first: Outline.Entry
    package var later: Outline.Entry
    package var kind: Kind
    /// The shared words or the shared point, for display.
    package var shared: String

    /// The share of the smaller title's content words from which two titles count as the same.
    private static let titleShare = 0.66
    /// The same threshold for points, which have more words.
    private static let pointShare = 0.75
    /// The same threshold for briefs, which share more words by chance.
    private static let briefShare = 0.6
    /// The minimum number of content words that two overlapping points or briefs share.
    private static let leastCommon = 3

    /// The maximum number of overlaps kept for each later section.
    package static let most = 8

    /// Returns the overlaps among the sections that need a text: one for each pair, points before titles before briefs.
    ///
    /// There are at most `most` for each later section, which bounds the memory for an outline of similar titles.
    /// Introductions and conclusions are left out, since they naturally mention the rest. Words of the topic do not
    /// count, since they occur in every section. Locked sections count: the other section can give way.
    package static func all(in session: Session) -> [Overlap] {
        let (entries, matters) = wanting(in: session)
        var titles = ShareIndex(share: titleShare, of: matters.map(\.title))
        var briefs = ShareIndex(share: briefShare, of: matters.map(\.brief))
        var points = ShareIndex(share: pointShare, of: matters.flatMap { $0.points.map(\.words) })
        var found: [Overlap] = []
        for later in entries.indices {
            let matter = matters[later]
            var near = titles.holders(of: matter.title).union(briefs.holders(of: matter.brief))
            for point in matter.points { near.formUnion(points.holders(of: point.words)) }
            let own = near.sorted().lazy.filter { !isWithin(entries[$0], entries[later]) }.compactMap { first in
                common(matters[first], matter).map {
                    Overlap(first: entries[first], later: entries[later], kind: $0.0, shared: $0.1)
                }
            }
            found += own.prefix(most)
            titles.add(matter.title, holder: later)
            briefs.add(matter.brief, holder: later)
            for point in matter.points { points.add(point.words, holder: later) }
        }
        return found
    }

    /// Returns the overlap of two sections; nil if there is none, or if one of them needs no text.
    package static func between(_ first: Section.ID, _ later: Section.ID, in session: Session) -> Overlap? {
        let (entries, matters) = wanting(in: session)
        let pair = entries.indices.filter { [first, later].contains(entries[$0].section.id) }
        guard pair.count == 2, !isWithin(entries[pair[0]], entries[pair[1]]),
            let (kind, shared) = common(matters[pair[0]], matters[pair[1]])
        else { return nil }
        return Overlap(first: entries[pair[0]], later: entries[pair[1]], kind: kind, shared: shared)
    }

    /// Returns the sections that need a text and are neither introduction nor conclusion, with the words to compare.
    private static func wanting(in session: Session) -> (entries: [Outline.Entry], matters: [Matter]) {
        let entries = session.outline.entries.filter { entry in
            entry.section.role == nil && (entry.section.isLeaf || entry.section.words != nil)
        }
        let topic = Set(ContentWords.of(session.topic))
        return (entries, entries.map { Matter($0, topic: topic) })
    }

    /// Returns true if one section is inside the other; these share their subject by design.
    private static func isWithin(_ left: Outline.Entry, _ right: Outline.Entry) -> Bool {
        left.path.starts(with: right.path) || right.path.starts(with: left.path)
    }

    /// The words of one section that are compared.
    private struct Matter {
        let title: Set<String>
        let brief: Set<String>
        let points: [(text: String, words: Set<String>)]

        init(_ entry: Outline.Entry, topic: Set<String>) {
            func words(_ text: String) -> Set<String> { ContentWords.matter(of: text).subtracting(topic) }
            title = words(entry.section.title)
            brief = words(entry.section.brief)
            points = entry.section.points.map { ($0, words($0)) }
        }
    }

    private static func common(_ first: Matter, _ later: Matter) -> (Kind, String)? {
        for point in later.points {
            let again = first.points.contains { other in
                !point.words.isEmpty && point.words == other.words
                    || share(point.words, other.words) >= pointShare
                        && point.words.intersection(other.words).count >= leastCommon
            }
            if again { return (.points, point.text) }
        }
        if share(first.title, later.title) >= titleShare {
            return (.titles, first.title.intersection(later.title).sorted().joined(separator: ", "))
        }
        let briefs = first.brief.intersection(later.brief)
        if briefs.count >= leastCommon, share(first.brief, later.brief) >= briefShare {
            return (.briefs, briefs.sorted().joined(separator: ", "))
        }
        return nil
    }

    /// Returns the share of the smaller set's words that the other set has too; 0 if a set is empty.
    private static func share(_ left: Set<String>, _ right: Set<String>) -> Double {
        let fewer = min(left.count, right.count)
        return fewer == 0 ? 0 : Double(left.intersection(right).count) / Double(fewer)
    }
}
