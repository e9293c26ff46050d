import Chains
import Manuscript
import Platform
import Testing

@testable import ModelClient

@Suite(.timeLimit(.minutes(2))) struct KeyCommandTests {
    private let path = "/tmp/galley-key-\(Identifier.random())"

    private func keys(_ patience: Duration = .seconds(60)) -> KeyCommand {
        KeyCommand(environment: ["PATH": "/usr/bin:/bin", "WHO": "me"], takesInput: false, patience: patience)
    }

    @Test(arguments: [
        ("echo key", "key"), ("printf 'first\\nsecond\\n'", "first"), ("printf '\\n  spaced \\r\\n'", "spaced"),
        ("echo \"$WHO\" | tr a-z A-Z", "ME"), ("echo noise >&2; echo key", "key"), ("cat; echo key", "key"),
    ])
    func theFirstLineIsTheKey(command: String, key: String) async throws {
        #expect(try await keys().key(command) == key)
    }

    /// A vault may need any variable, and a key of a provider is no business of a command that does not name it.
    @Test func providersKeysStayAwayFromCommands() async throws {
        let environment = ["PATH": "/usr/bin:/bin", "ONE_API_KEY": "1", "OTHER": "2", "VAULT_API_KEY": "3"]
        let keys = KeyCommand(environment: environment, keys: ["ONE_API_KEY", "OTHER"], takesInput: false)
        #expect(try await keys.key("env | grep -c -e _API -e THER=") == "1")
        #expect(try await keys.key("echo key-of-$VAULT_API_KEY") == "key-of-3")
        #expect(try await keys.key("echo key-of-$ONE_API_KEY") == "key-of-1")
        #expect(try await keys.key("echo \"key-of-${OTHER}\"") == "key-of-2")
    }

    @Test func aCommandIsRunOnce() async throws {
        let keys = keys()
        for _ in 1...3 { #expect(try await keys.key("echo x >> \(path); echo key") == "key") }
        #expect(String(decoding: try Files.read(path), as: UTF8.self) == "x\n")
        unlink(path)
    }

    @Test(arguments: [
        ("exit 3", "ended with status 3"), ("true", "printed nothing"), ("kill -TERM $$", "ended with status 143"),
        ("no-such-command-here 2>/dev/null", "ended with status 127"),
        ("head -c 20000 /dev/zero | tr '\\0' x", "cannot be run, or prints more than a key"),
    ])
    func failuresAreSentencesWithoutTheCommand(command: String, what: String) async {
        let error = await caught { _ = try await keys().key(command) }
        #expect(error?.sentence == "The apiKeyCommand of the provider \(what), so nothing was sent. Try it in a shell.")
    }

    @Test(arguments: ["kill -INT $$", "exit 130"]) func anInterruptOfTheCommandStopsEverything(command: String) async {
        await #expect(throws: CancellationError.self) { try await keys().key(command) }
    }

    @Test(arguments: ["sleep 60", "sleep 60; echo key", "sleep 60 | cat"])
    func aCommandThatHangsIsEnded(command: String) async {
        let begin = ContinuousClock.now
        let error = await caught { _ = try await keys(.milliseconds(300)).key(command) }
        #expect(error?.sentence.contains("took too long") == true)
        #expect(ContinuousClock.now - begin < .seconds(50))
    }
}
