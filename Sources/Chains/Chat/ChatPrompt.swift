package import Manuscript

/// What a model sees of a post and of the talk about it, fitted into its window.
///
/// In this order, so that what changes least stands first and a server's prompt cache serves it: voice and style card,
/// contract, digests of what is written, the last turns; then what is new: the texts that the request is about, and the request.
package struct ChatPrompt: Sendable {
    /// The prompt part by part, in the order in which it is sent.
    package private(set) var parts: [PromptPart] = []
    /// What was left out for the window's sake, in the words of a remark: "the digest of 2.1".
    package private(set) var leftOut: [String] = []

    /// Turns of which question and answer are shown in full, at most; older ones are a line each.
    private static let recentTurns = 24
    /// Older turns that are a line each, at most.
    private static let earlierTurns = 200
    /// Tokens for what the tools answer.
    private static let results = 1600
    /// Tokens that an answer needs.
    private static let room = 1200

    /// The prompt for a request about some sections of a session.
    ///
    /// `tools` are the tokens that the tools take. Throws `ChainError.doesNotFit`.
    package init(
        _ request: String, about sections: [Outline.Entry], session: Session, profile: ModelProfile, tools: Int = 0
    ) throws(ChainError) {
        let isSmall = profile.tier == .small
        var head = [PromptPart(.system, "voice", isSmall ? Self.smallVoice(session) : Self.voice(session))]
        var digests: [PromptPart] = []
        if !session.outline.isEmpty {
            head.append(
                PromptPart(.system, "contract", isSmall ? Self.titles(of: session) : Contract.text(of: session)))
            if !isSmall { digests = Self.digests(of: session) }
        }
        // A small model takes what was said before for the form of its answer.
        var turns = isSmall ? [] : Self.turns(of: session)
        var earlier = turns.dropLast(Self.recentTurns).suffix(Self.earlierTurns)
        turns = turns.suffix(Self.recentTurns)
        var texts = sections.compactMap(Self.text)
        let task = PromptPart(.user, "request", isSmall ? request : Self.task(request, session))
        func all() -> [PromptPart] {
            head + digests + Self.summary(of: earlier) + turns.flatMap(Self.parts) + texts + [task]
        }
        parts = all()
        guard let window = profile.contextWindow else { return }
        func fits() -> Bool {
            // The margin of `ModelProfile.fitting`, which has the last word.
            let margin = max(profile.tokenRatio, 4 / 3)
            let tokens = Int((Double(all().messages.estimatedTokens + tools) * margin).rounded(.up))
            return tokens + min(Self.room, window / 4) + min(Self.results, window / 8) <= window
        }
        // The oldest talk becomes a line each and then goes, then digests, then texts: the style card and the contract
        // never do.
        var shortened = 0
        var dropped: [String] = []
        while !fits() {
            if !turns.isEmpty {
                earlier.append(turns.removeFirst())
                shortened += 1
            } else if !earlier.isEmpty {
                dropped.append("what was said: \(earlier.removeFirst().input.prefix(40))")
            } else if !digests.isEmpty {
                dropped.append("the \(digests.removeLast().name)")
            } else if !texts.isEmpty {
                dropped.append("the \(texts.removeLast().name)")
            } else {
                throw .doesNotFit(
                    what: "what you asked", tokens: all().messages.estimatedTokens, answer: Self.room, window: window)
            }
        }
        if shortened > 0 { leftOut = ["the wording of \(shortened) older turn\(shortened == 1 ? "" : "s")"] }
        leftOut += dropped
        parts = all()
    }

    // MARK: - Parts

    private static func voice(_ session: Session) -> String {
        let rules = [
            "You are the editor of a long blog post and talk with its writer, who decides.",
            "You see the outline with briefs and budgets, what each written section says, and in full the sections in question. What you do not see you can read with the tools.",
            "Change the post only by the tools, only where the writer asks for a change, and no more than is asked for. A question changes nothing: answer it.",
            "Give sections by their numbers. Never write a section's text in your answer: the tools have it written.",
            "Where it is not clear which section or what change is meant, ask back in one sentence and call no tool.",
            "Answer briefly, in the writer's language, and end by saying what you did, if anything.",
        ]
        return (rules + Voice.card(session.style)).joined(separator: "\n")
    }

    private static func smallVoice(_ session: Session) -> String {
        "You answer a question about a blog post on \(session.topic) in two or three sentences."
            + (session.style.audience.isEmpty ? "" : " Its readers: \(session.style.audience).")
    }

    private static func titles(of session: Session) -> String {
        "Its sections: " + session.outline.sections.map(\.title).joined(separator: "; ") + "."
    }

    private static func digests(of session: Session) -> [PromptPart] {
        session.outline.entries.compactMap { entry in
            guard let text = entry.section.text else { return nil }
            return PromptPart(.user, "digest of \(entry.number)", Digest.text(of: entry, body: text.text))
        }
    }

    /// The turns that say something of the post, oldest first.
    private static func turns(of session: Session) -> [Turn] {
        session.history.filter { $0.kind != .new && $0.kind != .set }
    }

    /// A turn in full: of talk both sides, of commands what was done.
    private static func parts(of turn: Turn) -> [PromptPart] {
        // What was done stands with the writer's words: a model that found it in its own would say it instead of doing it.
        let done = turn.edits.isEmpty ? [] : ["(Galley then did this: \(turn.summary).)"]
        let said = PromptPart(.user, "turn", (["The writer: \(turn.input)"] + done).joined(separator: "\n"))
        return turn.reply.isEmpty ? [said] : [said, PromptPart(.assistant, "turn", turn.reply)]
    }

    /// Older turns, a line each.
    private static func summary(of turns: ArraySlice<Turn>) -> [PromptPart] {
        guard !turns.isEmpty else { return [] }
        let lines = turns.map { turn in
            let said = turn.edits.isEmpty && !turn.reply.isEmpty ? turn.reply : turn.summary
            return "- \(Self.line(turn.input, 80)) → \(Self.line(said, 100))"
        }
        return [
            PromptPart(.user, "earlier turns", (["What was said and done before:"] + lines).joined(separator: "\n"))
        ]
    }

    /// The beginning of a text on one line, in about so many characters.
    private static func line(_ text: String, _ length: Int) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= length ? words : words.prefix(length - 1) + "…"
    }

    private static func text(_ entry: Outline.Entry) -> PromptPart? {
        guard let text = entry.section.text?.text else { return nil }
        let title = "Section \(entry.number), \"\(entry.section.title)\", as it stands:"
        return PromptPart(.user, "text of \(entry.number)", "\(title)\n\"\"\"\n\(text)\n\"\"\"")
    }

    private static func task(_ request: String, _ session: Session) -> String {
        let entries = session.outline.entries
        let locked = entries.filter(\.section.locked).map(\.number)
        let unwritten = entries.filter(\.section.isUnwritten).map(\.number)
        var lines: [String] = []
        if !unwritten.isEmpty { lines.append("Not written yet: \(unwritten.joined(separator: ", ")).") }
        if !locked.isEmpty { lines.append("Locked, not to be changed: \(locked.joined(separator: ", ")).") }
        return (lines + ["The writer: \(request)"]).joined(separator: "\n")
    }
}
