import LoopbackServer
import Manuscript
import Platform
import Testing

/// Programs that Galley starts have no business with keys of model servers.
@Suite(.timeLimit(.minutes(5))) struct ChildKeysTests {
    private static let keys = ["GROQ_API_KEY", "OPENAI_API_KEY", "GALLEY_API_KEY", "ANTHROPIC_API_KEY", "WORK_SECRET"]

    /// A place with keys in its environment, and with two variables that are none.
    private func place() throws -> Place {
        let place = try Place()
        for name in Self.keys { place.environment[name] = "s3cret-of-\(name)" }
        place.environment["KEPT"] = "kept"
        place.environment["SSH_AUTH_SOCK"] = "s"
        try place.configure("providers:\n  work: {baseURL: 'http://127.0.0.1:1/v1', apiKeyVariable: WORK_SECRET}\n")
        try place.keep(Posts.half())
        return place
    }

    /// A program that writes its environment to a file.
    private func program(_ place: Place, _ name: String = "program") throws -> String {
        try place.write("#!/bin/sh\nenv > '\(place.root)/seen'\n", to: name, mode: 0o755)
    }

    private func expectNoKeys(_ place: Place) throws {
        let seen = try place.text(of: "\(place.root)/seen")
        #expect(seen.contains("KEPT=kept\n") && seen.contains("SSH_AUTH_SOCK=s\n"), "\(seen)")
        #expect(seen.contains("HOME=\(place.root)/home\n"), "\(seen)")
        #expect(!seen.contains("s3cret"), "\(seen)")
        for name in Self.keys { #expect(!seen.contains(name), "\(seen)") }
    }

    @Test(arguments: ["EDITOR", "VISUAL"]) func theEditorHasNone(variable: String) async throws {
        let place = try place()
        place.environment[variable] = try program(place)
        for line in [":edit 1", ":edit --all"] {
            unlink("\(place.root)/seen")
            let outcome = try await place.run("-r", "post", "-x", line)
            guard Files.exists("\(place.root)/seen") else {
                #expect(line != ":edit 1", "\(outcome)")
                continue
            }
            try expectNoKeys(place)
        }
    }

    @Test func thePagerHasNone() async throws {
        let place = try place()
        place.environment["PAGER"] = try program(place)
        let console = try Console(["-r", "post", "-x", ":help"], at: place, columns: 80, rows: 8)
        #expect(try await console.end() == 0)
        try expectNoKeys(place)
        #expect(try place.text(of: "\(place.root)/seen").contains("LESS=FRX\n"))
    }

    /// Python, with which the built-in model is installed.
    @Test func pythonHasNone() async throws {
        let place = try place()
        try Files.makeFolder("\(place.work)/bin")
        _ = try program(place, "bin/python3")
        place.environment["PATH"] = "\(place.work)/bin:\(place.environment["PATH"] ?? "")"
        place.environment["PIP_INDEX_URL"] = "http://127.0.0.1:9/simple"
        place.environment["PIP_RETRIES"] = "0"
        let outcome = try await place.run("model", "install")
        #expect(outcome.status != 0)
        try expectNoKeys(place)
    }

    /// `./.env` holds keys and models for Galley, and nothing of it is for an editor.
    @Test func dotEnvIsNotPassedToChildren() async throws {
        let place = try place()
        place.environment["EDITOR"] = try program(place)
        try place.write(
            "SOME_TOKEN=s3cret\nOPENAI_BASE_URL=https://evil.invalid\nGROQ_API_KEY=s3cret\n", to: ".env")
        _ = try await place.run("-r", "post", "-x", ":edit 1")
        try expectNoKeys(place)
        let seen = try place.text(of: "\(place.root)/seen")
        #expect(!seen.contains("SOME_TOKEN") && !seen.contains("OPENAI_BASE_URL"), "\(seen)")
    }

    /// A folder's file names no variable away that is no key.
    @Test func aFolderTakesNoOtherVariables() async throws {
        let place = try place()
        place.environment["EDITOR"] = try program(place)
        place.environment["THEIR_TOKEN"] = "s3cret"
        try place.write(
            "providers:\n  a: {baseURL: 'http://127.0.0.1:1', apiKeyVariable: KEPT}\n"
                + "  b: {baseURL: 'http://127.0.0.1:1', apiKeyVariable: THEIR_TOKEN}\n", to: ".galley.yml")
        _ = try await place.run("-r", "post", "-x", ":edit 1")
        try expectNoKeys(place)
    }

    /// A command that prints a key has the variables that it names, and no other key of a provider.
    @Test func aKeyCommandHasWhatItNames() async throws {
        let (place, server) = (try place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.configure(
            """
            provider: work
            providers:
              work:
                baseURL: \(server.baseURL)
                apiKeyCommand: env > '\(place.root)/seen'; echo "$GROQ_API_KEY"
                model: m
              other: {baseURL: 'http://127.0.0.1:1/v1', apiKeyVariable: WORK_SECRET}
            """)
        let outcome = try await place.run("-r", "post", "-x", ":models")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(server.requests.last?.headers["authorization"] == "Bearer s3cret-of-GROQ_API_KEY")
        let seen = try place.text(of: "\(place.root)/seen")
        for name in ["OPENAI_API_KEY", "GALLEY_API_KEY", "WORK_SECRET"] { #expect(!seen.contains(name), "\(seen)") }
        // It may be what opens the vault.
        #expect(seen.contains("ANTHROPIC_API_KEY=") && seen.contains("KEPT=kept"), "\(seen)")
        await server.stop()
    }
}
