import Manuscript

/// The messages of the calls that write a section.
///
/// Their order keeps the prefix identical in every call of a post, so that the server's prompt cache can reuse it:
/// voice and contract in the system message, then the digests in order of completion, then the task.
struct SectionPrompt {
    let session: Session
    let entry: Outline.Entry
    let task: SectionTask
    /// The digests of written sections, oldest first; new ones are only ever appended.
    let digests: [String]

    /// The number of words to request, if different from the section's own budget (see `SectionScheduler`).
    var target: Int?
    /// The passages of the writer's sources for this section.
    var passages: [Passage] = []

    private var section: Section { entry.section }

    /// The messages, for models that can follow a page of instructions.
    var messages: [ModelRequest.Message] { parts.messages }

    /// The name of the part before the digests.
    static let digestHead = "head of the digests"

    /// The parts of the prompt, in the order in which they are sent.
    var parts: [PromptPart] {
        let head = PromptPart(.user, Self.digestHead, "Already written, not to be told again:")
        return [
            PromptPart(.system, "voice", Voice.system(for: session)),
            PromptPart(.system, "contract", Contract.text(of: session)),
        ] + (digests.isEmpty ? [] : [head]) + digests.map(Self.part)
            + [SourcePrompt.part(passages), PromptPart(.user, "task", request)].compactMap(\.self)
    }

    /// The contract for a window too small for the whole one.
    var shortContract: PromptPart { PromptPart(.system, "contract", Contract.short(of: session, for: entry)) }

    /// The digests, those of the most distant sections first.
    var digestsByDistance: [PromptPart] {
        let order = session.outline.entries.map(\.number)
        let own = order.firstIndex(of: entry.number) ?? 0
        func distance(_ digest: String) -> Int { abs((order.firstIndex(of: Self.number(of: digest)) ?? 0) - own) }
        return digests.enumerated().sorted { (distance($1.element), $0.offset) < (distance($0.element), $1.offset) }
            .map { Self.part($0.element) }
    }

    private static func part(_ digest: String) -> PromptPart {
        PromptPart(.user, "digest of \(number(of: digest))", digest)
    }

    /// Returns the section number that starts a digest.
    private static func number(of digest: String) -> String { String(digest.prefix { $0 != " " }) }

    private var request: String {
        var lines: [String] = []
        switch task {
        case .excerpt:
            let start = "Change one passage of section \(entry.number), \"\(section.title)\"."
            return ([start] + SourcePrompt.rules(passages) + instructions).joined(separator: "\n")
        // A continuation repeats the original request (see `Continuation`).
        case .write, .goOn, .alternative:
            lines.append("Write the body of section \(entry.number), \"\(section.title)\".")
        case .rewrite, .repair: lines.append("Write the body of section \(entry.number), \"\(section.title)\", anew.")
        case .edit, .polish:
            lines.append(
                "Change the body of section \(entry.number), \"\(section.title)\", as little as the instruction allows."
            )
        }
        if !section.brief.isEmpty { lines.append("It covers: \(section.brief)") }
        if !section.points.isEmpty {
            lines.append("Say each of these here:\n" + section.points.map { "- \($0)" }.joined(separator: "\n"))
        }
        switch section.role {
        case .introduction?:
            lines.append("It opens the post: it makes the reader want the rest and tells nothing of it in detail.")
        case .conclusion?:
            lines.append("It closes the post: it says what follows from it all and does not repeat the sections.")
        default: break
        }
        lines += SourcePrompt.rules(passages) + instructions
        return lines.joined(separator: "\n")
    }

    var instructions: [String] {
        let text = section.text?.text ?? ""
        let now = text.isEmpty ? [] : ["The body as it stands:\n\"\"\"\n\(text)\n\"\"\""]
        switch task {
        // `PolishChain` makes its own messages.
        case .write, .goOn, .polish: return [length]
        case .alternative(let emphasis): return [emphasis, length].filter { !$0.isEmpty }
        case .rewrite(let instruction):
            let wish = instruction.isEmpty ? "Find a better way to say it." : "What the writer asks for: \(instruction)"
            return now + [wish]
                + (instruction.isEmpty ? [length] : ["Length, unless the writer asks otherwise: \(aboutLength)."])
        case .repair(let retelling):
            return now + [
                "This passage tells again what section \(retelling.first.number), \"\(retelling.first.section.title)\", "
                    + "has said already:\n\"\"\"\n\(retelling.passage)\n\"\"\"",
                "Say only what this section alone covers. Where the other matter is needed, refer to it in half a sentence.",
                length,
            ]
        case .excerpt(let excerpt, let instruction, let isEdit):
            return ExcerptPrompt(excerpt: excerpt, instruction: instruction, isEdit: isEdit).lines
        case .edit(let instruction):
            return now + [
                "Instruction: \(instruction)", "Give the whole body with that change; keep every other word as it is.",
            ]
        }
    }

    private var length: String { "Length: \(aboutLength)." }

    private var aboutLength: String {
        let paragraphs = max(1, Int((Double(words) / 90).rounded()))
        return "about \(words) words in \(paragraphs) paragraph\(paragraphs == 1 ? "" : "s")"
    }

    /// The number of words to request: the target, the budget, the present length, or a default.
    var words: Int {
        if case .excerpt(let excerpt, _, _) = task { return max(20, Prose.words(in: excerpt.text)) }
        return target ?? section.wordBudget
    }
}
