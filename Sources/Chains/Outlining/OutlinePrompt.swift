import Manuscript

/// Builds the messages of outline calls for capable models.
enum OutlinePrompt {
    private static let planner = """
        You plan long blog posts. You answer with JSON only: an object with "sections", each with "title", "brief" (one or \
        two sentences: what this part covers), "points" (two to five, each one thing that must be said there) and "subsections" \
        (a list of the same without subsections, empty where the section is one piece).
        Titles are specific, without numbers or markup. No two parts cover the same matter: each point belongs to exactly one \
        part. The order lets a reader understand each part from those before it. The first section opens the post and the last \
        closes it; neither has subsections. A section with subsections has no points of its own.
        """

    /// Returns the messages for a new outline.
    static func new(_ session: Session, sections: ClosedRange<Int>) -> [ModelRequest.Message] {
        let words = session.style.words ?? OutlineChain.defaultWords
        let parts = max(3, words / 160)
        let count =
            sections.count == 1 ? "exactly \(sections.lowerBound)" : "\(sections.lowerBound) to \(sections.upperBound)"
        let task = """
            Topic: \(session.topic)
            Length of the whole post: about \(words) words, so about \(parts) parts that are written, in \(count) sections.
            """
        return [message(session), .init(.user, task)]
    }

    /// Returns the messages for revising the existing outline.
    static func revision(_ session: Session, instruction: String) -> [ModelRequest.Message] {
        let lines = session.outline.entries.map { entry in
            let indent = String(repeating: "  ", count: entry.depth - 1)
            let brief = entry.section.brief.isEmpty ? "" : " — \(entry.section.brief)"
            return "\(indent)[\(entry.section.id)] \(entry.section.title)\(brief)"
        }
        let task = """
            Topic: \(session.topic)
            The outline as it is, with the id of each part in brackets:
            \(lines.joined(separator: "\n"))

            Change it as follows: \(instruction)
            Give the whole new outline. A part that stays, also under another title or in another place, keeps its "id"; a new \
            part has an empty "id". Change nothing that the instruction does not ask for.
            """
        return [message(session), .init(.user, task)]
    }

    private static func message(_ session: Session) -> ModelRequest.Message {
        let language = session.style.language
        let headings =
            language.isEmpty ? [] : ["Titles, briefs and points are in the language of the text: \(language)."]
        return .init(.system, ([planner] + Voice.card(session.style) + headings).joined(separator: "\n"))
    }
}
