import Platform

/// What a chain cannot make something of.
package enum ChainError: PlainError, Equatable {
    case noTopic
    case unreadableOutline(model: String)
    case emptyBody(number: String, model: String)
    case cutOff(number: String, model: String)
    case filtered(number: String, model: String)
    /// `tokens` is an estimate of prompt and least reply together; `what` is "section 2.3" or "the outline".
    case tooLong(what: String, tokens: Int, window: Int, model: String)

    package var sentence: String {
        switch self {
        case .noTopic:
            "There is no topic yet. Type one, or `:new TOPIC`."
        case .unreadableOutline(let model):
            "The outline that \(model) sent could not be read, so nothing was changed. `:outline` asks again; `:model` chooses another."
        case .emptyBody(let number, let model):
            "\(model) sent no text for section \(number), twice. `:write \(number)` asks again; `:model` chooses another."
        case .filtered(let number, let model):
            "The content filter of \(model)'s server stopped section \(number); what came before is kept as a candidate. `:accept \(number)` takes it, `:write \(number)` asks again."
        case .tooLong(let what, let tokens, let window, let model):
            "About \(tokens) tokens would be needed for \(what), and the context window of \(model) has \(window), so nothing was sent. Shorten the topic or the text (`:split` divides a section), or choose another `:model`."
        case .cutOff(let number, let model):
            "\(model) ran into its length limit in section \(number); what it wrote is kept as a candidate. `:accept \(number)` takes it, `:write \(number)` asks again."
        }
    }
}
