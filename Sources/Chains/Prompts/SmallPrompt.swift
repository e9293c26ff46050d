import Manuscript

/// The messages for small models: one short question for one paragraph, with the section's own content but without the
/// outline, which such a model would go on listing.
struct SmallPrompt {
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    /// The index of the paragraph in the section; each paragraph covers a different aspect.
    var paragraph = 0
    /// The passages of the writer's sources for this section.
    var passages: [Passage] = []

    private var section: Section { entry.section }

    var messages: [ModelRequest.Message] { [.init(.user, question)] }

    private var question: String {
        switch task {
        case .write, .repair, .goOn, .polish, .alternative: return ask(wish: "")
        case .rewrite(let instruction): return ask(wish: instruction.isEmpty ? "" : " Make it \(plain(instruction)).")
        case .excerpt(let excerpt, let instruction, _):
            let wish = instruction.isEmpty ? "say it in other words" : plain(instruction)
            return "Rewrite this text. Change: \(wish)\n\n\(excerpt.text)"
        case .edit(let instruction):
            return "Rewrite this text. Change: \(instruction)\n\n\(section.text?.text ?? "")"
        }
    }

    private func ask(wish: String) -> String {
        let language = session.style.language.isEmpty ? "" : " Write in \(session.style.language)."
        return "Subject: \"\(session.topic)\" \(opening) Explain \(aspect).\(fact) Write one short, concrete paragraph."
            + wish + language
    }

    /// The passage that has most of this paragraph's words, as far as such a model can use it.
    private var fact: String {
        let wanted = Set(ContentWords.of("\(section.title) \(aspect)"))
        let shares = passages.map { wanted.intersection(ContentWords.of($0.text)).count }
        guard let most = shares.max(), let place = shares.firstIndex(of: most) else { return "" }
        // Each paragraph takes another passage where they fit equally well.
        let fitting = shares.indices.filter { shares[$0] == most }
        let chosen = fitting.isEmpty ? place : fitting[paragraph % fitting.count]
        let words = SourcePrompt.plain(passages[chosen].text).split(separator: " ")
        return " Use this fact: \"\(words.prefix(Self.factWords).joined(separator: " "))\""
    }

    private static let factWords = 60

    private var opening: String {
        switch section.role {
        case .introduction?: return "Introduce it to a new reader."
        case .conclusion?: return "The reader knows it well by now."
        default:
            let brief = section.brief.isEmpty ? "" : " \(section.brief)"
            return "Section: \"\(section.title)\".\(brief)"
        }
    }

    /// The aspect for this paragraph: the section's next point, then questions that suit any subject.
    private var aspect: String {
        let points = section.points.map(plain)
        if paragraph < points.count { return points[paragraph] }
        return Self.aspects[(paragraph - points.count) % Self.aspects.count]
    }

    private static let aspects = [
        "what it is", "why it matters", "how it is done", "one example of it", "a mistake that people make with it",
        "what is hard about it", "how it looks when it goes well",
    ]

    private func plain(_ instruction: String) -> String {
        instruction.hasSuffix(".") ? String(instruction.dropLast()) : instruction
    }

    var words: Int { section.wordBudget }
}
