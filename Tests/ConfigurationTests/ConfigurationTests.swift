import Manuscript
import Platform
import TestSupport
import Testing

@testable import Configuration

@Suite struct ConfigurationTests {
    private static func file(_ text: String, path: String, isProjects: Bool = false) throws -> ConfigFile {
        try ConfigFile(Array(text.utf8), at: .init(path: path, isProjects: isProjects), user: "u.yml")
    }

    /// A configuration in which each source sets the model, without those that are taken away.
    private func layered(without: Set<String> = []) throws -> (Configuration, Session) {
        var configuration = Configuration()
        var session = Session(name: "s", at: noon)
        if !without.contains("flag") { configuration.flags["model"] = "of-flag" }
        if !without.contains("session") { session.settings["model"] = "of-session" }
        if !without.contains("variable") { configuration.processEnvironment.real["GALLEY_MODEL"] = "of-variable" }
        if !without.contains(".env") { configuration.processEnvironment.dotEnv["GALLEY_MODEL"] = "of-dotenv" }
        if !without.contains("project") {
            configuration.files.append(try Self.file("\nmodel: of-project", path: "p.yml", isProjects: true))
        }
        if !without.contains("user") { configuration.files.append(try Self.file("model: of-user", path: "u.yml")) }
        return (configuration, session)
    }

    @Test func theOrderOfSourcesHolds() throws {
        let order: [(String, JSONValue, SettingSource)] = [
            ("flag", "of-flag", .flag("--model")), ("session", "of-session", .session),
            ("variable", "of-variable", .variable("GALLEY_MODEL")), (".env", "of-dotenv", .dotEnv("GALLEY_MODEL")),
            ("project", "of-project", .file(.init(path: "p.yml", isProjects: true), line: 2)),
            ("user", "of-user", .file(.init(path: "u.yml"), line: 1)),
        ]
        let key = try SettingKey.named("model")
        var gone: Set<String> = []
        for (name, value, source) in order {
            let (configuration, session) = try layered(without: gone)
            #expect(configuration.value(of: key, in: session) == Sourced(value, source))
            gone.insert(name)
        }
        let (configuration, session) = try layered(without: gone)
        #expect(configuration.value(of: key, in: session) == nil)
    }

    @Test func unsetValuesOfASessionAreFilled() throws {
        let user = try Self.file("temperature: 0.2\nparallel: 2\ntone: dry\naudience: cooks\nwords: 800", path: "u.yml")
        let project = try Self.file("parallel: 3", path: "p.yml", isProjects: true)
        var session = Session(name: "s", at: noon)
        session.settings["temperature"] = .number(1)
        session.style.tone = "warm"
        let filled = Configuration(files: [project, user]).filled(session)
        #expect(filled.settings.values == ["temperature": .number(1), "parallel": 3])
        #expect(filled.style.tone == "warm" && filled.style.audience == "cooks" && filled.style.words == 800)
        #expect(Configuration().filled(session) == session)
    }

    /// Every member that a provider may have counts, whoever chose it: a file, a key that is set, or a server that answers.
    @Test(arguments: [
        ("a", "provider: a", [:]), ("groq", "", ["GROQ_API_KEY": "k"]), ("openai", "", ["OPENAI_API_KEY": "k"]),
        ("ollama", "", [:]),
    ])
    func everyMemberOfAProviderCounts(name: String, head: String, real: [String: String]) throws {
        let own: [String: JSONValue] = [
            "model": "m", "baseURL": "http://127.0.0.1:1/v1", "temperature": .number(0.3), "reasoningEffort": "low",
            "parallel": 3, "lengthRetry": false, "confirmChanges": true, "confirm": "always", "seed": 7, "timeout": 9,
            "longestWait": 8, "tier": "small", "contextWindow": 600,
        ]
        let keys = SettingKey.all.filter(\.isOfProvider)
        #expect(Set(own.keys).isSubset(of: keys.map(\.name)))
        var values: [String: JSONValue] = [:]
        for key in keys {
            values[key.name] = own[key.name] ?? key.value(from: .string(SettingKeyTests.sample(of: key)))
        }
        let fields = values.map { "    \($0.key): \($0.value.compact)\n" }.joined()
        let file = try Self.file("\(head)\nproviders:\n  \(name):\n\(fields)", path: "u.yml")
        let configuration = Configuration(processEnvironment: ProcessEnvironment(real: real), files: [file])
        let session = Session(name: "s", at: noon)
        let filled = configuration.filled(session, provider: name)
        for key in keys {
            #expect(filled.settings[key.name] == values[key.name], "\(key.name)")
            let found = configuration.value(of: key, in: session, provider: name)
            #expect(found?.value == values[key.name] && found?.source != .standard, "\(key.name)")
        }
        if !real.isEmpty || !head.isEmpty { #expect(configuration.filled(session) == filled) }
    }

    @Test func aModelFromTheEnvironmentOverridesFiles() throws {
        let file = try Self.file("providers:\n  openai: {model: of-file}", path: "u.yml")
        let real = ["OPENAI_API_KEY": "k", "OPENAI_MODEL": "of-variable"]
        let configuration = Configuration(processEnvironment: ProcessEnvironment(real: real), files: [file])
        let key = try SettingKey.named("model")
        let session = Session(name: "s", at: noon)
        #expect(configuration.value(of: key, in: session) == Sourced("of-variable", .variable("OPENAI_MODEL")))
        var other = configuration
        other.processEnvironment.real["GROQ_API_KEY"] = "k"
        #expect(other.value(of: key, in: session) == nil, "it is no model of Groq's")
    }

    @Test func theProvidersValueOverridesTheFilesOtherValues() throws {
        let user = try Self.file(
            "provider: a\ntemperature: 0.2\nproviders:\n  a: {temperature: 0.9, model: am}\n  b: {model: bm}",
            path: "u.yml")
        let project = try Self.file("model: pm", path: "p.yml", isProjects: true)
        var session = Session(name: "s", at: noon)
        #expect(
            Configuration(files: [user]).filled(session.settings).values == [
                "provider": "a", "temperature": .number(0.9), "model": "am",
            ])
        #expect(Configuration(files: [project, user]).filled(session.settings)["model"] == "pm")
        session.settings["provider"] = "b"
        #expect(Configuration(files: [user]).filled(session.settings)["model"] == "bm")
        #expect(Configuration(files: [user]).filled(session.settings)["temperature"] == .number(0.2))
        // An address of one's own is no provider's.
        session.settings["baseURL"] = "http://127.0.0.1:1/v1"
        #expect(Configuration(files: [user]).filled(session.settings)["model"] == nil)
    }

    @Test(arguments: [
        ("", "~/posts", "/home/me/posts"), ("", "posts", "/etc/galley/posts"), ("", "/srv/posts", "/srv/posts"),
        ("variable", "~/posts", "/of/variable"), ("flag", "~/posts", "of-flag"),
    ])
    func theFolderOfTheSessions(over: String, path: String, expected: String) throws {
        let file = try Self.file("sessionsDir: \(path)", path: "/etc/galley/c.yml")
        var configuration = Configuration(
            processEnvironment: ProcessEnvironment(real: ["HOME": "/home/me"]), files: [file])
        if over != "" { configuration.processEnvironment.real["GALLEY_SESSIONS"] = "/of/variable" }
        if over == "flag" { configuration.flags["sessionsDir"] = "of-flag" }
        #expect(configuration.sessionsFolder?.value == expected)
        #expect(Configuration().sessionsFolder == nil)
        let project = try Self.file("sessionsDir: posts", path: "./.galley.yml", isProjects: true)
        #expect(Configuration(files: [project]).sessionsFolder?.value == "posts")
    }

    @Test func theUsersFileIsInTheSystemsPlace() {
        #expect(Configuration.userFile(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/galley/config.yml")
        #expect(Configuration.userFile(["XDG_CONFIG_HOME": "x", "HOME": "/h"]) == "/h/.config/galley/config.yml")
        for environment in [[:], ["HOME": ""], ["HOME": "."], ["XDG_CONFIG_HOME": "."]] {
            #expect(Configuration.userFile(environment) == nil)
        }
    }

    @Test func anExplicitFileIsReadAlone() throws {
        let folder = try TemporaryFolder()
        let processEnvironment = ProcessEnvironment(
            real: ["XDG_CONFIG_HOME": folder.path], dotEnv: ["XDG_CONFIG_HOME": "/nowhere"])
        try Files.makeFolder("\(folder.path)/galley")
        try Files.replace("\(folder.path)/galley/config.yml", with: Array("model: usual".utf8))
        try Files.replace("\(folder.path)/other.yml", with: Array("tone: dry".utf8))
        let usual = try Configuration.read(asked: nil, flags: [:], processEnvironment: processEnvironment)
        #expect(usual.files.map(\.settings.keys.first) == ["model"])
        let other = try Configuration.read(
            asked: "\(folder.path)/other.yml", flags: [:], processEnvironment: processEnvironment)
        #expect(other.files.map(\.settings.keys.first) == ["tone"])
        #expect(throws: SystemError("read", "\(folder.path)/none.yml", code: ENOENT)) {
            try Configuration.read(asked: "\(folder.path)/none.yml", flags: [:], processEnvironment: processEnvironment)
        }
    }
}
