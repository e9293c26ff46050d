package import Manuscript

/// The prompt for a conversation about a post, fitted into the model's window.
///
/// The parts that change least come first, so that a server's prompt cache can reuse them: voice and style card,
/// contract, digests of the written sections, the last turns. The new parts follow: the texts in question, and the
/// request.
package struct ChatPrompt: Sendable {
    /// The parts of the prompt, in the order in which they are sent.
    package private(set) var parts: [PromptPart] = []
    /// The parts left out because of the window, as phrases for a remark: "the digest of 2.1".
    package private(set) var leftOut: [String] = []

    /// The maximum number of turns shown in full; older ones are shortened to a line each.
    private static let recentTurns = 24
    /// The same for a medium model, which loses the request among them.
    private static let recentTurnsOfMedium = 4
    /// The maximum number of older turns shown as a line each.
    private static let earlierTurns = 200
    /// The tokens reserved for tool results.
    private static let results = 1600
    /// The tokens reserved for the answer.
    private static let room = 1200

    /// Builds the prompt for a request about some sections of a session.
    ///
    /// `tools` is the number of tokens that the tools take. `passages` are those of sources that the request asks about;
    /// a request with passages must offer no tools. Throws `ChainError.doesNotFit`.
    package init(
        _ request: String, about sections: [Outline.Entry], session: Session, profile: ModelProfile, tools: Int = 0,
        passages: [Passage] = []
    ) throws(ChainError) {
        let (isSmall, isMedium) = (profile.tier == .small, profile.tier == .medium)
        var head = [PromptPart(.system, "voice", isSmall ? Self.smallVoice(session) : Self.voice(session))]
        var digests: [PromptPart] = []
        if !session.outline.isEmpty {
            head.append(PromptPart(.system, "contract", Self.contract(of: session, profile.tier)))
            // A medium model reads the texts that it needs with the tools.
            if profile.tier == .large { digests = Self.digests(of: session) }
        }
        // A small model would imitate the form of earlier answers.
        var turns = isSmall ? [] : Self.turns(of: session)
        var earlier = turns.dropLast(Self.recentTurns).suffix(isMedium ? 0 : Self.earlierTurns)
        turns = turns.suffix(isMedium ? Self.recentTurnsOfMedium : Self.recentTurns)
        var texts = sections.compactMap(Self.text) + [SourcePrompt.part(passages)].compactMap(\.self)
        let task = PromptPart(.user, "request", isSmall ? request : Self.task(request, session))
        func all() -> [PromptPart] {
            head + digests + Self.summary(of: earlier) + turns.flatMap(Self.parts) + texts + [task]
        }
        parts = all()
        guard let window = profile.contextWindow else { return }
        func fits() -> Bool {
            // This is the margin of `ModelProfile.fitting`, which makes the final decision.
            let margin = max(profile.tokenRatio, 4 / 3)
            let tokens = Int((Double(all().messages.estimatedTokens + tools) * margin).rounded(.up))
            return tokens + min(Self.room, window / 4) + min(Self.results, window / 8) <= window
        }
        // The oldest turns are shortened and then dropped, then digests, then texts; style card and contract always
        // stay.
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
                let tokens = all().messages.estimatedTokens + tools
                throw .doesNotFit(what: "the request", tokens: tokens, answer: Self.room, window: window)
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

    private static func contract(of session: Session, _ tier: ModelProfile.Tier) -> String {
        switch tier {
        case .large: Contract.text(of: session)
        case .medium: Contract.titles(of: session)
        case .small: "Its sections: " + session.outline.sections.map(\.title).joined(separator: "; ") + "."
        }
    }

    private static func digests(of session: Session) -> [PromptPart] {
        session.outline.entries.compactMap { entry in
            guard let text = entry.section.text else { return nil }
            return PromptPart(.user, "digest of \(entry.number)", Digest.text(of: entry, body: text.text))
        }
    }

    /// Returns the turns that concern the post, oldest first.
    private static func turns(of session: Session) -> [Turn] {
        session.history.filter { $0.kind != .new && $0.kind != .set }
    }

    /// Returns a turn in full: both sides of a conversation, and the outcome of commands.
    private static func parts(of turn: Turn) -> [PromptPart] {
        // The outcome stays in the writer's message: a model that saw it in its own would claim actions instead of
        // performing them.
        let done = turn.edits.isEmpty ? [] : ["(Galley then did this: \(turn.summary).)"]
        let said = PromptPart(.user, "turn", (["The writer: \(turn.input)"] + done).joined(separator: "\n"))
        return turn.reply.isEmpty ? [said] : [said, PromptPart(.assistant, "turn", turn.reply)]
    }

    /// Returns the older turns, one line each.
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

    /// Returns the beginning of a text as one line of at most the given number of characters.
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
