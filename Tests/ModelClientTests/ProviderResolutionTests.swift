import Chains
import Platform
import Testing

@testable import ModelClient

@Suite struct ProviderResolutionTests {
    private func resolve(
        _ environment: [String: String], baseURL: String? = nil, model: String? = nil,
        probe: @escaping ProviderResolution.Probe = { endpoint, _ in
            throw ModelError.unreachable(server: endpoint.service, reason: "refused")
        }
    ) async throws -> Provider {
        try await ProviderResolution(baseURL: baseURL, model: model, environment: environment).resolve(probe: probe)
    }

    @Test func `A base URL comes first`() async throws {
        let provider = try await resolve(
            [
                "GALLEY_BASE_URL": "https://a.example/v1", "GALLEY_API_KEY": "k", "GALLEY_MODEL": "m",
                "GROQ_API_KEY": "g",
            ])
        #expect(provider.endpoint?.baseURL == "https://a.example/v1")
        #expect(provider.endpoint?.apiKey == "k")
        #expect(provider.profile.model == "m")
        #expect(provider.reason == "a.example, because GALLEY_BASE_URL is set")
        let flagged = try await resolve(
            ["GALLEY_BASE_URL": "https://a.example/v1"], baseURL: "http://127.0.0.1:9", model: "x")
        #expect(flagged.endpoint?.baseURL == "http://127.0.0.1:9/v1")
        #expect(flagged.endpoint?.apiKey == nil)
        #expect(flagged.reason == "127.0.0.1:9, because --base-url is given")
    }

    @Test func `A base URL without a model takes the first that is listed`() async throws {
        let provider = try await resolve([:], baseURL: "http://127.0.0.1:9") { _, _ in ["nomic-embed", "smollm2:135m"] }
        #expect(provider.endpoint?.model == "smollm2:135m")
        #expect(provider.profile.tier == .small)
    }

    @Test func `A base URL that does not answer is an error, not a reason for another model`() async {
        let error = await caught { _ = try await resolve(["GROQ_API_KEY": "g"], baseURL: "http://127.0.0.1:9") }
        #expect(error == .unreachable(server: "127.0.0.1:9", reason: "refused"))
        let none = await caught { _ = try await resolve([:], baseURL: "http://127.0.0.1:9") { _, _ in [] } }
        #expect(none == .noModel(reason: "127.0.0.1:9 lists none; name one with `--model`"))
    }

    @Test func `Groq has its own defaults`() async throws {
        let provider = try await resolve(["GROQ_API_KEY": "g", "OPENAI_API_KEY": "o", "GALLEY_API_KEY": "x"])
        #expect(provider.endpoint?.baseURL == "https://api.groq.com/openai/v1")
        #expect(provider.endpoint?.apiKey == "g")
        #expect(provider.profile.model == "openai/gpt-oss-120b")
        #expect(provider.profile.tier == .large)
        #expect(provider.sampling == ModelRequest.Sampling(temperature: 0.7, reasoningEffort: "medium"))
        #expect(provider.reason == "Groq, because GROQ_API_KEY is set")
        let other = try await resolve(["GROQ_API_KEY": "g"], model: "llama-3.3-70b-versatile")
        #expect(other.sampling.reasoningEffort == nil)
    }

    @Test func `OpenAI, or what OPENAI_BASE_URL says, comes next`() async throws {
        let provider = try await resolve(["GROQ_API_KEY": " ", "OPENAI_API_KEY": "o"])
        #expect(provider.endpoint?.baseURL == "https://api.openai.com/v1")
        #expect(provider.reason == "OpenAI, because OPENAI_API_KEY is set")
        let other = try await resolve(["OPENAI_API_KEY": "o", "OPENAI_BASE_URL": "https://b.example/v1"])
        #expect(other.endpoint?.service == "b.example")
    }

    @Test func `An Ollama that answers comes next`() async throws {
        let provider = try await resolve(["OLLAMA_HOST": "0.0.0.0:1234"]) { endpoint, seconds in
            #expect(endpoint.baseURL == "http://127.0.0.1:1234/v1")
            #expect(seconds <= 1)
            return ["qwen3:8b"]
        }
        #expect(provider.profile.model == "qwen3:8b")
        #expect(provider.reason == "Ollama, because it answers on 127.0.0.1:1234")
    }

    @Test func `An installed model that is named wins over keys, but not over a chosen server`() throws {
        var resolution = ProviderResolution(model: "tiny", environment: ["GROQ_API_KEY": "k"])
        resolution.installed = ["tiny"]
        #expect(try resolution.decide() == .builtIn(why: "tiny is installed"))
        resolution.baseURL = "http://127.0.0.1:9/v1"
        #expect(try resolution.decide().words == "tiny on 127.0.0.1:9, because --base-url is given")
        resolution.baseURL = nil
        resolution.model = "other"
        #expect(try resolution.decide().words == "other on Groq, because GROQ_API_KEY is set")
    }

    @Test func `The built-in model is always there`() async throws {
        let provider = try await resolve([:])
        #expect(provider.source == .builtIn)
        #expect(provider.profile.tier == .small)
        #expect(provider.profile.takesLlamaSampling)
        #expect(provider.reason == "the built-in model, because no key is set and no Ollama answers")
    }

    @Test func `Nothing is asked where a key decides`() async throws {
        _ = try await resolve(["GROQ_API_KEY": "g"]) { _, _ in
            Issue.record("asked")
            return []
        }
    }
}
