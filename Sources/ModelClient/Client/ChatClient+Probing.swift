import Chains
import Manuscript
import Platform

// What a server tells of its model, asked for once a client.
extension ChatClient {
    /// Learns what the server tells of its model, once a client.
    ///
    /// A server behind plain HTTP is near: it is waited for as long as the limits say, and not after one question without
    /// an answer. A hosted one is asked in the
    /// background, and only where its list may tell something that is not known. Never throws: a server that cannot be
    /// reached is the call's to report.
    package func probe() async {
        guard habits.takeProbe() else { return }
        if endpoint.isPlain { return await probeNear() }
        guard known.contextWindow == nil, choice.contextWindow == nil, endpoint.host != "api.openai.com" else { return }
        Task.detached { [self] in
            guard let list = await tree(endpoint.url("models"), seconds: 10) else { return }
            habits.remember(ServerFacts(list: list, model: endpoint.model))
        }
    }

    /// Probes where a request would gain by it and nobody has yet.
    func learn(for request: ModelRequest) async throws {
        let sampling = request.sampling
        let gains = sampling.minP != nil || sampling.repeatPenalty != nil || sampling.repeatLastN != nil
        guard gains, endpoint.isPlain, !known.takesLlamaSampling else { return }
        await probe()
        try Task.checkCancellation()
    }

    private func probeNear() async {
        guard let list = await tree(endpoint.url("models"), seconds: limits.probe) else { return }
        var facts = ServerFacts(list: list, model: endpoint.model)
        if endpoint.service == "Ollama" || endpoint.baseURL.contains(":11434/") { facts.kind = .ollama }
        switch facts.kind {
        case .vllm: break
        case .ollama: await askOllama(&facts)
        case .llama, .other:
            if let answer = try? await get(endpoint.root("props"), seconds: limits.probe), answer.status == 200,
                let properties = LlamaProperties(body: answer.body)
            {
                facts.take(properties)
            }
        }
        habits.remember(facts)
    }

    private func askOllama(_ facts: inout ServerFacts) async {
        let question = Array(JSONValue.object(["model": .string(endpoint.model)]).compact.utf8)
        let show = await tree(endpoint.root("api/show"), body: question, seconds: limits.probe)
        let loaded = show == nil ? nil : await tree(endpoint.root("api/ps"), seconds: limits.probe)
        facts.takeOllama(show: show ?? [:], loaded: loaded, model: endpoint.model, told: known.contextWindow)
    }

    /// An answer as JSON; nil where there is none, an empty object where it is of another kind.
    private func tree(_ url: String, body: [UInt8]? = nil, seconds: Double) async -> JSONValue? {
        guard let answer = try? await get(url, body: body, seconds: seconds) else { return nil }
        guard answer.status == 200 else { return [:] }
        return (try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))) ?? [:]
    }
}
