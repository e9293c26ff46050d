import Manuscript

/// A prompt that fits into a model's context window, by arithmetic before anything is sent.
///
/// First the ceiling of the answer gives way, then the digests of the sections that stand farthest away, then what the
/// contract says of the other sections beside their titles. What was left out is named; nothing is cut in the middle.
struct FittedPrompt: Sendable, Equatable {
    var parts: [PromptPart]
    /// Tokens that the answer may take.
    var maxTokens: Int
    /// What was left out, in the words of a remark: "the digest of 2.1".
    var leftOut: [String] = []

    /// Fits a prompt; `window` is what prompt and answer may take together, nil where it is not known.
    ///
    /// `ceiling` is the usual room for the answer, `least` what a whole answer takes at the least, `ratio` how many tokens
    /// the server counted for each estimated one. Throws `ChainError.doesNotFit`.
    init(_ prompt: SectionPrompt, window: Int?, ceiling: Int, least: Int, ratio: Double = 1) throws(ChainError) {
        parts = prompt.parts
        maxTokens = ceiling
        guard let window else { return }
        func taken() -> Int { Int((Double(parts.messages.estimatedTokens) * ratio).rounded(.up)) }
        func fits() -> Bool {
            maxTokens = min(ceiling, window - taken())
            return maxTokens >= least
        }
        if fits() { return }
        for digest in prompt.digestsByDistance {
            parts.removeAll { $0.name == digest.name }
            leftOut.append("the \(digest.name)")
            if fits() { return }
        }
        parts = parts.filter { $0.name != SectionPrompt.digestHead }
        if let place = parts.firstIndex(where: { $0.name == "contract" }) {
            parts[place] = prompt.shortContract
            leftOut.append("briefs and points of the other sections")
        }
        guard fits() else {
            throw .doesNotFit(what: "section \(prompt.entry.number)", tokens: taken(), answer: least, window: window)
        }
    }
}

extension [ModelRequest.Message] {
    /// A rough count of the tokens, the chat template's marks included.
    package var estimatedTokens: Int {
        reduce(4) {
            $0 + 5 + Tokens.estimate($1.text) + $1.calls.reduce(0) { $0 + 8 + Tokens.estimate($1.arguments) }
                + $1.extra.values.reduce(0) { $0 + Tokens.estimate($1.string ?? $1.compact) }
        }
    }
}
