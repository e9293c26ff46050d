import Chains

extension ProviderResolution {
    /// The probe that really asks, over `engine`; `onWait` is told when it waits for the server, and with nil after that.
    ///
    /// What is asked in passing, whether a server is there at all, is asked once.
    package static func probe(
        over engine: TransferEngine, retries: RetryPolicy = RetryPolicy(),
        onWait: @escaping @Sendable (ServerWait?) -> Void = { _ in }
    ) -> Probe {
        { endpoint, seconds in
            // Where nobody listens on this machine the refusal comes at once; who takes the connection may only be busy,
            // and the built-in model, which may have to be fetched, is no good answer to that.
            let patience = max(seconds, endpoint.isLoopback ? 10 : 3)
            let limits = TransferLimits(
                connect: endpoint.isLoopback ? patience : seconds, firstByte: patience, idle: patience)
            let client = ChatClient(
                endpoint: endpoint, profile: ModelProfile(model: endpoint.model, service: endpoint.service),
                engine: engine, limits: limits, retries: seconds < 1 ? .never : retries, onWait: onWait)
            return try await client.listedModels()
        }
    }
}
