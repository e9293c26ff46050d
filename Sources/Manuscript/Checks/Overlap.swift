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

    /// The overlaps among the sections that want a text: one for each pair, points before titles before briefs.
    ///
    /// Introductions and conclusions speak of the rest by their nature. Words of the topic are in every section of a post,
    /// so they do not count. Locked sections count: it is the other one that can give way.
    package static func all(in session: Session) -> [Overlap] {
        let entries = session.outline.entries.filter { entry in
            entry.section.role == nil && (entry.section.isLeaf || entry.section.words != nil)
        }
        let matters = entries.map { Matter($0, topic: Set(ContentWords.of(session.topic))) }
        var found: [Overlap] = []
        for later in entries.indices {
            for first in entries.indices.prefix(later) where !isWithin(entries[first], entries[later]) {
                guard let (kind, shared) = common(matters[first], matters[later]) else { continue }
                found.append(Overlap(first: entries[first], later: entries[later], kind: kind, shared: shared))
            }
        }
        return found
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
