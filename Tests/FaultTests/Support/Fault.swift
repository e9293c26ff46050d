import LoopbackServer
import ModelClient
import Platform
import Testing

/// Something that a server or the way to it can do.
struct Fault: Sendable, CustomTestStringConvertible {
    /// A request, and the text that would be the right answer.
    struct Exchange {
        let request: ReceivedRequest
        let text: String

        /// About the first half of the text, up to a space.
        var half: String {
            let middle = text.index(text.startIndex, offsetBy: text.count / 2)
            let end = text[..<middle].lastIndex(of: " ") ?? middle
            return String(text[..<end])
        }
        /// The answers after it.
        var rest: String { String(text.dropFirst(half.count)) }
    }

    /// How a command ends.
    enum End: Sendable {
        /// As if nothing had been.
        case whole
        /// With a sentence that says so; `keeps` says whether a half text is kept as a candidate.
        case failed(String, keeps: Bool = false)
    }

    /// The outcome of a call with this fault.
    enum Nature: String, Sendable {
        /// It passes when the call is made again.
        case transient
        /// It looks odd, and is a whole answer.
        case odd
        /// No further call mends it.
        case lasting
    }

    let testDescription: String
    /// The outcome of a call with this fault.
    var nature = Nature.lasting
    /// How many requests of a section suffer.
    var times = Int.max
    /// True if every request fails, not only those of one section.
    var strikesAll = false
    /// How it ends.
    var end: End
    /// How it ends where an outline is asked for; nil as elsewhere.
    var outlineEnd: End?
    /// How it ends where a question is asked; nil as elsewhere.
    var talkEnd: End?
    /// How often the section is asked for; nil leaves it open.
    var asked: Int?
    /// True if a server that has served others may be away, so that it is waited for.
    var mayBeAway = false
    /// The expected wait.
    var limits = TransferLimits()
    /// The person's settings of the model.
    var choice = ChatClient.Choice()
    /// The address to be asked, after that of the server.
    var address: @Sendable (String) -> String = { $0 }
    /// The faulty answer; nil answers correctly.
    var answer: @Sendable (Exchange) -> [Reply.Piece]? = { _ in nil }

    /// How a command ends.
    func end(of act: Act) -> End {
        switch act {
        case .outline: outlineEnd ?? end
        case .talk: talkEnd ?? end
        default: end
        }
    }
}
