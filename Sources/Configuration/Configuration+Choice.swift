package import Chains
package import Manuscript
import Platform

// The choice of a server by flags, settings, environment and files.
extension Configuration {
    /// The chosen server.
    package enum Choice: Sendable, Equatable {
        /// An address, from `baseURL`.
        case address(Sourced<String>)
        /// A name, from `provider`.
        case provider(Sourced<String>)
    }

    /// A provider as defined by the files, with the source of each field; empty if no file defines it.
    package struct Provider: Sendable, Equatable {
        /// The fields by name: `baseURL`, `apiKey`, `apiKeyCommand`, `apiKeyVariable`, `model` and other settings.
        package var fields: [String: Sourced<JSONValue>] = [:]

        /// Returns a text field.
        package func text(_ name: String) -> Sourced<String>? {
            guard let field = fields[name], let text = field.value.string else { return nil }
            return Sourced(text, field.source)
        }
    }

    /// The names of the built-in providers.
    package static let knownProviders = KnownProvider.all.map(\.name) + ["builtin"]

    /// Returns the explicit choice for a session with these settings, or the provider of a key that is set.
    ///
    /// Nil leaves the choice to the servers that are found. An address takes precedence over a provider from the same
    /// source.
    package func choice(_ settings: Settings) -> Choice? {
        func choice(_ address: Sourced<String>?, _ name: Sourced<String>?) -> Choice? {
            address.map(Choice.address) ?? name.map(Choice.provider)
        }
        func given(_ values: [String: String], _ name: String, _ source: SettingSource) -> Sourced<String>? {
            values[name].flatMap { $0.isEmpty ? nil : Sourced($0, source) }
        }
        let own = ["baseURL", "provider"].reduce(into: [String: String]()) { $0[$1] = settings[$1]?.string }
        if let flag = choice(
            given(flags, "baseURL", .flag("--base-url")), given(flags, "provider", .flag("--provider")))
        {
            return flag
        }
        if let own = choice(given(own, "baseURL", .session), given(own, "provider", .session)) { return own }
        if let variable = processEnvironment.variable("GALLEY_BASE_URL") { return .address(variable) }
        for file in files {
            func entry(_ name: String) -> Sourced<String>? {
                file.settings[name].flatMap { entry in
                    entry.value.string.map { Sourced($0, file.source(of: entry)) }
                }
            }
            if let choice = choice(entry("baseURL"), entry("provider")) { return choice }
        }
        for (name, variable) in KnownProvider.keyed {
            if let key = processEnvironment.variable(variable) { return .provider(Sourced(name, key.source)) }
        }
        return nil
    }

    /// Returns the effective value of a text setting, given these settings of a session.
    package func text(_ name: String, beside settings: Settings, provider: String? = nil) -> Sourced<String>? {
        var session = Session(name: "", at: Date(timeIntervalSince1970: 0))
        session.settings = settings
        guard let key = SettingKey.exactly(name), let found = value(of: key, in: session, provider: provider),
            let text = found.value.string
        else { return nil }
        return Sourced(text, found.source)
    }

    /// Returns the settings for a call: those of the session, with missing ones filled in from the files.
    package func filled(_ settings: Settings, provider: String? = nil) -> Settings {
        var session = Session(name: "", at: Date(timeIntervalSince1970: 0))
        session.settings = settings
        return filled(session, provider: provider).settings
    }

    /// Returns the prices of a model's tokens from the nearest file; nil if no file sets them.
    ///
    /// `service` is the display name of the server: "Groq" means the provider groq.
    package func prices(of model: String, service: String, _ settings: Settings) -> Prices? {
        let names = [provider(settings), service.lowercased()].compactMap { $0.map { "\($0)/\(model)" } } + [model]
        return files.lazy.flatMap { file in names.lazy.compactMap { file.prices[$0] } }.first
    }

    /// Returns the name of the chosen provider; nil if an address or nothing is chosen.
    func provider(_ settings: Settings) -> String? {
        if case .provider(let name)? = choice(settings) { name.value } else { nil }
    }

    /// Returns the definition of a provider, merged field by field; the nearest file takes precedence.
    ///
    /// The nearest file with a source for the key replaces all other sources. Throws `ConfigError.unknownProvider` if
    /// the provider is neither built in nor defined by a file.
    package func provider(named name: Sourced<String>) throws -> Provider {
        var provider = Provider()
        for file in files.reversed() {
            guard let fields = file.providers[name.value] else { continue }
            if fields.keys.contains(where: ConfigReader.ways.contains) {
                for way in ConfigReader.ways { provider.fields[way] = nil }
            }
            for (field, entry) in fields { provider.fields[field] = Sourced(entry.value, file.source(of: entry)) }
        }
        let described = Set(files.flatMap(\.providers.keys))
        guard described.contains(name.value) || Self.knownProviders.contains(name.value) else {
            let nearest = Spelling.nearest(to: name.value, among: described.sorted() + Self.knownProviders)
            throw ConfigError.unknownProvider(name.value, from: name.source.words, nearest: nearest)
        }
        return provider
    }
}
