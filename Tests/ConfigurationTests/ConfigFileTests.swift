import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

@Suite struct ConfigFileTests {
    private let place = ConfigFile.Place(path: "c.yml")

    private func file(_ text: String, isProjects: Bool = false) throws -> ConfigFile {
        try ConfigFile(
            Array(text.utf8), at: .init(path: "c.yml", isProjects: isProjects), user: "~/.config/galley/config.yml")
    }

    @Test func readsSettingsProvidersAndTheFolder() throws {
        let file = try file(
            """
            model: m
            temperature: 1
            lengthRetry: false
            words: 900
            tone: plain
            seed: ~
            sessionsDir: ~/posts
            provider: work
            providers:
              work:
                baseURL: https://a.example/v1
                apiKeyCommand: pass show work
                timeout: 30
              bare: {}
            """)
        #expect(file.settings["model"] == .init(value: "m", line: 1))
        #expect(file.settings["temperature"] == .init(value: .number(1), line: 2))
        #expect(file.settings["lengthRetry"] == .init(value: .bool(false), line: 3))
        #expect(file.settings["words"]?.value == 900 && file.settings["tone"]?.value == "plain")
        #expect(file.settings["seed"] == nil)
        #expect(file.sessionsFolder == .init(value: "~/posts", line: 7))
        #expect(
            file.providers == [
                "work": [
                    "baseURL": .init(value: "https://a.example/v1", line: 11),
                    "apiKeyCommand": .init(value: "pass show work", line: 12), "timeout": .init(value: 30, line: 13),
                ], "bare": [:],
            ])
        #expect(file.unknown.isEmpty)
    }

    @Test func everySettingCanBeSetInAFile() throws {
        for key in SettingKey.all {
            let value = [
                "0", "1", "20", "600", "on", "low", "small", "always", "never", "none", "auto", "diff",
                "https://a.example/v1",
            ]
            .first {
                key.value(from: .string($0)) != nil
            }
            let text = "\(key.name): \"\(try #require(value))\""
            #expect(try file(text).settings.keys.elementsEqual([key.name]))
        }
    }

    @Test func anEmptyTextIsAnEmptyFile() throws {
        for text in ["", "# a comment\n"] { #expect(try file(text) == ConfigFile([], at: place, user: "")) }
    }

    @Test func unknownKeysAreNamedInTheOrderOfTheirLines() throws {
        let file = try file(
            "zebra: 1\ntemprature: 2\napiKeyCommand: x\nproviders:\n  a:\n    modle: x\n    sections: 3\nprovidres: {}\n"
        )
        #expect(
            file.unknown.map(\.key) == [
                "zebra", "temprature", "apiKeyCommand", "providers.a.modle", "providers.a.sections", "providres",
            ])
        #expect(file.unknown.map(\.line) == [1, 2, 3, 6, 7, 8])
        #expect(
            file.unknown.map(\.suggestion) == [
                nil, "temperature", "providers.NAME.apiKeyCommand", "model", nil, "providers",
            ])
        #expect(
            file.unknown[1].sentence(in: place)
                == "c.yml, line 2: there is no key \"temprature\"; did you mean \"temperature\"?")
        #expect(
            file.unknown[0].sentence(in: place)
                == "c.yml, line 1: there is no key \"zebra\". `galley config --help` lists them.")
    }

    @Test(arguments: [
        ("temperature: hot", "c.yml, line 1", "temperature", "a number from 0 to 2"),
        ("a: 1\nwords: 3", "c.yml, line 2", "words", "a whole number of words from 50 to 100000"),
        ("words: [900]", "c.yml, line 1", "words", "a whole number of words from 50 to 100000"),
        ("sessionsDir: 7", "c.yml, line 1", "sessionsDir", "a text"),
        ("providers: x", "c.yml, line 1", "providers", "names, each with keys below it"),
        ("providers:\n  a: x", "c.yml, line 2", "providers.a", "keys below it, such as baseURL"),
        ("providers:\n  a:\n    tier: huge", "c.yml, line 3", "providers.a.tier", "small, medium or large"),
        ("providers:\n  a:\n    apiKey: \"\"", "c.yml, line 3", "providers.a.apiKey", "a text"),
    ])
    func wrongValuesAreRefused(text: String, place: String, key: String, takes: String) {
        #expect(throws: ConfigError.badValue(place, key, takes: takes)) { try file(text) }
    }

    @Test func aFileWithoutKeysIsRefused() throws {
        let error = try #require(throws: YAMLError.self) { try file("- a") }
        #expect(error.sentence.hasPrefix("c.yml, line 1 cannot be read: it must hold keys with values"))
    }

    @Test func aCommandIsNotTakenFromTheWorkingFolder() throws {
        let text = "providers:\n  a:\n    apiKeyCommand: pass show a"
        #expect(throws: ConfigError.commandOfProject("c.yml, line 3", user: "~/.config/galley/config.yml")) {
            try file(text, isProjects: true)
        }
        #expect(try file(text).providers["a"]?["apiKeyCommand"]?.value == "pass show a")
    }

    @Test func aProviderHasOneWayToItsKey() throws {
        #expect(throws: ConfigError.severalKeys("c.yml, line 2", provider: "a")) {
            try file("providers:\n  a: {apiKey: x, apiKeyVariable: Y}")
        }
    }

    @Test(arguments: [(0o600, "apiKey", false), (0o640, "apiKey", true), (0o644, "apiKeyVariable", false)])
    func aKeyThatOthersMayReadIsNoticed(mode: Int, field: String, isOpen: Bool) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/c.yml"
        try Files.replace(path, with: Array("providers:\n  a: {\(field): x}".utf8), mode: mode_t(mode))
        let file = try #require(try ConfigFile.read(.init(path: path), user: ""))
        #expect(file.isOpenToOthers == isOpen)
        let configuration = Configuration(files: [file])
        #expect(
            configuration.remarks
                == (isOpen ? ["\(path) holds a key, and others may read it: `chmod 600 \(path)`."] : []))
        #expect(try ConfigFile.read(.init(path: "\(folder.path)/none"), user: "") == nil)
    }

    /// A pipe would be waited for, and a device never ends.
    @Test func onlyRegularFilesAreReadFromTheWorkingFolder() throws {
        #expect(throws: ReadingError.notRegular("/dev/null", kind: "a device")) {
            try ConfigFile.read(.init(path: "/dev/null", isProjects: true), user: "")
        }
        #expect(try ConfigFile.read(.init(path: "/dev/null"), user: "")?.settings.isEmpty == true)
    }

    @Test func aFileThatIsTooLongIsNotRead() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/c.yml"
        try Files.replace(path, with: [UInt8](repeating: 0x23, count: YAMLText.Bounds.bytes + 1))
        #expect(throws: YAMLError(file: path, reason: "it is longer than 256 KB")) {
            try ConfigFile.read(.init(path: path), user: "")
        }
    }
}
