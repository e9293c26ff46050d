import Manuscript
import Storage
import TestSupport
import Testing

@testable import Configuration

/// Each row of `galley config` names the source that counts, whichever of the sources set it.
@Suite struct ConfigSourceTests {
    /// A source of a value; those that count most come first.
    private enum Source: CaseIterable {
        case flag, session, variable, dotEnv, project, user

        /// The source that `galley config` shows; each file has the key on a separate line.
        func words(_ key: String, variable: String?) -> String {
            switch self {
            case .flag: ["model": "--model", "baseURL": "--base-url", "provider": "--provider"][key] ?? "--set \(key)"
            case .session: "this session"
            case .variable: variable ?? ""
            case .dotEnv: "\(variable ?? "") in ./.env"
            case .project: "./.galley.yml, line 3"
            case .user: "/config.yml, line 2"
            }
        }
    }

    /// Every subset of some sources.
    private static func subsets<Element: Hashable>(_ all: [Element]) -> [Set<Element>] {
        (0..<(1 << all.count)).map { bits in Set(all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] }) }
    }

    /// Values of any kind; a setting takes some of them.
    private static let samples = [
        "https://a.example/v1", "https://b.example/v1", "3", "4", "600", "700", "0.5", "0.6", "on", "off", "word",
        "other",
    ]

    private static func samples(_ key: SettingKey) -> [String] {
        (key.choices + samples).filter { key.value(from: .string($0)) != nil }
    }

    private static func file(_ text: String, isProjects: Bool) throws -> ConfigFile {
        let place = ConfigFile.Place(path: isProjects ? "./.galley.yml" : "/config.yml", isProjects: isProjects)
        return try ConfigFile(Array(text.utf8), at: place, user: "/config.yml")
    }

    /// The files of the working folder and of the user, with what stands in each; nil for one that is not there.
    private static func files(project: String?, user: String?) throws -> [ConfigFile] {
        try [project.map { try file($0, isProjects: true) }, user.map { try file($0, isProjects: false) }]
            .compactMap { $0 }
    }

    private func rows(_ configuration: Configuration, _ session: Session? = nil) -> [ConfigReport.Row] {
        ConfigReport(
            configuration, folder: configuration.sessionsFolder?.value ?? "/standard",
            session: session ?? Session(name: "", at: noon)
        ).rows
    }

    private func row(_ key: String, _ configuration: Configuration, _ session: Session? = nil) -> [String]? {
        let found = rows(configuration, session).filter { $0.key == key }
        return found.count == 1 ? [found[0].value ?? "-", found[0].source.words] : nil
    }

    @Test(arguments: SettingKey.all.map(\.name)) func everySettingNamesItsSource(name: String) throws {
        let key = try SettingKey.named(name)
        let values = Self.samples(key)
        try #require(values.count > 1, "no two values for \(name)")
        let variable = ["model": "GALLEY_MODEL", "baseURL": "GALLEY_BASE_URL"][name]
        let sources = Source.allCases.filter { variable != nil || ($0 != .variable && $0 != .dotEnv) }
        for given in Self.subsets(sources) {
            let value = Dictionary(
                uniqueKeysWithValues: zip(sources, sources.indices.map { values[$0 % values.count] }))
            func line(_ source: Source) -> String? {
                given.contains(source) ? "\(name): \(JSONValue.string(value[source] ?? "").compact)\n" : nil
            }
            let variables = { (source: Source) in
                given.contains(source) ? [variable ?? "": value[source] ?? ""] : [:]
            }
            let configuration = Configuration(
                flags: given.contains(.flag) ? [name: value[.flag] ?? ""] : [:],
                processEnvironment: ProcessEnvironment(real: variables(.variable), dotEnv: variables(.dotEnv)),
                files: try Self.files(project: line(.project).map { "\n\n" + $0 }, user: line(.user).map { "\n" + $0 }))
            var session = Session(name: "", at: noon)
            if given.contains(.session), let own = key.value(from: .string(value[.session] ?? "")) {
                key.put(own, into: &session)
            }
            let expected = sources.first(where: given.contains).map { source in
                [
                    key.value(from: .string(value[source] ?? "")).flatMap(SettingKey.words) ?? "",
                    source.words(name, variable: variable),
                ]
            }
            #expect(row(name, configuration, session) == expected ?? ["-", "default"], "\(given)")
        }
    }

    /// The nearest file counts, and within a file the provider's own value.
    @Test(arguments: SettingKey.all.filter(\.isOfProvider).map(\.name))
    func everySettingOfAProviderNamesItsSource(name: String) throws {
        let key = try SettingKey.named(name)
        let values = Self.samples(key)
        let sources = ["./.galley.yml, line 3", "./.galley.yml, line 4", "/config.yml, line 3", "/config.yml, line 4"]
        for given in Self.subsets(Array(0..<4)) {
            func file(_ own: Int, _ general: Int) -> String {
                let value = [own, general].map { JSONValue.string(values[$0 % values.count]).compact }
                // Another key keeps the lines where they are.
                return "providers:\n  work:\n"
                    + (given.contains(own) ? "    \(name): \(value[0])\n" : "    apiKeyVariable: KEY\n")
                    + (given.contains(general) ? "\(name): \(value[1])\n" : "")
            }
            let configuration = Configuration(
                flags: ["provider": "work"], files: try Self.files(project: file(0, 1), user: file(2, 3)))
            let expected = given.min().map { place in
                [
                    key.value(from: .string(values[place % values.count])).flatMap(SettingKey.words) ?? "",
                    sources[place],
                ]
            }
            #expect(row(name, configuration) == expected ?? ["-", "default"], "\(given)")
        }
    }

    @Test func theFolderOfTheSessionsNamesItsSource() throws {
        let sources = ["--sessions-dir", "GALLEY_SESSIONS", "./.galley.yml, line 1", "/config.yml, line 1"]
        for given in Self.subsets(Array(0..<4)) {
            let configuration = Configuration(
                flags: given.contains(0) ? ["sessionsDir": "/0"] : [:],
                // `./.env` does not name it.
                processEnvironment: ProcessEnvironment(
                    real: given.contains(1) ? ["GALLEY_SESSIONS": "/1"] : [:], dotEnv: ["GALLEY_SESSIONS": "/env"]),
                files: try Self.files(
                    project: given.contains(2) ? "sessionsDir: posts" : nil,
                    user: given.contains(3) ? "sessionsDir: /3" : nil))
            let expected = given.min().map { [["/0", "/1", "posts", "/3"][$0], sources[$0]] }
            #expect(row("sessionsDir", configuration) == expected ?? ["/standard", "default"], "\(given)")
        }
    }

    @Test func everyVariableNamesItsSource() {
        let others = rows(Configuration(processEnvironment: ProcessEnvironment(real: ["GALLEY_GGUF": "/m"]))).map(\.key)
        let models = Set(["OLLAMA_HOST", "OLLAMA_MODEL", "OLLAMA_NUM_PARALLEL", "OLLAMA_CONTEXT_LENGTH", "GALLEY_GGUF"])
        #expect(others.contains("GALLEY_GGUF"))
        for name in Configuration.keyVariables + models {
            func row(real: Bool, dotEnv: Bool) -> [String]? {
                let processEnvironment = ProcessEnvironment(
                    real: real ? [name: "real"] : [:], dotEnv: dotEnv ? [name: "dotted"] : [:])
                return self.row(name, Configuration(processEnvironment: processEnvironment))
            }
            let isKey = Configuration.keyVariables.contains(name)
            guard isKey || row(real: true, dotEnv: false) != nil else { continue }
            #expect(row(real: false, dotEnv: false) == nil)
            #expect(row(real: true, dotEnv: false) == [isKey ? "set" : "real", name])
            #expect(row(real: false, dotEnv: true) == [isKey ? "set" : "dotted", "\(name) in ./.env"])
            #expect(row(real: true, dotEnv: true) == [isKey ? "set" : "real", name])
        }
    }

    @Test func aNamedValueIsShownOnceWithTheNearestFile() throws {
        func text(_ word: String) -> String {
            """
            prices:
              m: {prompt: 0.\(word), completion: 1}
            providers:
              work:
                model: m\(word)
            commands:
              hello:
                lines: [":status"]
            """
        }
        for given in Self.subsets(["project", "user"]) where !given.isEmpty {
            let configuration = Configuration(
                files: try Self.files(
                    project: given.contains("project") ? text("1") : nil,
                    user: given.contains("user") ? text("2") : nil))
            let (word, path) = given.contains("project") ? ("1", "./.galley.yml") : ("2", "/config.yml")
            #expect(row("prices.m", configuration) == ["0.\(word)0 / 0.\(word)0 / 1.00", path], "\(given)")
            #expect(row("providers.work.model", configuration) == ["m\(word)", "\(path), line 5"], "\(given)")
            #expect(row("commands.hello", configuration)?.last?.hasPrefix(path) == true, "\(given)")
            let keys = rows(configuration).map(\.key)
            #expect(Set(keys).count == keys.count, "\(given)")
        }
    }

    @Test func unsetKeysShowTheirDefault() {
        let rows = rows(Configuration(processEnvironment: ProcessEnvironment(real: ["HOME": "/h"])))
        for row in rows { #expect(row.source == .standard && (row.value == nil || row.key == "sessionsDir")) }
    }
}
