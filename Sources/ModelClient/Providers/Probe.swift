import Chains

extension ProviderResolution {
    /// The probe that really asks, over `engine`.
    package static func probe(over engine: TransferEngine) -> Probe {
        { endpoint, seconds in
            let client = ChatClient(
                endpoint: endpoint, profile: ModelProfile(model: endpoint.model, service: endpoint.service),
                engine: engine, limits: TransferLimits(connect: seconds, firstByte: seconds, idle: seconds))
            return try await client.listedModels()
        }
    }
}
