import Manuscript

/// The messages for medium models: all titles in one line, and the task.
///
/// A longer instruction makes such a model worse: it copies its words. Without the end of the section before, it begins
/// every section at the beginning.
struct MediumPrompt {
    let base: SectionPrompt
    /// True if an earlier section has a text.
    let hasEarlier: Bool
    /// The text of the section right before this one, if this one is to go on from it.
    let previous: String?

    private var session: Session { base.session }
    private var section: Section { base.entry.section }

    /// The number of words to request.
    var words: Int { base.words }

    /// The parts of the prompt, in the order in which they are sent.
    var parts: [PromptPart] {
        [
            PromptPart(.system, "voice", voice), PromptPart(.system, "contract", titles),
            SourcePrompt.part(base.passages), PromptPart(.user, "task", request),
        ].compactMap(\.self)
    }

    private var voice: String {
        let allowsLists = ["few", "often"].contains(session.style.lists)
        let form = allowsLists ? "" : " Running prose, never a list."
        let rules = [
            "You write one section of a blog post: its paragraphs only, without title, heading, greeting or summary.\(form)",
            "The reader has read the earlier sections, so do not define again what they defined.",
            "Every sentence names something concrete. Short sentences of four or five words stand between long ones.",
        ]
        // Otherwise, a model of this size tells a story about itself.
        let person = session.style.person.isEmpty ? ["Never write \"I\" or \"we\"."] : []
        return (rules + person + Voice.card(session.style)).joined(separator: "\n")
    }

    private var titles: String {
        let titles = session.outline.entries.map(\.section.title).joined(separator: "; ")
        return "The post: \(session.topic)\nIts sections: \(titles)"
    }

    private var request: String {
        let isNew = section.text == nil
        let verb = isNew || base.task.isEdit ? "" : ", anew"
        let start = base.task.isEdit ? "Change" : "Write"
        if case .excerpt = base.task {
            let task = ["Change one passage of section \(base.entry.number), \"\(section.title)\"."]
            return (task + SourcePrompt.rules(base.passages) + base.instructions).joined(separator: "\n")
        }
        var lines = ["\(start) the body of section \(base.entry.number), \"\(section.title)\"\(verb)."]
        if !section.brief.isEmpty { lines.append("It covers: \(section.brief)") }
        if !section.points.isEmpty { lines.append("It says: \(section.points.joined(separator: "; ")).") }
        if !base.task.isEdit { lines += surroundings }
        return (lines + SourcePrompt.rules(base.passages) + base.instructions).joined(separator: "\n")
    }

    private var surroundings: [String] {
        guard hasEarlier else {
            let isFirst = session.outline.entries.first { $0.section.isLeaf }?.section.id == section.id
            return isFirst ? ["Open with a plain fact about the subject: no greeting, no question, no praise."] : []
        }
        var lines: [String] = []
        if let end = previous.flatMap(Self.lastSentence) {
            lines.append("The section before ends: \"\(end)\" Go on from there without repeating it.")
        }
        if section.role == .conclusion {
            lines.append("It closes the post: say what follows from it all, and do not repeat the sections.")
        }
        return lines
    }

    private static func lastSentence(of text: String) -> String? {
        guard let block = Prose.blocks(in: text).last, !Sentences.isStructural(block) else { return nil }
        let line = CitationMarks.removed(from: block.split(separator: "\n").joined(separator: " "))
        let start = Sentences.ends(in: line).last { $0 < line.endIndex } ?? line.startIndex
        return String(line[start...]).trimmed
    }
}
