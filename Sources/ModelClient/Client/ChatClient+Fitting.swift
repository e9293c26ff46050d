import Chains

// Whether a request fits into the model's window and the server's limits, before anything is sent.
extension ChatClient {
    /// The request with its ceiling lowered to what is left for an answer, and to what the server allows one.
    ///
    /// `counted` is the prompt in tokens where the server has counted it; else there is room left for the error of the
    /// estimate. Throws `ModelError.tooLarge` where no answer of a useful length has room. Nothing is taken out of the
    /// prompt.
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

    /// What a request counts towards a limit: the prompt, and the whole answer that it declares.
    func tokens(of request: ModelRequest) -> Int { promptTokens(of: request) + (request.maxTokens ?? 1024) }

    /// Tokens of the prompt, estimated, and corrected by what the server counted before.
    func promptTokens(of request: ModelRequest) -> Int {
        Int((Double(request.estimatedTokens) * habits.tokenRatio).rounded(.up))
    }

    /// The shortest answer that a call is worth making for.
    private static func leastAnswer(of ceiling: Int?) -> Int {
        guard let ceiling else { return 256 }
        return min(ceiling, max(256, ceiling / 8))
    }
}
