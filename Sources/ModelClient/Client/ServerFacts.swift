import Chains
import Manuscript
import Platform

/// A server's facts about its model, gathered from several addresses.
struct ServerFacts: Equatable {
    /// The server software, as far as it can be detected.
    enum Kind: Equatable { case llama, vllm, ollama, other }

    var kind = Kind.other
    /// The number of the model's parameters.
    var parameters: Int?
    /// The maximum number of tokens of prompt and answer together.
    var contextWindow: Int?
    /// The context length the model was trained for, in tokens; the server may allow less.
    var trainedFor: Int?
    /// The number of calls processed in parallel.
    var slots: Int?

    init() {}

    /// Reads a list of models.
    ///
    /// Supports llama.cpp's `meta` (`n_params`, `n_ctx_train`), vLLM's `max_model_len`, Groq's `context_window`,
    /// OpenRouter's and LM Studio's `context_length` and `max_context_length`; `owned_by` identifies the software.
    init(list: JSONValue, model: String) {
        let entries = list["data"]?.array ?? list["models"]?.array ?? list.array ?? []
        // A server with only one model uses it for every request, whatever model is named.
        guard let entry = entries.first(where: { $0["id"]?.string == model }) ?? (entries.count == 1 ? entries[0] : nil)
        else { return }
        let owner = entry["owned_by"]?.string ?? ""
        let meta = entry["meta"]
        parameters = meta?["n_params"]?.int
        trainedFor = meta?["n_ctx_train"]?.int
        contextWindow =
            ["max_model_len", "context_window", "context_length", "max_context_length"].lazy
            .compactMap { entry[$0]?.int }.first { $0 > 0 }
        if owner == "llamacpp" || meta?["n_params"] != nil {
            kind = .llama
        } else if owner == "vllm" || entry["max_model_len"] != nil {
            kind = .vllm
        } else if owner == "library" {
            kind = .ollama
        }
    }

    /// Adds the facts from llama.cpp's `/props`.
    mutating func take(_ properties: LlamaProperties) {
        kind = .llama
        contextWindow = properties.contextWindow ?? contextWindow
        slots = properties.slots
    }

    /// Adds the facts from Ollama's `/api/show`, and from `/api/ps` if the model is loaded.
    ///
    /// Ollama silently cuts the start of a prompt that is longer than its `num_ctx`. So its small default is assumed
    /// unless the model's parameters, `told` (OLLAMA_CONTEXT_LENGTH) or the loaded model give another value.
    mutating func takeOllama(show: JSONValue, loaded: JSONValue?, model: String, told: Int?) {
        kind = .ollama
        let info = show["model_info"]?.object ?? [:]
        parameters = info["general.parameter_count"]?.int
        trainedFor = info.first { $0.key.hasSuffix(".context_length") }?.value.int
        let running = loaded?["models"]?.array?.first {
            $0["name"]?.string == model || $0["model"]?.string == model || $0["name"]?.string == "\(model):latest"
        }
        let window =
            Self.parameter("num_ctx", in: show["parameters"]?.string ?? "") ?? told ?? running?["context_length"]?.int
            ?? Self.ollamaDefault
        contextWindow = min(window, trainedFor ?? window)
    }

    /// Ollama's default context length, in tokens.
    static let ollamaDefault = 4096

    /// The largest window to accept from a server, in tokens; `:set contextWindow` has the same limit.
    static let largestWindow = 10_000_000
    /// The largest number of parallel calls to accept from a server.
    static let mostSlots = 1024

    /// Adds the facts to a profile.
    func apply(to profile: inout ModelProfile) {
        if kind == .llama { profile.takesLlamaSampling = true }
        if let contextWindow, contextWindow > 0 { profile.contextWindow = min(contextWindow, Self.largestWindow) }
        if let slots, slots > 0 { profile.parallel = min(slots, Self.mostSlots) }
        if let parameters, let tier = ModelProfile.Tier(parameters: parameters) { profile.tier = tier }
    }

    /// Reads a value from Ollama's list of parameters, one per line: `num_ctx    8192`.
    private static func parameter(_ name: String, in lines: String) -> Int? {
        for line in lines.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count == 2, words[0] == name { return Int(words[1]) }
        }
        return nil
    }
}
