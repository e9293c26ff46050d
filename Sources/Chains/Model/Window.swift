/// Whether a call fits into the model's context window, by arithmetic before anything is sent.
extension ModelProfile {
    /// A reply of fewer tokens says nothing.
    private static let leastReply = 32

    /// The request with a ceiling that fits beside its prompt; as it is where the window is not known.
    ///
    /// The estimate is taken a third higher, since a server that cuts a prompt to fit does so without a word. `what` is
    /// the matter of the call for people ("section 2.3"). Throws `ChainError.doesNotFit` where there is no room for a reply of
    /// `least` tokens.
    package func fitting(_ request: ModelRequest, what: String, least: Int = 0) throws(ChainError) -> ModelRequest {
        guard let window = contextWindow else { return request }
        let prompt = request.estimatedTokens * 4 / 3
        let room = window - prompt
        guard room >= max(least, Self.leastReply) else {
            throw .doesNotFit(what: what, tokens: prompt, answer: max(least, Self.leastReply), window: window)
        }
        var request = request
        request.maxTokens = request.maxTokens.map { min($0, room) } ?? room
        return request
    }
}
