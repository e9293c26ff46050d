import Chains

// Checks that a request fits the model's window and the server's limits, before anything is sent.
extension ChatClient {
    /// Returns the request with its answer limited to the space left, and to the server's maximum.
    ///
    /// `counted` is the number of prompt tokens if the server has counted them; otherwise a margin covers the error of
    /// the estimate. Throws `ModelError.tooLarge` if there is no space for an answer of a useful length. The prompt is
    /// never shortened.
    func fitted(_ request: ModelRequest, counted: Int? = nil) throws(ModelError) -> ModelRequest {
        var fitted = request
        let prompt = counted ?? promptTokens(of: request)
        let careful = counted ?? habits.careful(prompt)
        let least = Self.leastAnswer(of: request.maxTokens)
        let bounds = [(profile.contextWindow, ModelError.Bound.window), (governor.tokensPerMinute, .minute)]
        for case (let room?, let bound) in bounds {
            guard prompt + least <= room else {
                throw .tooLarge(
                    server: endpoint.service, prompt: prompt, answer: least, allowed: room, bound: bound)
            }
            if let ceiling = fitted.maxTokens { fitted.maxTokens = min(ceiling, max(room - careful, least)) }
        }
        if let ceiling = habits.ceiling { fitted.maxTokens = min(fitted.maxTokens ?? ceiling, ceiling) }
        return fitted
    }

    /// Returns the tokens that count towards a limit: the prompt, plus the maximum length of the answer.
    func tokens(of request: ModelRequest) -> Int { promptTokens(of: request) + (request.maxTokens ?? 1024) }

    /// Returns the estimated tokens of the prompt, corrected by earlier counts of the server.
    func promptTokens(of request: ModelRequest) -> Int {
        Int((Double(request.estimatedTokens) * habits.tokenRatio).rounded(.up))
    }

    /// Returns the shortest answer, in tokens, that makes a call worthwhile.
    private static func leastAnswer(of ceiling: Int?) -> Int {
        guard let ceiling else { return 256 }
        return min(ceiling, max(256, ceiling / 8))
    }
}
