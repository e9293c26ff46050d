import Chains
import Manuscript
import Testing

@testable import ModelClient

@Suite struct ServerFactsTests {
    private func facts(_ list: String, model: String = "m") throws -> ServerFacts {
        ServerFacts(list: try JSONValue(parsing: list), model: model)
    }

    @Test func `Lists of models tell of windows and parameters`() throws {
        let llama = try facts(
            #"{"data":[{"id":"x.gguf","owned_by":"llamacpp","meta":{"n_params":134515008,"n_ctx_train":8192}}]}"#)
        #expect(
            (llama.kind, llama.parameters, llama.trainedFor, llama.contextWindow) == (.llama, 134_515_008, 8192, nil))
        let vllm = try facts(#"{"data":[{"id":"m","owned_by":"vllm","max_model_len":32768}]}"#)
        #expect((vllm.kind, vllm.contextWindow) == (.vllm, 32_768))
        let groq = try facts(
            #"{"data":[{"id":"other","context_window":8192},{"id":"m","owned_by":"Meta","context_window":131072}]}"#)
        #expect((groq.kind, groq.contextWindow) == (.other, 131_072))
        #expect(try facts(#"{"data":[{"id":"a"},{"id":"b","context_window":1}]}"#) == ServerFacts())
        for odd in ["[]", "{}", "7", #"{"data":"x"}"#] { #expect(try facts(odd) == ServerFacts()) }
    }

    private func ollama(
        _ parameters: String, loaded: String? = nil, told: Int? = nil, trained: Int = 131_072
    ) throws -> ServerFacts {
        var facts = ServerFacts()
        let show: JSONValue = [
            "parameters": .string(parameters),
            "model_info": ["general.parameter_count": 3_212_749_888, "llama.context_length": .int(trained)],
        ]
        facts.takeOllama(show: show, loaded: try loaded.map { try JSONValue(parsing: $0) }, model: "m", told: told)
        return facts
    }

    @Test func `Ollama's window is its small default unless something says otherwise`() throws {
        #expect(try ollama("stop \"<x>\"\ntemperature 1").contextWindow == 4096)
        #expect(try ollama("num_ctx                        16384\nstop x").contextWindow == 16_384)
        #expect(try ollama("", told: 8192).contextWindow == 8192)
        #expect(try ollama("num_ctx 2048", told: 8192).contextWindow == 2048)
        let loaded = #"{"models":[{"name":"m:latest","context_length":32768}]}"#
        #expect(try ollama("", loaded: loaded).contextWindow == 32_768)
        #expect(try ollama("", loaded: #"{"models":[{"name":"n","context_length":9}]}"#).contextWindow == 4096)
        #expect(try ollama("num_ctx 16384", trained: 2048).contextWindow == 2048)
    }

    @Test(arguments: [
        (134_515_008, ModelProfile.Tier.small), (494_032_768, .small), (999_885_952, .medium), (1_543_714_304, .medium),
        (4_299_915_632, .medium), (6_738_415_616, .large), (7_000_000_000, .large),
    ])
    func `The number of parameters decides the tier, whatever the name`(count: Int, tier: ModelProfile.Tier) {
        var facts = ServerFacts()
        facts.parameters = count
        for guess in ModelProfile.Tier.allCases {
            var profile = ModelProfile(model: "m", service: "S", tier: guess)
            facts.apply(to: &profile)
            #expect(profile.tier == tier)
        }
    }

    @Test func `Unknown facts change nothing`() {
        var profile = ModelProfile(model: "m", service: "S", tier: .small, contextWindow: 5, parallel: 3)
        let before = profile
        ServerFacts().apply(to: &profile)
        #expect(profile == before)
    }
}
