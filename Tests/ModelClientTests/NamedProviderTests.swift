import Chains
import ModelClient
import Platform
import Testing

@Suite struct NamedProviderTests {
    private func resolve(
        _ chosen: NamedProvider, _ environment: [String: String] = [:], model: String? = nil, usual: String? = nil,
        probe: @escaping ProviderResolution.Probe = { _, _ in ["listed"] },
        run: @escaping ProviderResolution.KeyRun = { _ in throw ModelError.invalidSetting("ran") }
    ) async throws -> Provider {
        var resolution = ProviderResolution(model: model, environment: environment)
        resolution.usualModel = usual
        resolution.chosen = chosen
        return try await resolution.resolve(probe: probe, run: run)
    }

    @Test func `A name counts before addresses and keys of the environment`() async throws {
        let chosen = NamedProvider(
            name: "work", baseURL: "https://a.example/v1", key: .text("k"), why: "config.yml sets provider")
        let provider = try await resolve(
            chosen, ["GALLEY_BASE_URL": "https://b.example/v1", "GROQ_API_KEY": "g", "GALLEY_API_KEY": "x"])
        #expect(provider.endpoint?.baseURL == "https://a.example/v1" && provider.endpoint?.apiKey == "k")
        #expect(provider.endpoint?.model == "listed")
        #expect(provider.reason == "a.example, because config.yml sets provider")
    }

    @Test func `A command supplies the key, and runs only if no other key is set`() async throws {
        let address = "https://a.example/v1"
        let command = NamedProvider(name: "work", baseURL: address, key: .command("pass show work"), why: "x")
        let run: ProviderResolution.KeyRun = { command in
            #expect(command == "pass show work")
            return "from-command"
        }
        let provider = try await resolve(command, model: "m", run: run)
        #expect(provider.endpoint?.apiKey == "from-command" && provider.endpoint?.model == "m")
        let variable = NamedProvider(name: "work", baseURL: address, key: .variable("V"), why: "x")
        #expect(try await resolve(variable, ["V": "v"]).endpoint?.apiKey == "v")
        let none = NamedProvider(name: "work", baseURL: address, why: "x")
        #expect(try await resolve(none, ["GROQ_API_KEY": "g", "GALLEY_API_KEY": "x"]).endpoint?.apiKey == nil)
    }

    @Test func `Known names have their own addresses, models and variables`() async throws {
        let groq = try await resolve(NamedProvider(name: "groq", why: "x"), ["GROQ_API_KEY": "g"])
        #expect(groq.endpoint?.baseURL == "https://api.groq.com/openai/v1" && groq.endpoint?.apiKey == "g")
        #expect(groq.profile.model == "openai/gpt-oss-120b")
        #expect(groq.sampling == ModelRequest.Sampling(temperature: 0.7, reasoningEffort: "medium"))
        let openAI = try await resolve(
            NamedProvider(name: "openai", why: "x"), ["OPENAI_API_KEY": "o", "OPENAI_MODEL": "gpt-x"])
        #expect(openAI.endpoint?.service == "OpenAI" && openAI.endpoint?.model == "gpt-x")
        let ollama = try await resolve(
            NamedProvider(name: "ollama", why: "x"), ["OLLAMA_HOST": "127.0.0.1:5", "OLLAMA_NUM_PARALLEL": "3"])
        #expect(ollama.profile.parallel == 3)
        #expect(ollama.endpoint?.baseURL == "http://127.0.0.1:5/v1" && ollama.endpoint?.apiKey == nil)
        #expect(try await resolve(NamedProvider(name: "builtin", why: "--provider is given")).source == .builtIn)
    }

    /// Callers that know the address's source decide if it may receive the key.
    @Test func `A known name at another address gets the usual key, if it is set`() async throws {
        let chosen = NamedProvider(name: "groq", baseURL: "https://proxy.example/v1", why: "x")
        let provider = try await resolve(chosen, ["GROQ_API_KEY": "g"])
        #expect(provider.endpoint?.apiKey == "g" && provider.endpoint?.service == "proxy.example")
        #expect(provider.sampling.reasoningEffort == nil && provider.name == "groq")
        #expect(try await resolve(chosen).endpoint?.apiKey == nil)
    }

    @Test func `The decision is described without a request and matches the outcome`() async throws {
        let variables = ["GROQ_API_KEY", "OPENAI_API_KEY", "GALLEY_BASE_URL", "OLLAMA_HOST", "OPENAI_BASE_URL"]
        for choice in 0..<(1 << variables.count) {
            let set = variables.enumerated().filter { choice & 1 << $0.offset != 0 }.map(\.element)
            let environment = Dictionary(
                uniqueKeysWithValues: set.map { ($0, $0.hasSuffix("KEY") ? "k" : "http://127.0.0.1:5\($0.count)/v1") })
            for chosen in [
                nil, NamedProvider(name: "openai", key: .text("k"), why: "x"), NamedProvider(name: "builtin", why: "y"),
            ] {
                var resolution = ProviderResolution(model: "m", environment: environment)
                resolution.chosen = chosen
                let provider = try await resolution.resolve(probe: { _, _ in throw CancellationError() })
                let words = try resolution.decide().words
                if case .whoeverAnswers = try resolution.decide() {
                    #expect(provider.source == .builtIn && words.contains("else the built-in model"))
                } else if provider.source == .builtIn {
                    #expect(words == provider.reason)
                } else {
                    #expect(words == "m on \(provider.reason)")
                }
            }
        }
    }

    @Test func `The model of a file counts behind flags and variables`() async throws {
        let groq = NamedProvider(name: "groq", key: .text("k"), why: "x")
        #expect(try await resolve(groq, usual: "of-file").profile.model == "of-file")
        #expect(try await resolve(groq, ["GALLEY_MODEL": "v"], usual: "of-file").profile.model == "v")
        #expect(try await resolve(groq, ["GALLEY_MODEL": "v"], model: "f", usual: "of-file").profile.model == "f")
        var plain = ProviderResolution(environment: ["OPENAI_API_KEY": "o", "OPENAI_MODEL": "v"])
        plain.usualModel = "of-file"
        #expect(try await plain.resolve { _, _ in [] }.profile.model == "v")
    }

    @Test func `Missing parts are named`() async {
        let noKey = await caught { _ = try await resolve(NamedProvider(name: "groq", why: "x")) }
        #expect(
            noKey?.sentence.hasPrefix("The provider groq takes its key from GROQ_API_KEY, which is not set.") == true)
        let noAddress = await caught { _ = try await resolve(NamedProvider(name: "work", why: "x")) }
        #expect(noAddress?.sentence.hasPrefix("The provider work has no baseURL.") == true)
        let failed = await caught {
            _ = try await resolve(NamedProvider(name: "groq", key: .command("false"), why: "x"))
        }
        #expect(failed == .invalidSetting("ran"))
    }
}
