package import Manuscript

/// What is to be done with one section.
package enum SectionTask: Sendable, Equatable {
    /// Its first text.
    case write
    /// A new text; the instruction may be empty.
    case rewrite(instruction: String)
    /// The smallest change that follows the instruction.
    case edit(instruction: String)

    /// One of several texts to choose from, each with a wish of its own for how it tells the matter.
    case alternative(emphasis: String)

    /// A new text that does not tell again what an earlier section says.
    case repair(Retelling)

    /// The rest of a text that broke off.
    case goOn(Candidate)

    /// What the text is called in the list of versions.
    package var origin: Origin {
        switch self {
        case .write: .written
        case .rewrite, .repair: .rewritten
        case .edit: .edited
        case .alternative: .alternative
        case .goOn(let candidate): candidate.origin
        }
    }

    /// Whether a text that broke off while it was read goes on where it did, since its request can be told again.
    var isContinued: Bool {
        switch self {
        case .write, .rewrite, .edit: true
        case .alternative, .repair, .goOn: false
        }
    }

    /// Whether the text that is there is to be kept as far as possible.
    var isEdit: Bool {
        if case .edit = self { true } else { false }
    }

    /// What was asked for, in the writer's words.
    package var instruction: String {
        switch self {
        case .write: ""
        case .rewrite(let instruction), .edit(let instruction), .alternative(let instruction): instruction
        case .goOn(let candidate): candidate.instruction
        case .repair(let retelling): "said in \(retelling.first.number): refer, don't retell"
        }
    }
}
