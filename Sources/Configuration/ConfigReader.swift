import Chains
import Manuscript
import Platform

/// Checks the values of a configuration file against their keys.
struct ConfigReader {
    let text: YAMLText
    let place: ConfigFile.Place
    let user: String
    /// The names of built-in commands.
    let reserved: [String]

    /// The fields that give a provider's key.
    static let ways = ["apiKey", "apiKeyCommand", "apiKeyVariable"]
    /// The fields of a provider.
    static let providerKeys = ways + SettingKey.all.filter(\.isOfProvider).map(\.name)
    /// The top-level keys.
    static let keys = SettingKey.all.map(\.name) + ["commands", "prices", "providers", "sessionsDir", "styles"]
    /// The fields of a user command.
    static let commandKeys = ["description", "lines"]
    /// The fields of a style card.
    static let styleKeys = SettingKey.all.filter(\.isOfStyle).map(\.name)
    /// The fields of a model's prices.
    static let priceKeys = ["prompt", "cached", "completion"]

    /// Returns the file and line, for messages.
    func place(_ line: Int?) -> String { place.path + (line.map { ", line \($0)" } ?? "") }

    /// Checks the value of a setting; throws `ConfigError.badValue`.
    func setting(_ key: SettingKey, _ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        guard let value = key.value(from: entry.value) else {
            throw ConfigError.badValue(place(entry.line), name, takes: key.takes)
        }
        return ConfigFile.Entry(value: value, line: entry.line)
    }

    /// Checks a field of a provider; throws `ConfigError`.
    func field(_ field: String, _ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        if field == "apiKeyCommand", place.isProjects {
            throw ConfigError.commandOfProject(place(entry.line), user: user)
        }
        guard let key = SettingKey.exactly(field) else { return try text(entry, named: name) }
        return try setting(key, entry, named: name)
    }

    /// Checks that a value is a non-empty text; throws `ConfigError.badValue`.
    func text(_ entry: ConfigFile.Entry, named name: String) throws -> ConfigFile.Entry {
        guard let value = entry.value.string.map({ String($0.trimmed) }), !value.isEmpty else {
            throw ConfigError.badValue(place(entry.line), name, takes: "a text")
        }
        return ConfigFile.Entry(value: .string(value), line: entry.line)
    }

    /// Reads a model's prices; throws `ConfigError.badValue`.
    func prices(_ fields: [String: ConfigFile.Entry], line: Int?, named name: String) throws -> Prices {
        func price(_ field: String) throws -> Money? {
            guard let entry = fields[field] else { return nil }
            guard let money = Money(entry.value) else {
                throw ConfigError.badValue(
                    place(entry.line), "\(name).\(field)", takes: "an amount per million tokens, such as 0.15")
            }
            return money
        }
        guard let prompt = try price("prompt"), let completion = try price("completion") else {
            throw ConfigError.badValue(
                place(line), name, takes: "prompt, completion and optionally cached: amounts per million tokens")
        }
        return Prices(prompt: prompt, cached: try price("cached"), completion: completion)
    }

    /// Returns the members of a mapping; throws `ConfigError.badValue`.
    func members(_ entry: ConfigFile.Entry, named name: String) throws -> [String: JSONValue] {
        guard let members = entry.value.object else {
            let examples = [
                "providers": "names, each with keys below it", "commands": "names, each with keys below it",
                "prices": "models, each with prices below it", "styles": "names, each with a style card below it",
            ]
            let firsts = ["commands": "lines", "prices": "prompt: 0.15", "styles": "tone: dry"]
            let example = firsts[name.prefix { $0 != "." }.description] ?? "baseURL"
            let takes = examples[name] ?? "keys below it, such as \(example)"
            throw ConfigError.badValue(place(entry.line), name, takes: takes)
        }
        return members
    }

    /// Reads a user command; throws `ConfigError.badValue`.
    func command(_ members: [String: JSONValue], named name: String, source: SettingSource) throws -> UserCommand {
        func line(_ field: String) -> Int? { text.line(of: ["commands", name, field]) }
        let description = members["description"].flatMap { $0 == .null ? nil : $0 }
        guard description == nil || description?.string != nil else {
            throw ConfigError.badValue(place(line("description")), "commands.\(name).description", takes: "a text")
        }
        let given = members["lines"]
        let values = given?.array ?? given?.string.map { $0.split(separator: "\n").map { .string(String($0)) } } ?? []
        let lines = values.compactMap { $0.string }.filter { !$0.trimmed.isEmpty && !$0.trimmed.hasPrefix("#") }
        guard lines.count > 0, values.allSatisfy({ $0.string != nil }) else {
            throw ConfigError.badValue(
                place(line("lines") ?? text.line(of: ["commands", name])), "commands.\(name).lines",
                takes: "a list of lines, each in quotes if it contains a colon and a space, such as - \":show $1\"")
        }
        return UserCommand(
            name: name, description: Prose.title(description?.string ?? ""), lines: lines, source: source)
    }

    /// Describes an unknown key, with the key that was probably meant.
    func unknown(_ path: [String], among known: [String]) -> ConfigFile.Unknown {
        let name = path.last ?? ""
        // The likeliest mistake is a provider's key outside of a provider.
        let isMisplaced = path.count == 1 && Self.ways.contains(name)
        let suggestion = isMisplaced ? "providers.NAME.\(name)" : Spelling.nearest(to: name, among: known)
        return ConfigFile.Unknown(
            key: path.joined(separator: "."), line: text.line(of: path), suggestion: suggestion)
    }
}

extension ConfigFile.Unknown {
    /// Returns the message about the unknown key.
    package func sentence(in place: ConfigFile.Place) -> String {
        let line = line.map { ", line \($0)" } ?? ""
        let hint = suggestion.map { "did you mean \"\($0)\"?" } ?? "`galley config --help` lists them."
        return "\(place.path)\(line): there is no key \"\(key)\"\(suggestion == nil ? ". " : "; ")\(hint)"
    }
}
