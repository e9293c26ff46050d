import Chains
package import Manuscript
package import Platform

/// The configuration outside of sessions: flags, environment and configuration files.
///
/// In order of precedence, highest first: flag, session, environment, `./.env`, `./.galley.yml`, the user's file,
/// default.
package struct Configuration: Sendable, Equatable {
    /// The values of flags by setting name, such as `model`, or `sessionsDir`.
    package var flags: [String: String]
    /// The environment, including `./.env`.
    package var processEnvironment: ProcessEnvironment
    /// The existing configuration files, nearest first.
    package var files: [ConfigFile]

    /// Makes a configuration.
    package init(
        flags: [String: String] = [:], processEnvironment: ProcessEnvironment = ProcessEnvironment(),
        files: [ConfigFile] = []
    ) {
        self.flags = flags
        self.processEnvironment = processEnvironment
        self.files = files
    }

    /// The file of the working folder.
    static let projectFile = "./.galley.yml"

    /// Returns the path of the user's file, `$XDG_CONFIG_HOME/galley/config.yml` (XDG Base Directory Specification
    /// 0.8).
    ///
    /// Nil without a home folder: a file in the working folder must never be taken for the user's own.
    package static func userFile(_ environment: [String: String]) -> String? {
        UserFolder.config.path { environment[$0] }.map { "\($0)/config.yml" }
    }

    /// Reads the existing files; a file given by `--config` replaces both.
    ///
    /// `reserved` are the names of built-in commands, which a file cannot redefine; it is evaluated only for a file.
    /// Throws `SystemError`, `YAMLError` or `ConfigError`.
    package static func read(
        asked: String?, flags: [String: String], processEnvironment: ProcessEnvironment,
        reserved: @autoclosure () -> [String] = []
    ) throws -> Configuration {
        // The location of the user's file comes from the real environment, never from a `.env` in the working folder.
        let user = userFile(processEnvironment.real)
        var files: [ConfigFile] = []
        if let asked {
            guard let file = try ConfigFile.read(.init(path: asked), user: asked, reserved: reserved()) else {
                throw SystemError("read", asked, code: ENOENT)
            }
            files = [file]
        } else {
            let places =
                [ConfigFile.Place(path: projectFile, isProjects: true)]
                + [user].compactMap { $0.map { .init(path: $0) } }
            files = try places.compactMap {
                try ConfigFile.read($0, user: user ?? "~/.config/galley/config.yml", reserved: reserved())
            }
        }
        return Configuration(flags: flags, processEnvironment: processEnvironment, files: files)
    }

    /// Messages about the files, such as unknown keys and keys that other users can read.
    package var remarks: [String] {
        processEnvironment.remarks
            + files.flatMap { file in
                let open =
                    file.isOpenToOthers
                    ? ["\(file.place.path) holds a key, and others may read it: `chmod 600 \(file.place.path)`."] : []
                return file.unknown.map { $0.sentence(in: file.place) } + file.refused + open
            }
    }

    /// The folder of the sessions from flag, environment or files; nil if none sets it.
    ///
    /// A path in a file is relative to that file's folder; `~/` is the home folder.
    package var sessionsFolder: Sourced<String>? {
        if let flag = flags["sessionsDir"] { return Sourced(flag, .flag("--sessions-dir")) }
        if let variable = processEnvironment.variable("GALLEY_SESSIONS") { return variable }
        for file in files {
            guard let entry = file.sessionsFolder, let path = entry.value.string else { continue }
            let home = processEnvironment.real["HOME"] ?? "~"
            let folder = Files.folder(of: file.place.path)
            let whole =
                path.hasPrefix("~/")
                ? home + path.dropFirst() : path.hasPrefix("/") || folder == "." ? path : "\(folder)/\(path)"
            return Sourced(whole, file.source(of: entry))
        }
        return nil
    }

    /// The user commands, sorted by name; the nearest file takes precedence.
    package var userCommands: [UserCommand] {
        let all = files.reversed().reduce(into: [String: UserCommand]()) { $0.merge($1.commands) { $1 } }
        return all.values.sorted { $0.name < $1.name }
    }

    // MARK: - Keys

    /// The variables that Galley reads keys from by default.
    package static let keyVariables = ["GALLEY_API_KEY"] + KnownProvider.all.compactMap(\.keyVariable)

    /// The variables that hold keys of providers.
    ///
    /// A file of the working folder may name only variables that look like keys. It may come from someone else, and
    /// must not hide other variables from the user's programs.
    package var keyNames: Set<String> {
        let named = files.flatMap { file in
            file.providers.values.compactMap { $0["apiKeyVariable"]?.value.string }
                .filter { !file.place.isProjects || ProcessEnvironment.isKey($0) }
        }
        return Set(Self.keyVariables + named)
    }

    /// True if the configuration contains a key, from a variable or a file.
    package var holdsKey: Bool {
        keyNames.contains { processEnvironment.variable($0) != nil }
            || files.contains { $0.providers.values.contains { $0["apiKey"] != nil } }
    }

    /// The environment of child processes: the real one without keys, plus the model file of `./.env`.
    package var childEnvironment: ChildEnvironment {
        let model = processEnvironment.variable("GALLEY_GGUF").map { ["GALLEY_GGUF": $0.value] } ?? [:]
        return ChildEnvironment(processEnvironment.real.merging(model) { real, _ in real }, without: keyNames)
    }

    // MARK: - Settings

    /// Returns the effective value for a session and its source; nil if nothing sets it.
    ///
    /// `provider` is the provider if none was chosen but it is known, such as an Ollama server that answered.
    package func value(of key: SettingKey, in session: Session, provider known: String? = nil) -> Sourced<JSONValue>? {
        if let flag = flag(key) { return flag }
        if let own = key.own(in: session) { return Sourced(own, .session) }
        let provider = provider(session.settings) ?? known
        if let found = variable(key, provider: provider) ?? fallback(key, provider: provider) { return found }
        // A key alone also chooses its provider.
        guard key.name == "provider", case .provider(let name)? = choice(session.settings) else { return nil }
        return Sourced(.string(name.value), name.source)
    }

    /// Returns a session with its missing settings filled in from the files.
    ///
    /// `provider` has the same meaning as for a single value.
    package func filled(_ session: Session, provider known: String? = nil) -> Session {
        var filled = session
        for key in SettingKey.all where !key.isOfStyle && key.own(in: session) == nil {
            filled.settings[key.name] = nil
        }
        for key in SettingKey.all where Self.optionNames[key.name] == nil {
            if let flag = flag(key) { key.put(flag.value, into: &filled) }
        }
        guard !files.isEmpty else { return filled }
        let provider = provider(session.settings) ?? known
        for key in SettingKey.all {
            if let found = fallback(key, provider: provider) { key.fill(&filled, with: found.value) }
        }
        return filled
    }

    /// The settings with their own option; others are set by `--set`.
    private static let optionNames = ["model": "--model", "baseURL": "--base-url", "provider": "--provider"]

    private func flag(_ key: SettingKey) -> Sourced<JSONValue>? {
        guard let text = flags[key.name], !text.isEmpty else { return nil }
        if let name = Self.optionNames[key.name] { return Sourced(.string(text), .flag(name)) }
        return key.value(from: .string(text)).map { Sourced($0, .flag("--set \(key.name)")) }
    }

    private func variable(_ key: SettingKey, provider: String?) -> Sourced<JSONValue>? {
        var names = ["model": ["GALLEY_MODEL"], "baseURL": ["GALLEY_BASE_URL"]][key.name] ?? []
        if key.name == "model", let own = KnownProvider.named(provider)?.modelVariable { names.append(own) }
        return names.lazy.compactMap(processEnvironment.variable).first.map { Sourced(.string($0.value), $0.source) }
    }

    /// Returns the value from the files: the nearest file first, and in a file the provider's value first.
    private func fallback(_ key: SettingKey, provider: String?) -> Sourced<JSONValue>? {
        for file in files {
            let own = provider.flatMap { file.providers[$0]?[key.name] }
            if let entry = (key.isOfProvider ? own : nil) ?? file.settings[key.name] {
                return Sourced(entry.value, file.source(of: entry))
            }
        }
        return nil
    }
}
