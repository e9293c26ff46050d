import Platform

/// A failure of a model call, caused by the server or the way to it.
package enum ModelError: PlainError, Equatable {
    /// No model is configured and none can be found.
    case noModel(reason: String)
    /// No connection: refused, unknown host, TLS failure, or no network.
    case unreachable(server: String, reason: String)
    /// A proxy on the way refused the call or could not be reached.
    case proxy(ProxyFailure, server: String)
    /// The server's certificate is not accepted.
    case untrusted(server: String, CertificateFault)
    /// The server sent nothing in time; the phase says what the call was waiting for.
    case timedOut(server: String, phase: Phase, seconds: Int)
    /// The server closed the connection before it sent a byte.
    case closed(server: String)
    /// The connection broke before the answer was complete.
    case dropped(server: String, reason: String)
    /// The server refused the call; the message is the server's, shortened and cleaned.
    case rejected(server: String, status: Int, code: String?, message: String, retryAfter: Double?)
    /// The response does not follow the protocol, such as an HTML page.
    case notAModel(server: String, status: Int, what: String)
    /// The answer ended without text.
    case emptyReply(server: String)
    /// The answer reached its token ceiling while the model was still reasoning.
    case onlyReasoned(server: String)
    /// The answer ended normally, but all of it came as reasoning.
    case allReasoned(server: String)
    /// The model refused to answer; the message is the model's, shortened and cleaned.
    case refused(server: String, message: String)
    /// The request can never be answered: its prompt and the shortest useful answer together exceed the bound.
    case tooLarge(server: String, prompt: Int, answer: Int, allowed: Int, bound: Bound)
    /// A rate limit of the server does not reset within the longest wait that Galley accepts.
    case limited(server: String, limit: String, seconds: Double)
    /// A setting, such as a malformed address, makes the call impossible before it is sent.
    case invalidSetting(String)

    /// The step a call was waiting for.
    package enum Phase: String, Sendable { case connecting, firstByte, nextByte }

    /// The limit that a request exceeds.
    package enum Bound: Sendable {
        /// The context window of the model.
        case window
        /// The server's limit on tokens per minute.
        case minute
    }
}

extension ModelError {
    package var sentence: String {
        switch self {
        case .noModel(let reason):
            return
                "There is no model to ask: \(reason). Set GROQ_API_KEY, OPENAI_API_KEY or --base-url, or run `galley model install`."
        case .unreachable(let server, let reason):
            return
                "\(server) cannot be reached: \(reason). Check the address (`:set baseURL`) and that the server runs."
        case .proxy(let failure, let server):
            return failure.sentence(server: server)
        case .untrusted(let server, let fault):
            return fault.sentence(server: server)
        case .timedOut(let server, let phase, let seconds):
            return "\(server) \(phase.inWords) for \(seconds) seconds. Try again, or `:set timeout`."
        case .closed(let server):
            return "\(server) closed the connection without an answer. Check that the server runs, and ask again."
        case .dropped(let server, let reason):
            return "\(server) broke off before the answer was complete (\(reason)). Ask again."
        case .rejected(let server, _, "insufficient_quota"?, let message, _):
            let said = message.isEmpty ? "" : " (\(message))"
            return "\(server) asks for payment first\(said). Check the account, or choose another `:model`."
        case .rejected(let server, let status, _, let message, let retryAfter):
            return Self.sentence(
                server: server, status: status, message: message, retryAfter: retryAfter)
        case .notAModel(let server, let status, let what):
            return
                "\(server) answered with \(what) (status \(status)), which is not a model's reply. Check the address: it usually ends in /v1."
        case .emptyReply(let server):
            return "\(server) sent an answer without text. Ask again, or try another `:model`."
        case .onlyReasoned(let server):
            return
                "\(server)'s model used its whole answer for reasoning and wrote no text. `:set reasoningEffort low`, or choose another `:model`."
        case .allReasoned(let server):
            return
                "\(server) sent its whole answer as reasoning and no text. Its reasoning parser may not fit the model: switch the parser off on the server, `:set reasoningEffort low`, or choose another `:model`."
        case .refused(let server, let message):
            return "\(server)'s model refused: \(message) Rephrase the request, or choose another `:model`."
        case .tooLarge(let server, let prompt, let answer, let allowed, let bound):
            let need =
                "The request takes about \((prompt + answer).grouped) tokens (\(prompt.grouped) to read, \(answer.grouped) for an answer)"
            switch bound {
            case .window:
                return
                    "\(need), and the model's context window on \(server) holds \(allowed.grouped), so it was not sent. Shorten briefs or instruction, or `:set contextWindow` if it holds more."
            case .minute:
                return
                    "\(need), and \(server) allows \(allowed.grouped) a minute, so it was not sent. Shorten briefs or instruction, or choose another `:model`."
            }
        case .limited(let server, let limit, let seconds):
            return
                "\(server)'s \(limit) is used up for \(Self.span(seconds)), longer than Galley waits. Ask again then, or choose another `:model`."
        case .invalidSetting(let what):
            return what
        }
    }

    private static func sentence(
        server: String, status: Int, message: String, retryAfter: Double?
    ) -> String {
        let said = message.isEmpty ? "" : " (\(message))"
        switch status {
        case 401, 403:
            return
                "\(server) refuses the key\(said). Check GALLEY_API_KEY, GROQ_API_KEY or OPENAI_API_KEY."
        case 404:
            return
                "\(server) does not know this model or address\(said). `:models` lists what it has; `:model ID` chooses."
        case 413:
            return "The request is too large for \(server)\(said). Shorten the outline, or choose another `:model`."
        case 429:
            let wait = retryAfter.map { " Try again in \(span($0))." }
            return "\(server) is limiting requests now\(said).\(wait ?? " Try again in a minute.")"
        case 500...:
            return "\(server) failed with status \(status)\(said). Try again later."
        default:
            return "\(server) refused the request with status \(status)\(said). Check `:model` and `:set`."
        }
    }
}

extension ModelError.Phase {
    fileprivate var inWords: String {
        switch self {
        case .connecting: "did not accept the connection"
        case .firstByte: "sent nothing"
        case .nextByte: "stopped sending"
        }
    }
}

extension ModelError {
    /// Returns a duration in words: "12 s", "2 min 5 s", "3 h 20 min".
    package static func span(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0).rounded(.up), 1_000_000_000))
        if whole < 60 { return "\(whole) s" }
        let (large, small, names) =
            whole < 3600 ? (whole / 60, whole % 60, ("min", "s")) : (whole / 3600, whole % 3600 / 60, ("h", "min"))
        return "\(large) \(names.0)" + (small == 0 ? "" : " \(small) \(names.1)")
    }
}

extension Int {
    /// The number with commas between groups of thousands: 8,000.
    package var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            text = "\(digit)" + (index > 0 && index % 3 == 0 ? "," : "") + text
        }
        return (self < 0 ? "-" : "") + text
    }
}
