import Manuscript

/// The whole outline as every writing call of a capable model sees it.
///
/// No status marks and no dates: its bytes must be the same in every call of a post, so that the server's prompt cache
/// serves it.
enum Contract {
    /// The contract of a post.
    static func text(of session: Session) -> String {
        let head = ["THE POST: \(session.topic)", "Its sections, each with what it alone covers:"]
        return (head + session.outline.entries.flatMap { titleLine($0) + matter($0) }).joined(separator: "\n")
    }

    /// The titles alone, and what one section covers: for windows that are too small for the whole.
    static func short(of session: Session, for entry: Outline.Entry) -> String {
        let head = ["THE POST: \(session.topic)", "Its sections:"]
        let lines = session.outline.entries.flatMap { other in
            titleLine(other) + (other.section.id == entry.section.id ? matter(other) : [])
        }
        return (head + lines).joined(separator: "\n")
    }

    private static func titleLine(_ entry: Outline.Entry) -> [String] {
        let budget = entry.section.words.map { " [about \($0) words]" } ?? ""
        return ["\(indent(entry))\(entry.number) \(entry.section.title)\(budget)"]
    }

    private static func matter(_ entry: Outline.Entry) -> [String] {
        let section = entry.section
        let brief = section.brief.isEmpty ? [] : ["\(indent(entry))  \(section.brief)"]
        return brief + section.points.map { "\(indent(entry))  - \($0)" }
    }

    private static func indent(_ entry: Outline.Entry) -> String {
        String(repeating: "  ", count: entry.depth - 1)
    }
}
