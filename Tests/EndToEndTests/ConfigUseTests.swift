import LoopbackServer
import Manuscript
import Platform
import Testing

/// Galley uses the provider values that `galley config` shows, whoever chose the provider.
@Suite(.timeLimit(.minutes(5))) struct ConfigUseTests {
    /// A way in which a provider comes to be used.
    struct Way: Sendable, CustomTestStringConvertible {
        var name: String
        /// A variable that holds a key, which alone chooses.
        var variable: String?
        /// A line at the head of the file that chooses.
        var chosen = ""
        var testDescription: String { "\(name) \(variable ?? "") \(chosen)" }
    }

    private static let ways = [
        Way(name: "groq", variable: "GROQ_API_KEY"), Way(name: "openai", variable: "OPENAI_API_KEY"),
        Way(name: "ollama"), Way(name: "groq", variable: "GROQ_API_KEY", chosen: "provider: groq"),
        Way(name: "openai", variable: "OPENAI_API_KEY", chosen: "provider: openai"),
        Way(name: "ollama", chosen: "provider: ollama"), Way(name: "work", chosen: "provider: work"),
    ]

    private func place(_ way: Way, _ fields: String, _ server: LoopbackServer) throws -> Place {
        try place(way, fields, at: server.baseURL)
    }

    private func place(_ way: Way, _ fields: String, at address: String) throws -> Place {
        let place = try Place()
        if let variable = way.variable { place.environment[variable] = "s3cret-of-variable" }
        try place.configure(
            "\(way.chosen)\nproviders:\n  \(way.name):\n    baseURL: \(address)\n"
                + fields.split(separator: "\n").map { "    \($0)\n" }.joined())
        try place.keep(Posts.half())
        return place
    }

    /// The key of a variable goes to the address that the user's own file gives.
    @Test(arguments: ways) func theAddressIsUsed(way: Way) async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let place = try place(way, "", server)
        let outcome = try await place.run("-r", "post", "-x", ":write 3")
        #expect(outcome.status == 0 && !server.chats.isEmpty, "\(outcome)")
        let key = way.variable.map { _ in "Bearer s3cret-of-variable" }
        for request in server.requests { #expect(request.headers["authorization"] == key) }
        let shown = try await place.run("config")
        #expect(shown.output.contains("providers.\(way.name).baseURL"), "\(shown)")
        await server.stop()
    }

    @Test(arguments: ways) func everyMemberOfARequestIsUsed(way: Way) async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let place = try place(
            way, "model: of-file\ntemperature: 0.35\nseed: 77\nreasoningEffort: low\nlengthRetry: off\n", server)
        let outcome = try await place.run("-r", "post", "-x", ":write 3", "-x", ":set temperature", "-x", ":set seed")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(server.chats.count == 1)
        for request in server.chats {
            #expect(request.json?["model"] == "of-file")
            #expect(request.json?["temperature"] == .number(0.35))
            #expect(request.json?["seed"] == 77)
            #expect(request.json?["reasoning_effort"] == "low")
        }
        #expect(outcome.output.contains("temperature  0.35") && outcome.output.contains("seed  77"), "\(outcome)")
        await server.stop()
    }

    @Test(arguments: ways) func everyWayToAKeyIsUsed(way: Way) async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        for (field, key) in [
            ("apiKey: of-file", "of-file"), ("apiKeyVariable: MY_SECRET", "of-mine"),
            ("apiKeyCommand: echo of-command", "of-command"),
        ] {
            let place = try place(way, "\(field)\nmodel: m", server)
            place.environment["MY_SECRET"] = "of-mine"
            let outcome = try await place.run("-r", "post", "-x", ":models")
            #expect(outcome.status == 0, "\(field): \(outcome)")
            #expect(server.requests.last?.headers["authorization"] == "Bearer \(key)", "\(field)")
        }
        await server.stop()
    }

    /// How many are written at once, what a model holds, how long is waited.
    @Test(arguments: ways) func everyMemberOfARunIsUsed(way: Way) async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let small = try place(way, "model: m\ncontextWindow: 512", server)
        let refused = try await small.run("-r", "post", "-x", ":write 3")
        #expect(refused.errors.contains("512"), "\(refused)")
        await server.stop()
        // Nobody listens there; where nobody chose an Ollama, the built-in model would be next.
        if way.name == "ollama", way.chosen.isEmpty { return }
        let away = try place(way, "model: m\nlongestWait: 0", at: "http://127.0.0.1:1/v1")
        let outcome = try await away.run("-r", "post", "-x", ":models", seconds: 20)
        #expect(outcome.status == 1 && outcome.errors.ranges(of: "Waits ").count <= 2, "\(outcome)")
    }

    /// Also while the models of an address are listed.
    @Test func theLongestWaitIsKeptWhenModelsAreListed() async throws {
        let place = try Place()
        try place.configure("longestWait: 0\nbaseURL: http://127.0.0.1:1/v1\n")
        try place.keep(Posts.half())
        let outcome = try await place.run("-r", "post", "-x", ":write 3", seconds: 20)
        #expect(outcome.status == 1 && outcome.errors.ranges(of: "Waits ").count <= 2, "\(outcome)")
    }

    /// An address of the working folder does not get the key, also where nobody chose the provider.
    @Test func theFolderSteersNoKey() async throws {
        for name in ["groq", "openai"] {
            let place = try Place()
            place.environment["\(name.uppercased())_API_KEY"] = "s3cret"
            try place.keep(Posts.half())
            try place.write(
                "providers:\n  \(name): {baseURL: 'https://evil.invalid/v1', model: m}\n", to: ".galley.yml")
            let outcome = try await place.run("-r", "post", "-x", ":write 3")
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.errors.contains("sent to evil.invalid, so nothing was sent"), "\(outcome)")
            let named = try await place.run("-r", "post", "-x", ":model")
            #expect(named.output.contains("none: ") && named.output.contains("evil.invalid"), "\(named)")
        }
    }
}
