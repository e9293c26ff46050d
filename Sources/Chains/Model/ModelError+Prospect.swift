extension ModelError {
    /// What may come of making the same call again.
    package enum Prospect: Sendable {
        /// It may pass: a broken connection, a stall, a failing server.
        case passes
        /// The server is away, as while it restarts: a call passes once it is back.
        case away
        /// Another draw, with another seed, may bring what this one did not.
        case redraws
        /// The same call fails again: a bad key, an unknown model, an unpaid account, a bad setting.
        case stands
    }

    /// Whether a call that failed so is worth making again: the one place that decides it.
    package var prospect: Prospect {
        switch self {
        case .dropped, .timedOut: .passes
        case .unreachable: .away
        case .emptyReply: .redraws
        case .rejected(_, let status, _, _, _):
            switch status {
            case 502, 503, 504: .away
            case 501, 505: .stands
            case 408, 409, 425, 500...: .passes
            default: .stands
            }
        case .proxy, .untrusted, .noModel, .notAModel, .onlyReasoned, .allReasoned, .refused, .tooLarge, .limited,
            .invalidSetting:
            .stands
        }
    }

    /// What happened, as the beginning of a remark about a call that is made again: no server, no advice.
    package var brief: String {
        switch self {
        case .unreachable(_, let reason): "the server cannot be reached (\(reason))"
        case .timedOut(_, _, let seconds): "nothing came for \(seconds) seconds"
        case .dropped(_, let reason): "the connection broke (\(reason))"
        case .rejected(_, let status, _, _, _): "the server failed with status \(status)"
        case .emptyReply: "the answer was empty"
        default: "the call failed"
        }
    }
}
