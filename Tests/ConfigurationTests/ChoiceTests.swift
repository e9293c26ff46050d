import Manuscript
import Testing

@testable import Commands
@testable import Configuration

/// Which server somebody chose: `Configuration+Choice`.
@Suite struct ChoiceTests {
    private func configuration(project: String = "", user: String = "") throws -> Configuration {
        let places = [
            (project, ConfigFile.Place(path: "p.yml", isProjects: true)), (user, ConfigFile.Place(path: "u.yml")),
        ]
        return Configuration(files: try places.map { try ConfigFile(Array($0.0.utf8), at: $0.1, user: "u.yml") })
    }

    private func words(_ choice: Configuration.Choice?) -> String {
        switch choice {
        case .address(let found)?: "address \(found.value) of \(found.source.words)"
        case .provider(let found)?: "provider \(found.value) of \(found.source.words)"
        case nil: "none"
        }
    }

    @Test func theNearestSourceChooses() throws {
        var configuration = try configuration(project: "provider: p", user: "baseURL: http://u.example/v1")
        #expect(words(configuration.choice(Settings())) == "provider p of p.yml, line 1")
        configuration.processEnvironment.dotEnv["GALLEY_BASE_URL"] = "http://e.example/v1"
        #expect(words(configuration.choice(Settings())) == "address http://e.example/v1 of GALLEY_BASE_URL in ./.env")
        #expect(words(configuration.choice(Settings(["provider": "s"]))) == "provider s of this session")
        configuration.flags["provider"] = "f"
        #expect(
            words(configuration.choice(Settings(["baseURL": "http://s.example/v1"]))) == "provider f of --provider")
        configuration.flags["baseURL"] = "http://f.example/v1"
        #expect(words(configuration.choice(Settings())) == "address http://f.example/v1 of --base-url")
        #expect(words(Configuration().choice(Settings())) == "none")
    }

    @Test func fieldsOfSeveralFilesAddUp() throws {
        let configuration = try configuration(
            project: "providers:\n  a: {model: pm}",
            user: "providers:\n  a: {baseURL: 'http://a.example', apiKey: k, model: um}")
        let provider = try configuration.provider(named: Sourced("a", .session))
        #expect(provider.text("model")?.value == "pm" && provider.text("model")?.source.isProjects == true)
        #expect(provider.text("baseURL")?.value == "http://a.example")
        #expect(provider.text("apiKey")?.source == .file(.init(path: "u.yml"), line: 2))
        #expect(provider.text("tier") == nil)
    }

    @Test func theNearestWayToAKeyIsUsedAlone() throws {
        let configuration = try configuration(
            project: "providers:\n  a: {apiKeyVariable: V}", user: "providers:\n  a: {apiKeyCommand: c}")
        let provider = try configuration.provider(named: Sourced("a", .session))
        #expect(provider.fields.keys.elementsEqual(["apiKeyVariable"]))
    }

    @Test func unknownProvidersAreRefusedWithASuggestion() throws {
        let configuration = try configuration(user: "providers:\n  work: {}")
        for name in ["work"] + Configuration.knownProviders {
            #expect(throws: Never.self) { try configuration.provider(named: Sourced(name, .session)) }
        }
        #expect(throws: ConfigError.unknownProvider("wrok", from: "--provider", nearest: "work")) {
            try configuration.provider(named: Sourced("wrok", .flag("--provider")))
        }
    }
}
