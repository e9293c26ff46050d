import Manuscript

/// The whole outline as shown in every writing call of a capable model.
///
/// It has no status marks or dates: its bytes must be identical in every call of a post, so that the server's prompt
/// cache can reuse it.
enum Contract {
    /// Returns the contract of a post.
    static func text(of session: Session) -> String {
        let head = ["THE POST: \(session.topic)", "Its sections, each with what it alone covers:"]
        return (head + session.outline.entries.flatMap { titleLine($0) + matter($0) } + told(in: session))
            .joined(separator: "\n")
    }

    /// Returns all titles, but the content of one section only, for windows too small for the whole contract.
    static func short(of session: Session, for entry: Outline.Entry) -> String {
        let head = ["THE POST: \(session.topic)", "Its sections:"]
        let lines = session.outline.entries.flatMap { other in
            titleLine(other) + (other.section.id == entry.section.id ? matter(other) : [])
        }
        return (head + lines).joined(separator: "\n")
    }

    /// Returns all titles with numbers and budgets, for a conversation with a medium model.
    static func titles(of session: Session) -> String {
        (["THE POST: \(session.topic)", "Its sections:"] + session.outline.entries.flatMap(titleLine))
            .joined(separator: "\n")
    }

    /// Returns the lines that the writer told about the post, such as the answers of an interview.
    private static func told(in session: Session) -> [String] {
        let lines = session.references.flatMap(\.told)
        return lines.isEmpty ? [] : ["The writer says:"] + lines.map { "- \($0)" }
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
