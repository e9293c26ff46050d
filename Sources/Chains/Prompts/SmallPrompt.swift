import Manuscript

/// The messages for small models: one short question for one paragraph, with the section's own matter and nothing of the
/// outline, which they would go on listing.
struct SmallPrompt {
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    /// Which paragraph of the section, from 0; each has an aspect of its own.
    var paragraph = 0

    private var section: Section { entry.section }

    var messages: [ModelRequest.Message] { [.init(.user, question)] }

    private var question: String {
        switch task {
        case .write, .repair, .goOn: return ask(wish: "")
        case .rewrite(let instruction): return ask(wish: instruction.isEmpty ? "" : " Make it \(plain(instruction)).")
        case .edit(let instruction):
            return "Rewrite this text. Change: \(instruction)\n\n\(section.text?.text ?? "")"
        }
    }

    private func ask(wish: String) -> String {
        let brief = section.brief.isEmpty ? "" : " \(section.brief)"
        let language = session.style.language.isEmpty ? "" : " Write in \(session.style.language)."
        return "\(opening)\(brief) \(aspect) Write one short, concrete paragraph.\(wish)\(language)"
    }

    private var opening: String {
        let topic = session.topic
        switch section.role {
        case .introduction?: return "Introduce the subject of \"\(topic)\" to a new reader."
        case .conclusion?: return "A reader now knows the answer to \"\(topic)\"."
        default: return "Explain \"\(section.title)\" in the context of \"\(topic)\"."
        }
    }

    /// What this paragraph is to say: the section's next point, else one of the questions that any matter answers.
    private var aspect: String {
        if !section.points.isEmpty {
            return "Say something about: \(section.points[paragraph % section.points.count])."
        }
        let aspects =
            switch section.role {
            case .introduction?: ["Say what it is about.", "Say why it matters to the reader.", "Give one example."]
            case .conclusion?:
                ["Sum up what matters.", "Give advice on what to do next.", "Say what is left to find out."]
            default:
                [
                    "Say what it is.", "Say why it matters.", "Describe how it is done.", "Give one example.",
                    "Name one mistake that people make.",
                ]
            }
        return aspects[paragraph % aspects.count]
    }

    private func plain(_ instruction: String) -> String {
        instruction.hasSuffix(".") ? String(instruction.dropLast()) : instruction
    }

    var words: Int { section.words ?? section.text?.words ?? 120 }
}
