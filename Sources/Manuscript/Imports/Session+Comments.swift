package import Platform

extension Session {
    /// Returns new review points for the comments in a text, and the comments whose words are in no section.
    ///
    /// A comment that is a point of the same words already is left out.
    package func points(
        for comments: [CriticMarkup.Comment], at now: Date
    ) -> (points: [ReviewPoint], unplaced: [String]) {
        var (points, unplaced): ([ReviewPoint], [String]) = ([], [])
        let first = (review.map(\.number).max() ?? 0) + 1
        for comment in comments {
            let places = outline.entries.filter { entry in
                entry.section.text.map { Quotation.occurs(comment.quote, in: $0.text) } ?? false
            }
            let named = places.first { !$0.section.title.isEmpty && comment.heading.hasSuffix($0.section.title) }
            guard let entry = named ?? places.first else {
                unplaced.append(comment.text)
                continue
            }
            let isKnown = (review + points).contains { point in
                point.section == entry.section.id && point.remark == comment.text
            }
            guard !isKnown else { continue }
            points.append(
                ReviewPoint(
                    number: first + points.count, section: entry.section.id, kind: .comment, quote: comment.quote,
                    problem: comment.text, at: now))
        }
        return (points, unplaced)
    }

    /// Takes over the marks of the file that the session was just imported from: comments as review points, and the texts
    /// without the changes as earlier versions.
    ///
    /// Returns the comments whose words are in no section.
    package mutating func take(_ marks: CriticMarkup, at now: Date) -> [String] {
        let (points, unplaced) = points(for: marks.comments, at: now)
        review += points
        let before = MarkdownPost(marks.rejected).parts
        let entries = outline.entries
        guard before.count == entries.count else { return unplaced }
        for (entry, part) in zip(entries, before) {
            let old = Prose.body(part.text)
            guard let new = entry.section.text?.text, !old.isEmpty, old != new else { continue }
            outline.update(entry.section.id) { section in
                section.versions = [old, new].enumerated().map {
                    Version(number: $0 + 1, text: $1, origin: .imported, at: now)
                }
                section.current = 2
            }
        }
        return unplaced
    }
}

extension ReviewPoint {
    /// The problem and the fix as one line.
    package var remark: String { [problem, fix].filter { !$0.isEmpty }.joined(separator: " ") }
}
