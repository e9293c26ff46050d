import Manuscript

/// Checks the values of a configuration file against what their keys take.
struct ConfigReader {
    let text: YAMLText
    let place: ConfigFile.Place
    let user: String

    /// The ways to a provider's key.
    static let ways = ["apiKey", "apiKeyCommand", "apiKeyVariable"]
    /// The fields of a provider.
    static let providerKeys = ways + SettingKey.all.filter(\.isOfProvider).map(\.name)
    /// The keys of the first level.
    static let keys = SettingKey.all.map(\.name) + ["providers", "sessionsDir"]

    /// File and line, for sentences.
    func place(_ line: Int?) -> String { place.path + (line.map { ", line \($0)" } ?? "") }

    /// A setting's value; throws `ConfigError.badValue`.
    func setting(_ key: SettingKey, _ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        guard let value = key.value(from: entry.value) else {
            throw ConfigError.badValue(place(entry.line), name, takes: key.takes)
        }
        return ConfigFile.Entry(value: value, line: entry.line)
    }

    /// A field of a provider; throws `ConfigError`.
    func field(_ field: String, _ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        if field == "apiKeyCommand", place.isProjects {
            throw ConfigError.commandOfProject(place(entry.line), user: user)
        }
        guard let key = SettingKey.exactly(field) else { return try text(entry, named: name) }
        return try setting(key, entry, named: name)
    }

    /// A text that is not empty; throws `ConfigError.badValue`.
    func text(_ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        guard let value = entry.value.string.map({ String($0.trimmed) }), !value.isEmpty else {
            throw ConfigError.badValue(place(entry.line), name, takes: "a text")
        }
        return ConfigFile.Entry(value: .string(value), line: entry.line)
    }

    /// The members of a mapping; throws `ConfigError.badValue`.
    func members(_ entry: ConfigFile.Entry, named name: String) throws -> [String: JSONValue] {
        guard let members = entry.value.object else {
            let takes = name == "providers" ? "names, each with keys below it" : "keys below it, such as baseURL"
            throw ConfigError.badValue(place(entry.line), name, takes: takes)
        }
        return members
    }

    /// A key that means nothing, with what was probably meant.
    func unknown(_ path: [String], among known: [String]) -> ConfigFile.Unknown {
        let name = path.last ?? ""
        // A key of a provider that stands outside of one is the likeliest mistake.
        let isMisplaced = path.count == 1 && Self.ways.contains(name)
        let suggestion = isMisplaced ? "providers.NAME.\(name)" : Spelling.nearest(to: name, among: known)
        return ConfigFile.Unknown(
            key: path.joined(separator: "."), line: text.line(of: path), suggestion: suggestion)
    }
}

extension ConfigFile.Unknown {
    /// What is said of it, as a sentence.
    package func sentence(in place: ConfigFile.Place) -> String {
        let line = line.map { ", line \($0)" } ?? ""
        let hint = suggestion.map { "did you mean \"\($0)\"?" } ?? "`galley config --help` lists them."
        return "\(place.path)\(line): there is no key \"\(key)\"\(suggestion == nil ? ". " : "; ")\(hint)"
    }
}
