import Chains
import Manuscript

/// The environment, and what `./.env` adds to it without overriding it.
package struct ProcessEnvironment: Sendable, Equatable {
    /// The real environment.
    package var real: [String: String]
    /// What `./.env` sets.
    package var dotEnv: [String: String]
    /// What is to be said of `./.env`, as sentences.
    package var remarks: [String]

    /// Takes both; of `./.env`, which somebody else may have made, only what is about models and keys.
    ///
    /// Anything else could run programs (`EDITOR`, `LD_PRELOAD`), lead what is sent elsewhere (`https_proxy`) or write
    /// outside of the folder (`GALLEY_SESSIONS`).
    package init(real: [String: String] = [:], dotEnv: [String: String] = [:], remarks: [String] = []) {
        self.real = real
        self.dotEnv = dotEnv.filter { Self.isTaken($0.key) }
        let left = dotEnv.keys.filter { $0.hasPrefix("GALLEY_") && !Self.isTaken($0) }.sorted()
        self.remarks =
            remarks
            + left.map { "\($0) in ./.env is ignored: that file sets models and keys only. Set it in your shell." }
    }

    private static func isTaken(_ name: String) -> Bool {
        models.contains(name) || prefixes.contains(where: name.hasPrefix)
            || isKey(name)
    }

    /// How the variables of known providers begin: `GROQ_`, `OLLAMA_`.
    private static let prefixes = Set(
        KnownProvider.all.flatMap { [$0.keyVariable, $0.addressVariable] }.compactMap { $0 }
            .map { $0.prefix { $0 != "_" } + "_" })

    /// Whether a variable holds a key by its name.
    static func isKey(_ name: String) -> Bool { ["_KEY", "_TOKEN"].contains(where: name.hasSuffix) }

    /// Galley's own variables that are about models.
    private static let models: Set = ["GALLEY_BASE_URL", "GALLEY_GGUF", "GALLEY_MODEL"]

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
