import Manuscript

/// A prompt made to fit into a model's context window, by arithmetic and before anything is sent.
///
/// The answer's token ceiling is lowered first; then the digests of the most distant sections are dropped, and then the
/// contract's briefs and points of other sections. Every omission is reported; nothing is cut in the middle.
struct FittedPrompt: Sendable, Equatable {
    var parts: [PromptPart]
    /// The maximum number of tokens in the answer.
    var maxTokens: Int
    /// The omitted parts, as phrases for a remark: "the digest of 2.1".
    var leftOut: [String] = []

    /// Fits a prompt; `window` is the number of tokens for prompt and answer together, nil if unknown.
    ///
    /// `ceiling` is the usual room for the answer, `least` the minimum for a complete answer, and `ratio` the number of
    /// tokens that the server counted per estimated token. Throws `ChainError.doesNotFit`.
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
        if parts.contains(where: { $0.name == SourcePrompt.name }) {
            parts.removeAll { $0.name == SourcePrompt.name }
            leftOut.append("the passages of the sources")
            if fits() { return }
        }
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
    /// A rough count of the tokens, including the chat template's markers.
    package var estimatedTokens: Int {
        reduce(4) {
            $0 + 5 + Tokens.estimate($1.text) + $1.calls.reduce(0) { $0 + 8 + Tokens.estimate($1.arguments) }
                + $1.extra.values.reduce(0) { $0 + Tokens.estimate($1.string ?? $1.compact) }
        }
    }
}
