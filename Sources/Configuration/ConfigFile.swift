package import Chains
package import Manuscript
import Platform

/// A configuration file, parsed and checked.
package struct ConfigFile: Sendable, Equatable {
    /// The location of a configuration file.
    package struct Place: Sendable, Equatable {
        /// The path as shown to people.
        package var path: String
        /// True if it belongs to the working folder.
        package var isProjects: Bool

        /// Makes a place.
        package init(path: String, isProjects: Bool = false) {
            self.path = path
            self.isProjects = isProjects
        }
    }

    /// A value, and the line (from 1) of its key.
    package struct Entry: Sendable, Equatable {
        package var value: JSONValue
        package var line: Int?
    }

    /// An unknown key.
    package struct Unknown: Sendable, Equatable {
        /// The key with its parents, such as "providers.groq.modle".
        package var key: String
        package var line: Int?
        /// The key that was probably meant; nil if none is similar.
        package var suggestion: String?
    }

    package let place: Place
    /// The settings of sessions, by name.
    package private(set) var settings: [String: Entry] = [:]
    /// The folder of the sessions, as written in the file.
    package private(set) var sessionsFolder: Entry?
    /// The fields of each provider, by the provider's name.
    package private(set) var providers: [String: [String: Entry]] = [:]
    /// The user commands, by name.
    package private(set) var commands: [String: UserCommand] = [:]
    /// Sentences about rejected entries, with the reasons.
    package private(set) var refused: [String] = []
    /// The prices of tokens, by model id, or by provider name, slash and model id.
    package private(set) var prices: [String: Prices] = [:]
    /// The settings of each style card, by the card's name.
    package private(set) var styles: [String: [String: Entry]] = [:]
    /// The unknown keys, in line order.
    package private(set) var unknown: [Unknown] = []
    /// True if the file holds a key and other users can read it.
    package private(set) var isOpenToOthers = false

    /// Reads the file at a place; nil if there is none.
    ///
    /// `user` is the path of the user's own file, for messages; `reserved` are the names of built-in commands. Throws
    /// `SystemError`, `YAMLError` or `ConfigError`.
    package static func read(_ place: Place, user: String, reserved: @autoclosure () -> [String] = []) throws
        -> ConfigFile?
    {
        var information = stat()
        guard stat(place.path, &information) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw SystemError("read", place.path) }
            return nil
        }
        let isFile = information.st_mode & S_IFMT == S_IFREG
        guard !isFile || Int(information.st_size) <= YAMLText.Bounds.bytes else {
            throw YAMLError(file: place.path, reason: "it is longer than \(YAMLText.Bounds.bytes / 1024) KB")
        }
        // In a folder from someone else, reading a pipe could hang and a device might never end.
        let limit = ReadingLimit(bytes: YAMLText.Bounds.bytes, takesStreams: !place.isProjects)
        var file = try ConfigFile(
            try Files.read(place.path, within: limit), at: place, user: user, reserved: reserved())
        let holdsKey = file.providers.values.contains { $0["apiKey"] != nil }
        file.isOpenToOthers = isFile && holdsKey && information.st_mode & 0o077 != 0
        return file
    }

    /// Parses the bytes of a file.
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

    /// Accepts the folder of the sessions; a file of the working folder may name only that folder or one inside it.
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
                    "\(reader.place(entry.line)): \"\(name)\" \(fault). It is ignored; give it another name.")
                continue
            }
            let members = try reader.members(entry, named: path.joined(separator: "."))
            for field in members.keys where !ConfigReader.commandKeys.contains(field) {
                unknown.append(reader.unknown(path + [field], among: ConfigReader.commandKeys))
            }
            commands[name] = try reader.command(members, named: name, source: source(of: entry))
        }
    }

    /// Returns the source of an entry of this file.
    package func source(of entry: Entry) -> SettingSource { .file(place, line: entry.line) }
}
