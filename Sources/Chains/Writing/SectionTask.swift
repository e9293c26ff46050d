package import Manuscript

/// The task for one section.
package enum SectionTask: Sendable, Equatable {
    /// Write the first text.
    case write
    /// Write a new text; the instruction may be empty.
    case rewrite(instruction: String)
    /// Make the smallest change that follows the instruction.
    case edit(instruction: String)

    /// Write one of several texts to choose from, each with a different emphasis.
    case alternative(emphasis: String)

    /// Write a new text that does not repeat an earlier section.
    case repair(Retelling)

    /// Rewrite these sentences of the text and leave the others as they are.
    case polish([FlaggedSentence])

    /// Rewrite a part of the text, or change it as little as possible, and leave all around it as it is.
    case excerpt(Excerpt, instruction: String, isEdit: Bool)

    /// Write the rest of a text that broke off.
    case goOn(Candidate)

    /// The origin recorded in the list of versions.
    package var origin: Origin {
        switch self {
        case .write: .written
        case .rewrite, .repair: .rewritten
        case .edit, .polish, .excerpt(_, _, isEdit: true): .edited
        case .excerpt: .rewritten
        case .alternative: .alternative
        case .goOn(let candidate): candidate.origin
        }
    }

    /// True if a text that breaks off while shown can be continued, because its request can be rebuilt.
    var isContinued: Bool {
        switch self {
        case .write, .rewrite, .edit: true
        case .alternative, .repair, .polish, .excerpt, .goOn: false
        }
    }

    /// True if the present text should be kept as far as possible.
    var isEdit: Bool {
        switch self {
        case .edit, .excerpt: true
        default: false
        }
    }

    /// True if no instruction of the writer decides about length and form.
    var isFree: Bool {
        switch self {
        case .write, .repair, .alternative, .rewrite(instruction: ""): true
        case .rewrite, .edit, .polish, .excerpt, .goOn: false
        }
    }

    /// The writer's instruction.
    package var instruction: String {
        switch self {
        case .write: ""
        case .rewrite(let instruction), .edit(let instruction), .alternative(let instruction),
            .excerpt(_, let instruction, _):
            instruction
        case .goOn(let candidate): candidate.instruction
        case .polish(let flags):
            Set(flags.map(\.sentence.number)).count == 1
                ? "mend one sentence" : "mend \(Set(flags.map(\.sentence.number)).count) sentences"
        case .repair(let retelling): "said in \(retelling.first.number): refer, don't retell"
        }
    }
}
