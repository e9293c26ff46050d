extension Turn {
    /// The kind of a turn.
    ///
    /// Most are named after the command that made the turn. `ask` is a question and its answer, `chat` a conversation
    /// that changed the post, and `recover` text recovered after the program was killed.
    package enum Kind: Sendable, Hashable {
        case accept, add, alt, ask, brief, budget, chat, `continue`, differentiate, discard, edit, interview, lock,
            merge, model, move, new, note, outline, recover, remove, rename, restore, review, rewrite, set,
            source, split, style, unlock, write
        /// A kind written by another release.
        case other(String)
    }
}

extension Turn.Kind: RawRepresentable, Codable {
    private static let known: [String: Turn.Kind] = {
        let kinds: [Turn.Kind] = [
            .accept, .add, .alt, .ask, .brief, .budget, .chat, .continue, .differentiate, .discard, .edit,
            .interview, .lock, .merge, .model, .move, .new, .note, .outline, .recover, .remove, .rename, .restore,
            .review, .rewrite, .set, .source, .split, .style, .unlock, .write,
        ]
        return Dictionary(uniqueKeysWithValues: kinds.map { ($0.rawValue, $0) })
    }()

    /// The kind with this name in the session file.
    package init(rawValue: String) { self = Self.known[rawValue] ?? .other(rawValue) }

    /// The name in the session file.
    package var rawValue: String {
        if case .other(let name) = self { name } else { "\(self)" }
    }
}
