import Manuscript

/// The messages for small models: one short question with the section's own matter and nothing of the outline, which they
/// would go on listing.
struct SmallPrompt {
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask

    private var section: Section { entry.section }

    var messages: [ModelRequest.Message] { [.init(.user, question)] }

    private var question: String {
        switch task {
        case .write: return ask(wish: "")
        case .rewrite(let instruction): return ask(wish: instruction.isEmpty ? "" : " Make it \(plain(instruction)).")
        case .edit(let instruction):
            return "Rewrite this text. Change: \(instruction)\n\n\(section.text?.text ?? "")"
        }
    }

    private func ask(wish: String) -> String {
        let brief = section.brief.isEmpty ? "" : " \(section.brief)"
        let points = section.points.isEmpty ? "" : " Say something about: \(section.points.joined(separator: "; "))."
        let language = session.style.language.isEmpty ? "" : " Write in \(session.style.language)."
        return
            "\(opening)\(brief)\(points) Write \(paragraphs).\(wish)\(language)"
    }

    private var opening: String {
        let topic = session.topic
        switch section.role {
        case .introduction?: return "Open a blog post titled \"\(topic)\"."
        case .conclusion?:
            return "Close a blog post titled \"\(topic)\" with advice on what to do next."
        default: return "Explain \"\(section.title)\" in the context of \"\(topic)\"."
        }
    }

    private func plain(_ instruction: String) -> String {
        instruction.hasSuffix(".") ? String(instruction.dropLast()) : instruction
    }

    private var paragraphs: String {
        let count = min(max(1, Int((Double(words) / 80).rounded())), 5)
        return count == 1
            ? "one short, concrete paragraph"
            : "\(["two", "three", "four", "five"][count - 2]) short, concrete paragraphs"
    }

    var words: Int { section.words ?? section.text?.words ?? 120 }
}
