import Configuration
import LoopbackServer
import Manuscript
import Platform
import Testing

/// `galley doctor` and `galley uninstall`, and every file that the program leaves.
@Suite(.timeLimit(.minutes(5))) struct UpkeepTests {
    /// The findings of a run with `--json`, as area and state.
    private func findings(_ outcome: Outcome) throws -> [(area: String, state: String, text: String)] {
        let result = try JSONValue(parsing: outcome.output)["result"]
        return (result?["findings"]?.array ?? []).map {
            (
                $0["area"]?.string ?? "", $0["state"]?.string ?? "",
                ($0["text"]?.string ?? "") + ($0["advice"]?.string ?? "")
            )
        }
    }

    @Test func aHealthyPlaceIsUsable() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { _ in .raw(200, [.init(Array(#"{"data": [{"id": "pen"}]}"#.utf8))])
        }
        place.environment["GALLEY_BASE_URL"] = "http://127.0.0.1:\(server.port)/v1"
        place.environment["GROQ_API_KEY"] = "gsk-very-secret"
        let outcome = try await place.run("doctor", "-m", "pen")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("the server answers") && outcome.output.contains("GROQ_API_KEY"))
        #expect(!(outcome.output + outcome.errors).contains("secret"))
        let other = try await place.run("doctor", "-m", "quill", "--json")
        #expect(other.status == 0)
        #expect(try findings(other).contains { $0.area == "model" && $0.state == "note" && $0.text.contains("quill") })
    }

    /// No home, no network, a dumb terminal, empty variables: doctor still says everything, with status 1.
    @Test func aBareMachineIsDescribed() async throws {
        let place = try Place()
        place.environment = [
            "PATH": "/nonesuch", "TERM": "dumb", "XDG_DATA_HOME": "", "XDG_STATE_HOME": "", "XDG_CONFIG_HOME": "",
            "HOME": "", "OLLAMA_HOST": "127.0.0.1:1",
        ]
        let outcome = try await place.run("doctor", "--json")
        #expect(outcome.status == 1, "\(outcome)")
        let found = try findings(outcome)
        #expect(
            Set(found.map(\.area)).isSuperset(of: [
                "terminal", "locale", "libraries", "model", "keys", "disk", "sessions",
            ]))
        #expect(found.contains { $0.area == "model" && $0.state == "fault" && $0.text.contains("XDG_DATA_HOME") })
        #expect(found.contains { $0.area == "data" && $0.state == "note" && $0.text.contains("XDG_DATA_HOME") })
    }

    @Test func aServerThatIsGoneIsAFaultWithAdvice() async throws {
        let place = try Place()
        let outcome = try await place.run("doctor", "--base-url", "http://127.0.0.1:1/v1", "-m", "pen")
        #expect(outcome.status == 1 && outcome.output.contains("fault  model"), "\(outcome)")
        #expect(outcome.output.contains("Check the address"))
        let dry = try await place.run("doctor", "--base-url", "http://127.0.0.1:1/v1", "-m", "pen", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("(not asked)"), "\(dry)")
    }

    @Test func anUnreadableConfigurationIsOneFaultAmongTheRest() async throws {
        let place = try Place()
        try place.configure("temperature: hot\n")
        let outcome = try await place.run("doctor", "--json", "--base-url", "http://127.0.0.1:1/v1", "-m", "pen")
        #expect(outcome.status == 1)
        let found = try findings(outcome)
        #expect(
            found.contains { $0.area == "settings" && $0.state == "fault" && $0.text.contains("line 1") }, "\(found)")
        #expect(found.contains { $0.area == "disk" })
    }

    /// A writer's half hour in short: everything that is left in the folders of the user is on the list.
    @Test func everyFileThatIsLeftIsOnTheList() async throws {
        let place = try Place()
        place.environment["GALLEY_SESSIONS"] = nil
        try FakeGGUF().write(to: "\(place.work)/one.gguf")
        #expect(try await place.run("model", "install", "one.gguf").status == 0)
        let console = try Console("--base-url", "http://127.0.0.1:1/v1", "-m", "pen", at: place)
        try await console.wait(for: "Model: ")
        try await console.wait(for: "galley> ")
        try console.enter(":new How bread rises")
        try await console.wait(for: "Started")
        try console.enter(":set baseURL https://models.example.org/v1")
        try await console.wait(for: "baseURL is")
        try console.enter(":quit")
        #expect(try await console.child.end() == 0)
        let user = try place.files().keys.filter { path in
            ["data", "state", "config", "home", "tmp"].contains { path.hasPrefix("\(place.root)/\($0)/") }
        }
        let known = LeftFile.all.flatMap { $0.paths(place.environment) }
        let strange = user.filter { path in
            !path.hasSuffix("/galley/")
                && !["data/", "state/", "config/", "home/", "tmp/"].contains { path == "\(place.root)/\($0)" }
                && !known.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        #expect(strange == [], "These files are not on the list of LeftFile.")
        for name in ["models", "sessions", "history", "hosts"] {
            #expect(known.contains { $0.hasSuffix("/\(name)") }, "\(name)")
        }

        let refused = try await place.run("uninstall")
        #expect(refused.status == 1 && refused.errors.contains("--yes"), "\(refused)")
        let dry = try await place.run("uninstall", "--dry-run", "--sessions")
        #expect(
            dry.status == 0 && dry.errors.contains("/galley/models") && dry.errors.contains("/galley/sessions"),
            "\(dry)")
        #expect(try await place.run("uninstall", "--yes").status == 0)
        #expect(
            Files.exists("\(place.root)/data/galley/sessions/how-bread-rises.json")
                && !Files.exists("\(place.root)/state/galley")
        )
        #expect(try await place.run("uninstall", "--yes", "--sessions").status == 0)
        #expect(!Files.exists("\(place.root)/data/galley"))
    }
}
