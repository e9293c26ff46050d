import Chains
import Manuscript

/// The environment, extended but not overridden by `./.env`.
package struct ProcessEnvironment: Sendable, Equatable {
    /// The real environment.
    package var real: [String: String]
    /// The variables that `./.env` sets.
    package var dotEnv: [String: String]
    /// Messages about `./.env`.
    package var remarks: [String]

    /// Combines both; from `./.env`, which may come from someone else, only variables about models and keys are used.
    ///
    /// Others could run programs (`EDITOR`, `LD_PRELOAD`), redirect traffic (`https_proxy`) or write outside of the
    /// folder (`GALLEY_SESSIONS`).
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

    /// The prefixes of the variables of built-in providers, such as `GROQ_` and `OLLAMA_`.
    private static let prefixes = Set(
        KnownProvider.all.flatMap { [$0.keyVariable, $0.addressVariable] }.compactMap { $0 }
            .map { $0.prefix { $0 != "_" } + "_" })

    /// Returns true if the name of a variable looks like that of a key.
    static func isKey(_ name: String) -> Bool { ["_KEY", "_TOKEN"].contains(where: name.hasSuffix) }

    /// Galley's own variables about models.
    private static let models: Set = ["GALLEY_BASE_URL", "GALLEY_GGUF", "GALLEY_MODEL"]

    /// The merged environment; the real one takes precedence, even with empty values.
    package var all: [String: String] { real.merging(dotEnv) { real, _ in real } }

    /// Returns a variable with its source; nil if it is unset or blank.
    package func variable(_ name: String) -> Sourced<String>? {
        guard let value = real[name] ?? dotEnv[name] else { return nil }
        let trimmed = String(value.trimmed)
        guard !trimmed.isEmpty else { return nil }
        return Sourced(trimmed, real[name] == nil ? .dotEnv(name) : .variable(name))
    }
}
