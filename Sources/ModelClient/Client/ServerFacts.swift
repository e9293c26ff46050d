import Chains
import Manuscript
import Platform

/// What a server tells of the model that it serves, gathered from several addresses.
struct ServerFacts: Equatable {
    /// Which software answers, as far as it can be told.
    enum Kind: Equatable { case llama, vllm, ollama, other }

    var kind = Kind.other
    /// Parameters of the model.
    var parameters: Int?
    /// Tokens that prompt and answer may take together.
    var contextWindow: Int?
    /// Tokens that the model was trained for, where the server grants less.
    var trainedFor: Int?
    /// How many calls are worked on at once.
    var slots: Int?

    init() {}

    /// Reads a list of models.
    ///
    /// Known: llama.cpp's `meta` (`n_params`, `n_ctx_train`), vLLM's `max_model_len`, Groq's `context_window`,
    /// OpenRouter's and LM Studio's `context_length` and `max_context_length`; `owned_by` names the software.
    init(list: JSONValue, model: String) {
        let entries = list["data"]?.array ?? list["models"]?.array ?? list.array ?? []
        // A server that has but one model answers with it whatever it is asked for.
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

    /// Adds what llama.cpp's `/props` says.
    mutating func take(_ properties: LlamaProperties) {
        kind = .llama
        contextWindow = properties.contextWindow ?? contextWindow
        slots = properties.slots
    }

    /// Adds what Ollama's `/api/show` says, and `/api/ps` of the model if it is loaded.
    ///
    /// Ollama cuts a prompt that is longer than its `num_ctx` at the front and says nothing, so its small default
    /// counts unless the model's own parameters, `told` (OLLAMA_CONTEXT_LENGTH) or the loaded model say otherwise.
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

    /// What Ollama reads of a prompt unless it is told otherwise, in tokens.
    static let ollamaDefault = 4096

    /// The largest window that a server is believed to have, in tokens; `:set contextWindow` takes as much.
    static let largestWindow = 10_000_000
    /// The most calls at once.
    static let mostSlots = 1024

    /// Adds to a profile what is known now.
    func apply(to profile: inout ModelProfile) {
        if kind == .llama { profile.takesLlamaSampling = true }
        if let contextWindow, contextWindow > 0 { profile.contextWindow = min(contextWindow, Self.largestWindow) }
        if let slots, slots > 0 { profile.parallel = min(slots, Self.mostSlots) }
        // Models that are sold as 4 billion have up to 4.5.
        if let parameters, parameters > 0 { profile.tier = parameters < 4_500_000_000 ? .small : .large }
    }

    /// A value out of Ollama's list of parameters, a line each: `num_ctx    8192`.
    private static func parameter(_ name: String, in lines: String) -> Int? {
        for line in lines.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count == 2, words[0] == name { return Int(words[1]) }
        }
        return nil
    }
}
