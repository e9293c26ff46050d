import Manuscript

/// The whole outline as every writing call of a capable model sees it.
///
/// No status marks and no dates: its bytes must be the same in every call of a post, so that the server's prompt cache
/// serves it.
enum Contract {
    /// The contract of a post.
    static func text(of session: Session) -> String {
        var lines = ["THE POST: \(session.topic)", "Its sections, each with what it alone covers:"]
        for entry in session.outline.entries {
            let section = entry.section
            let budget = section.words.map { " [about \($0) words]" } ?? ""
            lines.append("\(indent(entry))\(entry.number) \(section.title)\(budget)")
            if !section.brief.isEmpty { lines.append("\(indent(entry))  \(section.brief)") }
            lines += section.points.map { "\(indent(entry))  - \($0)" }
        }
        return lines.joined(separator: "\n")
    }

    private static func indent(_ entry: Outline.Entry) -> String {
        String(repeating: "  ", count: entry.depth - 1)
    }
}
