import Platform

/// An answer that a chain cannot use, or a call that it cannot make.
package enum ChainError: PlainError, Equatable {
    case noTopic
    case unreadableOutline(model: String)
    case emptyBody(number: String, model: String)
    case cutOff(number: String, model: String)
    case filtered(number: String, model: String)
    case repeated(number: String, model: String)
    /// The prompt takes `tokens`, and a complete answer at least `answer`, more than the window holds; `what` is
    /// "section 2.3" or "the outline".
    case doesNotFit(what: String, tokens: Int, answer: Int, window: Int)
    case tooSmall(model: String, what: String)
    case unreadable(what: String, model: String)
    case onlyReasoning(number: String, model: String)
    case nothingAdded(number: String, model: String)
    /// No answer can be put in place of the excerpt with this address.
    case noExcerpt(address: String, model: String)
    case answerCut(model: String)
    case answerFiltered(model: String)

    package var sentence: String {
        switch self {
        case .noTopic:
            "There is no topic yet. Type one, or use `:new TOPIC`."
        case .unreadableOutline(let model):
            "The outline that \(model) sent could not be read, so nothing was changed. `:outline` asks again; `:model` chooses another."
        case .emptyBody(let number, let model):
            "\(model) sent no text for section \(number) after several attempts. Ask again, or choose another `:model`."
        case .filtered(let number, let model):
            "The content filter of \(model)'s server stopped section \(number); the text before that is kept. \(Self.ways(number))"
        case .repeated(let number, let model):
            "\(model) began to repeat itself in section \(number) and was stopped; the text until then is kept. \(Self.ways(number))"
        case .doesNotFit(let what, let tokens, let answer, let window):
            "Not sent: \(what) needs about \((tokens + answer).grouped) tokens (\(tokens.grouped) to read, at least \(answer.grouped) for the answer), and the model's window holds \(window.grouped). Shorten briefs (`:brief`), topic or text (`:split` divides a section), or choose a `:model` with a larger window."
        case .tooSmall(let model, let what):
            "\(model) is too small a model to \(what). Do it by hand (`:brief`, `:merge`), or choose another `:model`."
        case .unreadable(let what, let model):
            "The answer of \(model) for \(what) could not be read, so nothing was changed. Ask again, or choose another `:model`."
        case .cutOff(let number, let model):
            "\(model) ran into its length limit in section \(number); the text until then is kept. \(Self.ways(number))"
        case .noExcerpt(let address, let model):
            "\(model) gave no text that can replace \(address), so nothing was changed. Rephrase the instruction, or choose another `:model`."
        case .answerCut(let model):
            "\(model) ran into its length limit while it answered, so nothing was changed; the partial answer is kept. Ask for less at once, or choose another `:model`."
        case .answerFiltered(let model):
            "The content filter of \(model)'s server stopped the answer, so nothing was changed; the partial answer is kept. Rephrase the request, or choose another `:model`."
        case .onlyReasoning(let number, let model):
            "\(model) used its whole length limit for reasoning and wrote nothing for section \(number). `:set reasoningEffort low` leaves more for the text; then ask again."
        case .nothingAdded(let number, let model):
            "\(model) added nothing to the unfinished text of section \(number), which is kept. `:accept \(number)` takes it as it is, `:discard \(number)` drops it, `:write \(number)` asks for another."
        }
    }

    /// Returns the commands for dealing with an unfinished text.
    package static func ways(_ number: String) -> String {
        "`:continue \(number)` goes on from there, `:accept \(number)` takes it as it is, `:discard \(number)` drops it."
    }
}
