/// A provider that Galley knows by name: one row of the table behind server choice, configuration, completion, help and
/// the documentation pages.
///
/// The addresses come from the services' own API references.
package struct KnownProvider: Sendable, Equatable {
    /// Defaults for some of a provider's models.
    package struct Habit: Sendable, Equatable {
        /// A part of the names of these models.
        package var part: String
        /// The effort to ask for; other models may refuse the field.
        package var reasoningEffort: String?
        /// In tokens.
        package var contextWindow: Int?
    }

    /// The name as typed.
    package let name: String
    /// The name in prose.
    package let service: String
    /// The base URL of its API.
    package let baseURL: String
    /// The environment variable that holds its key; nil if it takes no key.
    package var keyVariable: String?
    /// True if setting the key is enough to select the provider.
    ///
    /// False for most: the key may be set for another program, and a post must not go to a paid service unasked.
    var isChosenByKey = false
    /// The environment variable that overrides the address.
    package var addressVariable: String?
    /// The environment variable that names the model.
    package var modelVariable: String?
    /// The default model; nil means the first that the server lists.
    package var model: String?
    /// The default temperature.
    package var temperature: Double?
    /// The number of calls it handles at once; nil if no limit is known.
    package var parallel: Int?
    package var habits: [Habit] = []

    /// Returns the row with this name, or nil if there is none.
    package static func named(_ name: String?) -> KnownProvider? { all.first { $0.name == name } }

    /// The providers that a key alone selects, in order of precedence.
    package static var keyed: [(name: String, variable: String)] {
        all.filter(\.isChosenByKey).compactMap { row in row.keyVariable.map { (row.name, $0) } }
    }

    /// Returns the table for the documentation.
    package static func markdownTable() -> String {
        let rows = all.map { row in
            let key = row.keyVariable.map { "`\($0)`" } ?? "none"
            let model = row.model.map { "`\($0)`" } ?? "the first that it lists"
            return "| `\(row.name)` | \(row.service) | \(row.baseURL) | \(key) | \(model) |"
        }
        return (["| name | service | address | key | model unless you name one |", "|---|---|---|---|---|"] + rows)
            .joined(separator: "\n")
    }

    /// All rows, in order of precedence; the built-in model has no row because it needs no server.
    package static let all = [
        KnownProvider(
            name: "groq", service: "Groq", baseURL: "https://api.groq.com/openai/v1", keyVariable: "GROQ_API_KEY",
            isChosenByKey: true, model: "openai/gpt-oss-120b", temperature: 0.7,
            habits: [Habit(part: "gpt-oss", reasoningEffort: "medium", contextWindow: 131_072)]),
        KnownProvider(
            name: "openai", service: "OpenAI", baseURL: "https://api.openai.com/v1", keyVariable: "OPENAI_API_KEY",
            isChosenByKey: true, addressVariable: "OPENAI_BASE_URL", modelVariable: "OPENAI_MODEL",
            model: "gpt-4.1-mini"),
        KnownProvider(
            name: "openrouter", service: "OpenRouter", baseURL: "https://openrouter.ai/api/v1",
            keyVariable: "OPENROUTER_API_KEY", model: "openai/gpt-oss-120b"),
        KnownProvider(
            name: "mistral", service: "Mistral", baseURL: "https://api.mistral.ai/v1", keyVariable: "MISTRAL_API_KEY",
            model: "mistral-medium-latest"),
        KnownProvider(
            name: "deepseek", service: "DeepSeek", baseURL: "https://api.deepseek.com/v1",
            keyVariable: "DEEPSEEK_API_KEY", model: "deepseek-chat"),
        KnownProvider(
            name: "together", service: "Together", baseURL: "https://api.together.xyz/v1",
            keyVariable: "TOGETHER_API_KEY", model: "openai/gpt-oss-120b"),
        KnownProvider(
            name: "fireworks", service: "Fireworks", baseURL: "https://api.fireworks.ai/inference/v1",
            keyVariable: "FIREWORKS_API_KEY", model: "accounts/fireworks/models/gpt-oss-120b"),
        KnownProvider(
            name: "gemini", service: "Gemini", baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
            keyVariable: "GEMINI_API_KEY", model: "gemini-2.5-flash"),
        KnownProvider(
            name: "xai", service: "xAI", baseURL: "https://api.x.ai/v1", keyVariable: "XAI_API_KEY", model: "grok-4"),
        KnownProvider(
            name: "ollama", service: "Ollama", baseURL: "http://127.0.0.1:11434/v1", addressVariable: "OLLAMA_HOST",
            parallel: 1),
        KnownProvider(
            name: "lmstudio", service: "LM Studio", baseURL: "http://127.0.0.1:1234/v1", parallel: 1),
        KnownProvider(name: "llamacpp", service: "llama.cpp", baseURL: "http://127.0.0.1:8080/v1"),
        KnownProvider(name: "vllm", service: "vLLM", baseURL: "http://127.0.0.1:8000/v1"),
    ]
}
