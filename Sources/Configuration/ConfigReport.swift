import Chains
package import Manuscript

/// A list of all settings with their values and sources, for `galley config`.
///
/// It never contains API keys.
package struct ConfigReport: Sendable {
    /// A setting.
    package struct Row: Sendable, Equatable {
        package var key: String
        /// The value in words; "set" for a secret, nil if there is no value.
        package var value: String?
        package var source: SettingSource
    }

    package let rows: [Row]
    /// The files that were read.
    package let files: [ConfigFile]

    /// Variables that affect the choice of a model, other than those of settings and keys.
    private static let variables =
        KnownProvider.all.flatMap { [$0.addressVariable, $0.modelVariable] }.compactMap { $0 } + [
            "OLLAMA_NUM_PARALLEL", "OLLAMA_CONTEXT_LENGTH", "GALLEY_GGUF",
        ]

    /// Makes a report on a configuration; `folder` is the folder of the sessions in use.
    package init(_ configuration: Configuration, folder: String, session: Session) {
        files = configuration.files
        let settings = SettingKey.all.map { key in
            let found = configuration.value(of: key, in: session)
            return Row(
                key: key.name, value: found.flatMap { SettingKey.words($0.value) }.map(Self.harmless),
                source: found?.source ?? .standard)
        }
        let sessions = Row(
            key: "sessionsDir", value: folder, source: configuration.sessionsFolder?.source ?? .standard)
        let secrets = Configuration.keyVariables.compactMap { name in
            configuration.processEnvironment.variable(name).map { Row(key: name, value: "set", source: $0.source) }
        }
        let others = Self.variables.compactMap { name in
            configuration.processEnvironment.variable(name).map {
                Row(key: name, value: Self.harmless($0.value), source: $0.source)
            }
        }
        let commands = configuration.userCommands.map { command in
            let count = command.lines.count
            return Row(
                key: "commands.\(command.name)", value: count == 1 ? command.lines[0] : "\(count) lines",
                source: command.source)
        }
        rows =
            settings + [sessions] + commands + Self.prices(configuration) + Self.providers(configuration) + secrets
            + others
    }

    /// Returns the effective prices, each from the nearest file that names the model.
    private static func prices(_ configuration: Configuration) -> [Row] {
        var rows: [String: Row] = [:]
        for file in configuration.files.reversed() {
            for (model, prices) in file.prices {
                rows[model] = Row(
                    key: "prices.\(model)",
                    value: "\(prices.prompt.text) / \(prices.cached.text) / \(prices.completion.text)",
                    source: .file(file.place, line: nil))
            }
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }

    private static func providers(_ configuration: Configuration) -> [Row] {
        Set(configuration.files.flatMap(\.providers.keys)).sorted().flatMap { name -> [Row] in
            let provider = try? configuration.provider(named: Sourced(name, .standard))
            return (provider?.fields ?? [:]).sorted { $0.key < $1.key }.map { field, found in
                let isSecret = ["apiKey", "apiKeyCommand"].contains(field)
                let value = isSecret ? "set" : SettingKey.words(found.value).map(harmless)
                return Row(key: "providers.\(name).\(field)", value: value, source: found.source)
            }
        }
    }

    /// Hides the name and password in an address.
    private static func harmless(_ value: String) -> String {
        value.replacing(/:\/\/[^\/@]*@/, with: "://…@")
    }
}
