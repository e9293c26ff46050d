package import Chains
package import Manuscript
import Platform

/// One configuration file, read and checked.
package struct ConfigFile: Sendable, Equatable {
    /// Which file it is.
    package struct Place: Sendable, Equatable {
        /// As people know it.
        package var path: String
        /// Whether it comes with the working folder.
        package var isProjects: Bool

        /// Names a file.
        package init(path: String, isProjects: Bool = false) {
            self.path = path
            self.isProjects = isProjects
        }
    }

    /// A value and the line (from 1) on which its key stands.
    package struct Entry: Sendable, Equatable {
        package var value: JSONValue
        package var line: Int?
    }

    /// A key that means nothing.
    package struct Unknown: Sendable, Equatable {
        /// With the keys above it: "providers.groq.modle".
        package var key: String
        package var line: Int?
        /// What was probably meant; nil where nothing is near.
        package var suggestion: String?
    }

    package let place: Place
    /// Settings of sessions, by name.
    package private(set) var settings: [String: Entry] = [:]
    /// The folder of the sessions as it stands there.
    package private(set) var sessionsFolder: Entry?
    /// Providers by name, each with its fields.
    package private(set) var providers: [String: [String: Entry]] = [:]
    /// Commands of one's own, by name.
    package private(set) var commands: [String: UserCommand] = [:]
    /// What is left out, each with the reason as a sentence.
    package private(set) var refused: [String] = []
    /// What tokens cost, by the model's id, or the provider's name, a slash, and the model's id.
    package private(set) var prices: [String: Prices] = [:]
    /// Style cards by name, each with the settings that it makes.
    package private(set) var styles: [String: [String: Entry]] = [:]
    /// The keys that mean nothing, in the order of their lines.
    package private(set) var unknown: [Unknown] = []
    /// Whether it holds a key and others may read it.
    package private(set) var isOpenToOthers = false

    /// The file at a place; nil where there is none.
    ///
    /// `user` is where the user's own file is, for sentences; `reserved` are the names of built-in commands. Throws `SystemError`, `YAMLError` or `ConfigError`.
    package static func read(_ place: Place, user: String, reserved: [String] = []) throws -> ConfigFile? {
        var information = stat()
        guard stat(place.path, &information) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw SystemError("read", place.path) }
            return nil
        }
        let isFile = information.st_mode & S_IFMT == S_IFREG
        guard !isFile || Int(information.st_size) <= YAMLText.Bounds.bytes else {
            throw YAMLError(file: place.path, reason: "it is longer than \(YAMLText.Bounds.bytes / 1024) KB")
        }
        // Of what somebody else may have put there, a pipe would hang and a device never end.
        let limit = ReadingLimit(bytes: YAMLText.Bounds.bytes, takesStreams: !place.isProjects)
        var file = try ConfigFile(try Files.read(place.path, within: limit), at: place, user: user, reserved: reserved)
        let holdsKey = file.providers.values.contains { $0["apiKey"] != nil }
        file.isOpenToOthers = isFile && holdsKey && information.st_mode & 0o077 != 0
        return file
    }

    /// Reads the bytes of a file.
    ///
    /// `reserved` are the names of built-in commands. Throws `YAMLError` or `ConfigError`.
    package init(_ bytes: [UInt8], at place: Place, user: String, reserved: [String] = []) throws {
        self.place = place
        let text = try YAMLText(bytes, file: place.path)
        if text.value == .null { return }
        guard let members = text.value.object else {
            throw YAMLError(file: place.path, line: 1, reason: "it must hold keys with values, such as `model: NAME`")
        }
        let reader = ConfigReader(text: text, place: place, user: user, reserved: reserved)
        for (name, value) in members where value != .null {
            let entry = Entry(value: value, line: text.line(of: [name]))
            switch name {
            case "sessionsDir": try takeFolder(entry, reader)
            case "providers": try take(entry, reader)
            case "commands": try takeCommands(entry, reader)
            case "styles": try takeStyles(entry, reader)
            case "prices": try takePrices(entry, reader)
            default:
                guard let key = SettingKey.exactly(name) else {
                    unknown.append(reader.unknown([name], among: ConfigReader.keys))
                    continue
                }
                settings[key.name] = try reader.setting(key, entry, named: name)
            }
        }
        unknown.sort { ($0.line ?? 0, $0.key) < ($1.line ?? 0, $1.key) }
    }

    /// A folder of somebody else keeps its sessions within itself.
    private mutating func takeFolder(_ entry: Entry, _ reader: ConfigReader) throws {
        let folder = try reader.text(entry, named: "sessionsDir")
        let path = folder.value.string ?? ""
        let isWithin =
            !path.hasPrefix("~")
            && (Files.inside(".", path) != nil || Files.resolved(path).map { $0 == Files.resolved(".") } == true)
        guard place.isProjects, !isWithin else {
            sessionsFolder = folder
            return
        }
        refused.append(
            "\(reader.place(entry.line)): sessionsDir is ignored, because \(path) lies outside of this folder. Give it by --sessions-dir, or in \(reader.user)."
        )
    }

    private mutating func takeStyles(_ all: Entry, _ reader: ConfigReader) throws {
        for (name, value) in try reader.members(all, named: "styles") where value != .null {
            let path = ["styles", name]
            let card = Entry(value: value, line: reader.text.line(of: path))
            var fields: [String: Entry] = [:]
            for (field, value) in try reader.members(card, named: path.joined(separator: ".")) where value != .null {
                let whole = path + [field]
                guard let key = SettingKey.exactly(field), key.isOfStyle else {
                    unknown.append(reader.unknown(whole, among: ConfigReader.styleKeys))
                    continue
                }
                let entry = Entry(value: value, line: reader.text.line(of: whole))
                fields[field] = try reader.setting(key, entry, named: whole.joined(separator: "."))
            }
            styles[name] = fields
        }
    }

    private mutating func takePrices(_ all: Entry, _ reader: ConfigReader) throws {
        for (model, value) in try reader.members(all, named: "prices") where value != .null {
            let path = ["prices", model]
            let line = reader.text.line(of: path)
            let name = path.joined(separator: ".")
            let members = try reader.members(Entry(value: value, line: line), named: name)
            let known = members.filter { ConfigReader.priceKeys.contains($0.key) }
            unknown += members.keys.filter { known[$0] == nil }.map {
                reader.unknown(path + [$0], among: ConfigReader.priceKeys)
            }
            let fields = Dictionary(
                uniqueKeysWithValues: known.map { field, value in
                    (field, Entry(value: value, line: reader.text.line(of: path + [field])))
                })
            prices[model] = try reader.prices(fields, line: line, named: name)
        }
    }

    private mutating func take(_ all: Entry, _ reader: ConfigReader) throws {
        for (name, value) in try reader.members(all, named: "providers") where value != .null {
            let path = ["providers", name]
            let entry = Entry(value: value, line: reader.text.line(of: path))
            var fields: [String: Entry] = [:]
            for (field, value) in try reader.members(entry, named: path.joined(separator: ".")) where value != .null {
                let whole = path + [field]
                let entry = Entry(value: value, line: reader.text.line(of: whole))
                guard ConfigReader.providerKeys.contains(field) else {
                    unknown.append(reader.unknown(whole, among: ConfigReader.providerKeys))
                    continue
                }
                fields[field] = try reader.field(field, entry, named: whole.joined(separator: "."))
            }
            guard fields.keys.count(where: ConfigReader.ways.contains) < 2 else {
                throw ConfigError.severalKeys(reader.place(entry.line), provider: name)
            }
            providers[name] = fields
        }
    }

    private mutating func takeCommands(_ all: Entry, _ reader: ConfigReader) throws {
        for (name, value) in try reader.members(all, named: "commands").sorted(by: { $0.key < $1.key }) {
            let path = ["commands", name]
            let entry = Entry(value: value, line: reader.text.line(of: path))
            if let fault = UserCommand.fault(of: name, among: reader.reserved) {
                refused.append(
                    "\(reader.place(entry.line)): \"\(name)\" \(fault). It is left out; give it another name.")
                continue
            }
            let members = try reader.members(entry, named: path.joined(separator: "."))
            for field in members.keys where !ConfigReader.commandKeys.contains(field) {
                unknown.append(reader.unknown(path + [field], among: ConfigReader.commandKeys))
            }
            commands[name] = try reader.command(members, named: name, source: source(of: entry))
        }
    }

    /// Where an entry of this file comes from.
    package func source(of entry: Entry) -> SettingSource { .file(place, line: entry.line) }
}
