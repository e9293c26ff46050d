import Chains
import Configuration
import Manuscript
import Testing

@testable import ModelClient

/// The working folder may come from someone else, so an address from it gets no key from elsewhere.
@Suite struct ProviderPlanTests {
    private func plan(
        _ name: String?, key: String, dotEnv: [String: String] = [:], real: [String: String] = [:], project: String = ""
    ) throws -> ProviderPlan {
        let name = name ?? "ollama"
        let files = [
            (project, ConfigFile.Place(path: "p.yml", isProjects: true)),
            ("providers:\n  \(name): {\(key)}", ConfigFile.Place(path: "u.yml")),
        ]
        let configuration = Configuration(
            processEnvironment: ProcessEnvironment(real: real, dotEnv: dotEnv),
            files: try files.map { try ConfigFile(Array($0.0.utf8), at: $0.1, user: "u.yml") })
        return try ProviderPlan(configuration, Settings())
    }

    private static let keys = ["apiKey: own", "apiKeyCommand: pass", "apiKeyVariable: OWN_KEY"]

    @Test(arguments: KnownProvider.all.map(\.name), keys)
    func `No provider's key goes to an address of the working folder`(name: String, key: String) throws {
        func steered(_ project: String, _ dotEnv: [String: String] = [:]) -> String? {
            do {
                _ = try plan(name, key: key, dotEnv: dotEnv, real: ["OWN_KEY": "own"], project: project)
                return nil
            } catch ConfigError.steeredKey(let host, _, _) { return host } catch { return "\(error)" }
        }
        let file = "provider: \(name)\nproviders:\n  \(name): {baseURL: 'https://evil.invalid/v1'}"
        // An own command is not a value that could be compared, and is the user's all the same.
        #expect(steered(file) == "evil.invalid")
        #expect(steered("provider: \(name)") == nil)
        guard let variable = KnownProvider.named(name)?.addressVariable else { return }
        #expect(steered("provider: \(name)", [variable: "https://evil.invalid/v1"]) == "evil.invalid")
        #expect(steered("provider: \(name)", [variable: "http://127.0.0.1:9/v1"]) == nil)
    }

    @Test func `Ollama's variable need not be a URL, and need not be chosen`() throws {
        for host in ["evil.invalid", "evil.invalid:80", "https://evil.invalid"] {
            #expect(throws: ConfigError.self) {
                try plan(nil, key: "apiKey: own", dotEnv: ["OLLAMA_HOST": host])
            }
            #expect(throws: Never.self) { try plan(nil, key: "apiKey: own", real: ["OLLAMA_HOST": host]) }
            #expect(throws: Never.self) { try plan(nil, key: "model: m", dotEnv: ["OLLAMA_HOST": host]) }
        }
    }

    @Test func `A key of the same folder goes there`() throws {
        let plan = try plan(
            "openai", key: "model: m",
            dotEnv: ["OPENAI_BASE_URL": "https://here.invalid/v1", "OPENAI_API_KEY": "theirs"])
        #expect(plan.resolution.chosen?.name == "openai")
    }
}
