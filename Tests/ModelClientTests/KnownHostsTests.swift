import Chains
import Platform
import Testing

@testable import ModelClient

@Suite struct KnownHostsTests {
    private static let address = "https://models.example/v1"

    private func environment(_ more: [String: String] = [:]) throws -> [String: String] {
        ["XDG_STATE_HOME": "\(try BuiltInFixture.temporaryFolder())/state"].merging(more) { _, new in new }
    }

    @Test func aKeyGoesToNoHostThatOnlyASessionNames() throws {
        let environment = try environment(["GALLEY_API_KEY": "k"])
        let hosts = KnownHosts(environment: environment)
        let error = #expect(throws: ModelError.self) { try hosts.check(Self.address, environment: environment) }
        #expect(
            error?.sentence
                == "This session names the model server models.example, and GALLEY_API_KEY is never sent to a host that only a session names. `:set baseURL https://models.example/v1` names it yourself, `:set baseURL default` drops it."
        )
        try hosts.add(Self.address)
        try KnownHosts(environment: environment).check(Self.address, environment: environment)
        #expect(throws: ModelError.self) { try hosts.check("https://other.example", environment: environment) }
    }

    @Test func withoutAKeyOrOnThisMachineNothingIsGuarded() throws {
        let environment = try environment()
        try KnownHosts(environment: environment).check(Self.address, environment: environment)
        let keyed = environment.merging(["GALLEY_API_KEY": "k"]) { _, new in new }
        try KnownHosts(environment: keyed).check("http://127.0.0.1:1/v1", environment: keyed)
    }

    @Test func theHostOfTheEnvironmentIsTheKeysOwn() throws {
        let environment = try environment(["GALLEY_API_KEY": "k", "GALLEY_BASE_URL": "https://models.example/other"])
        try KnownHosts(environment: environment).check(Self.address, environment: environment)
    }

    @Test func theFileIsForTheUserAloneAndHoldsAHostOnce() throws {
        let environment = try environment()
        let hosts = KnownHosts(environment: environment)
        for address in [Self.address, Self.address, "https://b.example", "http://localhost:1", "nonsense"] {
            try hosts.add(address)
        }
        let path = "\(environment["XDG_STATE_HOME"] ?? "")/galley/hosts"
        #expect(String(decoding: try Files.read(path), as: UTF8.self) == "models.example\nb.example\n")
        var information = stat()
        #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
    }
}
