/// Checks, by arithmetic and before anything is sent, that a call fits into the model's context window.
extension ModelProfile {
    /// The fewest tokens of a useful reply.
    private static let leastReply = 32

    /// Returns the request with a token ceiling that fits beside its prompt, or unchanged if the window is unknown.
    ///
    /// The estimate is raised by a third, since a server that truncates a prompt does so silently. `what` names the
    /// subject of the call for messages ("section 2.3"). Throws `ChainError.doesNotFit` if there is no room for a reply
    /// of `least` tokens.
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
