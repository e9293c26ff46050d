/// Two sections that are to cover the same matter, found in the outline before anything is written.
package struct Overlap: Sendable, Equatable {
    /// What the two have in common.
    package enum Kind: String, Sendable, Equatable, CaseIterable { case points, titles, briefs }

    /// The one that comes first in the post.
    package var first: Outline.Entry
    package var later: Outline.Entry
    package var kind: Kind
    /// The words or the point that they share, for people.
    package var shared: String

    /// Of the fewer content words of two titles, the share from which on they say the same.
    private static let titleShare = 0.66
    /// The same for two points, which have more words.
    private static let pointShare = 0.75
    /// The same for two briefs, which share more words by chance.
    private static let briefShare = 0.6
    /// Content words that two points or briefs have in common at the least.
    private static let leastCommon = 3

    /// Overlaps that are kept of each later section.
    package static let most = 8

    /// The overlaps among the sections that want a text: one for each pair, points before titles before briefs.
    ///
    /// At most `most` for each later section, so that an outline of like titles does not fill the memory.
    /// Introductions and conclusions speak of the rest by their nature. Words of the topic are in every section of a post,
    /// so they do not count. Locked sections count: it is the other one that can give way.
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

    /// How two sections overlap; nil where they do not, or where one of them wants no text.
    package static func between(_ first: Section.ID, _ later: Section.ID, in session: Session) -> Overlap? {
        let (entries, matters) = wanting(in: session)
        let pair = entries.indices.filter { [first, later].contains(entries[$0].section.id) }
        guard pair.count == 2, !isWithin(entries[pair[0]], entries[pair[1]]),
            let (kind, shared) = common(matters[pair[0]], matters[pair[1]])
        else { return nil }
        return Overlap(first: entries[pair[0]], later: entries[pair[1]], kind: kind, shared: shared)
    }

    /// The sections that want a text and are no introduction or conclusion, with what is compared of them.
    private static func wanting(in session: Session) -> (entries: [Outline.Entry], matters: [Matter]) {
        let entries = session.outline.entries.filter { entry in
            entry.section.role == nil && (entry.section.isLeaf || entry.section.words != nil)
        }
        let topic = Set(ContentWords.of(session.topic))
        return (entries, entries.map { Matter($0, topic: topic) })
    }

    /// A section and what stands below it have their matter in common by right.
    private static func isWithin(_ left: Outline.Entry, _ right: Outline.Entry) -> Bool {
        left.path.starts(with: right.path) || right.path.starts(with: left.path)
    }

    /// What is compared of one section.
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

    /// Of the fewer words, the share that the other one has too; 0 where there are none.
    private static func share(_ left: Set<String>, _ right: Set<String>) -> Double {
        let fewer = min(left.count, right.count)
        return fewer == 0 ? 0 : Double(left.intersection(right).count) / Double(fewer)
    }
}
