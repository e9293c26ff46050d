extension ModelError {
    /// The likely outcome of repeating a call.
    package enum Prospect: Sendable {
        /// A retry may succeed: a broken connection, a stall, a failing server.
        case passes
        /// The server is away, for example restarting; a retry succeeds once it is back.
        case away
        /// The server fails: it is away if it has given whole answers before; otherwise a retry may succeed.
        case fails
        /// The answer is not a model's: a retry may succeed if the server has given whole answers before, and is hardly
        /// worthwhile otherwise.
        case doubtful
        /// A retry with another seed may produce an answer.
        case redraws
        /// A retry fails the same way: a bad key, an unknown model, an unpaid account, a bad setting.
        case stands
    }

    /// The likely outcome of repeating a call that failed with this error; only this property decides on retries.
    package var prospect: Prospect {
        switch self {
        case .dropped, .timedOut: .passes
        case .unreachable: .away
        case .closed: .fails
        case .notAModel(_, 200, _): .doubtful
        case .emptyReply: .redraws
        case .rejected(_, let status, _, _, _):
            switch status {
            case 502, 503, 504: .away
            // Cloudflare sends 520 to 524 for the server behind it; Anthropic sends 529 when overloaded.
            case 500, 520...524, 529: .fails
            case 501, 505: .stands
            // 424: text-generation-inference, for a failed generation; 499: gateways, for a call that was cancelled.
            case 408, 409, 424, 425, 499, 502...: .passes
            default: .stands
            }
        case .proxy, .untrusted, .noModel, .notAModel, .onlyReasoned, .allReasoned, .refused, .tooLarge, .limited,
            .invalidSetting:
            .stands
        }
    }

    /// A short description to start a retry remark with; it names no server and gives no advice.
    package var brief: String {
        switch self {
        case .unreachable(_, let reason): "the server cannot be reached (\(reason))"
        case .timedOut(_, _, let seconds): "nothing came for \(seconds) seconds"
        case .closed: "the server closed the connection without an answer"
        case .notAModel(_, _, let what): "the server answered with \(what)"
        case .dropped(_, let reason): "the connection broke (\(reason))"
        case .rejected(_, let status, _, _, _): "the server failed with status \(status)"
        case .emptyReply: "the answer was empty"
        default: "the call failed"
        }
    }
}
