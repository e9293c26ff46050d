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
            let client = ChatClient(
                endpoint: endpoint, profile: ModelProfile(model: endpoint.model, service: endpoint.service),
                engine: engine, limits: TransferLimits(connect: seconds, firstByte: seconds, idle: seconds),
                retries: seconds < 1 ? .never : retries, onWait: onWait)
            return try await client.listedModels()
        }
    }
}
