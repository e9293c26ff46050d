import Chains
import Manuscript
import Platform

// Asks a server about its model, once.
extension ChatClient {
    /// Learns what the server reports about its model, once per server.
    ///
    /// A server behind plain HTTP is nearby: the client waits for it as long as the limits allow, and gives up after
    /// one unanswered question. A hosted server is asked in the background, and only if its list may add something.
    /// Never throws: if the server is unreachable, the call reports that.
    package func probe() async {
        guard habits.takeProbe() else { return }
        if endpoint.isPlain { return await probeNear() }
        guard known.contextWindow == nil, choice.contextWindow == nil, endpoint.host != "api.openai.com" else { return }
        Task.detached { [self] in
            guard let list = await tree(endpoint.url("models"), seconds: 10) else { return }
            habits.remember(ServerFacts(list: list, model: endpoint.model))
        }
    }

    /// Probes the server if the request needs it and it has not been probed yet.
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

    /// Returns an answer as JSON; nil if there is none, and an empty object if it has an error status or is not JSON.
    private func tree(_ url: String, body: [UInt8]? = nil, seconds: Double) async -> JSONValue? {
        guard let answer = try? await get(url, body: body, seconds: seconds) else { return nil }
        guard answer.status == 200 else { return [:] }
        return (try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))) ?? [:]
    }
}
