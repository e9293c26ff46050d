import Manuscript

/// Builds the messages of outline calls for capable models.
///
/// The calls for a new outline begin alike, and the list of sections only grows, so that the server's prompt cache can
/// reuse what it has read.
enum OutlinePrompt {
    private static let planner = """
        You plan long blog posts: first the titles of all parts, then, one section at a time, what each part covers. You answer \
        with JSON only.
        Titles are specific, of at most eight words, without numbers or markup; none only repeats the topic. No two parts cover \
        the same matter: each point belongs to exactly one part. The order lets a reader understand each part from those before \
        it. The first section opens the post and the last closes it; neither has subsections. A section is one piece, or has two \
        or more subsections and no points of its own.
        """

    /// Returns the messages that ask for the titles of a new outline.
    static func titles(
        _ session: Session, sections: ClosedRange<Int>, wish: OutlineWish = OutlineWish(), material: String = ""
    ) -> [ModelRequest.Message] {
        let task = """
            Give the titles in reading order: an object with "sections", each with "heading" and "subsections" (a list of titles, \
            empty where the section is one piece).
            """
        return [message(session), .init(.user, head(session, sections, wish) + "\n" + material + task)]
    }

    /// Returns the messages that ask what the parts with these numbers cover; `known` are the sections so far.
    static func briefs(
        _ session: Session, sections: ClosedRange<Int>, wish: OutlineWish = OutlineWish(), material: String = "",
        known: [OutlineDraft.Node], of numbers: [String]
    ) -> [ModelRequest.Message] {
        // Only the numbers at the end differ between the calls, so that servers cache the rest.
        let form = """
            Below are the sections in reading order; more may follow. For each part that is asked for at the end, answer with \
            what it is to cover: an object with "sections", each with "number", "brief" (one or two sentences that say more \
            than the title) and "points" (two to five, each one thing that must be said there and nowhere else).
            """
        let task = "Say what these parts cover: \(numbers.joined(separator: ", "))."
        let lines = [form] + self.lines(known) + ["", task]
        let text = head(session, sections, wish) + "\n" + material + lines.joined(separator: "\n")
        return [message(session), .init(.user, text)]
    }

    private static func head(_ session: Session, _ sections: ClosedRange<Int>, _ wish: OutlineWish) -> String {
        let words = session.style.words ?? OutlineChain.defaultWords
        let parts = max(3, words / 160)
        let count =
            sections.count == 1 ? "exactly \(sections.lowerBound)" : "\(sections.lowerBound) to \(sections.upperBound)"
        let wished = wish.text.isEmpty ? "" : "\nThe writer's wish for the outline: \(wish.text)"
        return """
            Topic: \(session.topic)
            Length of the whole post: about \(words) words, so about \(parts) parts that are written, in \(count) sections.\(wished)
            """
    }

    private static func lines(_ nodes: [OutlineDraft.Node], _ path: [Int] = []) -> [String] {
        nodes.enumerated().flatMap { index, node in
            let own = path + [index + 1]
            let indent = String(repeating: "  ", count: path.count)
            let number = own.map(String.init).joined(separator: ".")
            return ["\(indent)\(number) \(node.title)"] + lines(node.children, own)
        }
    }

    /// Returns the messages for revising the existing outline.
    static func revision(
        _ session: Session, instruction: String, material: String = ""
    ) -> [ModelRequest.Message] {
        let lines = session.outline.entries.map { entry in
            let indent = String(repeating: "  ", count: entry.depth - 1)
            let brief = entry.section.brief.isEmpty ? "" : " — \(entry.section.brief)"
            return "\(indent)[\(entry.section.id)] \(entry.section.title)\(brief)"
        }
        let task = """
            Topic: \(session.topic)
            \(material)The outline as it is, with the id of each part in brackets:
            \(lines.joined(separator: "\n"))

            Change it as follows: \(instruction)
            Give the whole new outline: an object with "sections", each with "id", "heading", "brief" (one or two sentences), "points" \
            (two to five) and "subsections" (a list of the same without subsections, empty where the section is one piece). A part \
            that stays, also under another title or in another place, keeps its "id"; a new part has an empty "id". Change nothing \
            that the instruction does not ask for.
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
