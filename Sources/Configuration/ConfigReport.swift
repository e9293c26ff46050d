import Chains
package import Manuscript

/// Every setting with its value and where it comes from, for `galley config`.
///
/// Keys are never in it.
package struct ConfigReport: Sendable {
    /// One setting.
    package struct Row: Sendable, Equatable {
        package var key: String
        /// In words; "set" for what must not be shown, nil where there is none.
        package var value: String?
        package var source: SettingSource
    }

    package let rows: [Row]
    /// The files that were read.
    package let files: [ConfigFile]

    /// Variables beside those of settings and keys that say which model it is.
    private static let variables =
        KnownProvider.all.flatMap { [$0.addressVariable, $0.modelVariable] }.compactMap { $0 } + [
            "OLLAMA_NUM_PARALLEL", "OLLAMA_CONTEXT_LENGTH", "GALLEY_GGUF",
        ]

    /// Looks at a configuration; `folder` is the folder of the sessions that is used.
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

    /// The prices that count: those of the nearest file that names the model.
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

    /// A name and password in an address are a secret, too.
    private static func harmless(_ value: String) -> String {
        value.replacing(/:\/\/[^\/@]*@/, with: "://…@")
    }
}
