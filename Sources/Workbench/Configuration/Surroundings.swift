import Manuscript

/// The environment, and what `./.env` adds to it without overriding it.
package struct Surroundings: Sendable, Equatable {
    /// The real environment.
    package var real: [String: String]
    /// What `./.env` sets.
    package var dotEnv: [String: String]

    /// Takes both; of `./.env`, which somebody else may have made, only what is about models and keys.
    ///
    /// Anything else could run programs (`EDITOR`, `LD_PRELOAD`) or lead what is sent elsewhere (`https_proxy`).
    package init(real: [String: String] = [:], dotEnv: [String: String] = [:]) {
        self.real = real
        self.dotEnv = dotEnv.filter { Self.isTaken($0.key) }
    }

    private static func isTaken(_ name: String) -> Bool {
        ["GALLEY_", "GROQ_", "OPENAI_", "OLLAMA_"].contains(where: name.hasPrefix)
            || ["_KEY", "_TOKEN"].contains(where: name.hasSuffix)
    }

    /// Both together; what the real environment sets, even to nothing, stays.
    package var all: [String: String] { real.merging(dotEnv) { real, _ in real } }

    /// A variable with where it comes from; nil where it is unset or blank.
    package func variable(_ name: String) -> Sourced<String>? {
        guard let value = real[name] ?? dotEnv[name] else { return nil }
        let trimmed = String(value.trimmed)
        guard !trimmed.isEmpty else { return nil }
        return Sourced(trimmed, real[name] == nil ? .dotEnv(name) : .variable(name))
    }
}
