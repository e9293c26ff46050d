import Chains

extension ProviderResolution {
    /// Returns a probe that contacts servers over `engine`; `onWait` is called when it waits, and with nil afterwards.
    ///
    /// A quick check whether a server exists at all is not retried.
    package static func probe(
        over engine: TransferEngine, retries: RetryPolicy = RetryPolicy(),
        onWait: @escaping @Sendable (ServerWait?) -> Void = { _ in }
    ) -> Probe {
        { endpoint, seconds in
            // If nothing listens on this machine, the refusal is immediate. A server that accepts the connection may
            // just be busy, and falling back to the built-in model, which may have to be downloaded, would be wrong.
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
