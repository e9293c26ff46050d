import LoopbackServer
import Manuscript
import Platform
import Testing

/// Configuration files, and what counts more than what.
@Suite(.timeLimit(.minutes(5))) struct ConfigTests {
    /// The models that a server was asked for, one a run.
    private func model(_ place: Place, _ server: LoopbackServer, _ arguments: [String] = []) async throws -> String? {
        let before = server.chats.count
        let outcome = try await place.run(["-x", "What is a lighthouse?", "-x", ":outline"] + arguments)
        #expect(outcome.status == 0, "\(outcome)")
        guard server.chats.count > before else { return nil }
        return server.chats[before].json?["model"]?.string
    }

    @Test func valuesAreListedInOrderOfPrecedence() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        place.environment["GALLEY_BASE_URL"] = server.baseURL
        #expect(try await model(place, server) == "loopback-author")
        try place.configure("model: of-user")
        #expect(try await model(place, server) == "of-user")
        try place.write("model: of-project", to: ".galley.yml")
        #expect(try await model(place, server) == "of-project")
        try place.write("GALLEY_MODEL=of-dotenv", to: ".env")
        #expect(try await model(place, server) == "of-dotenv")
        place.environment["GALLEY_MODEL"] = "of-environment"
        #expect(try await model(place, server) == "of-environment")
        #expect(try await model(place, server, ["-m", "of-flag"]) == "of-flag")
        let other = try place.write("model: of-other", to: "other.yml")
        place.environment["GALLEY_MODEL"] = nil
        unlink("\(place.work)/.env")
        #expect(try await model(place, server, ["--config", other]) == "of-other")
        await server.stop()
    }

    @Test func filesFillWhatASessionDoesNotSet() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.configure(
            "baseURL: \(server.baseURL)\ntemperature: 0.3\nsections: 3\naudience: keepers of the light\n")
        var session = Posts.bare()
        session.settings["temperature"] = .number(0.9)
        try place.keep(session)
        let outcome = try await place.run("-r", "bare", "-x", ":set sections", "-x", ":outline", "-x", ":write")
        #expect(outcome.status == 0, "\(outcome)")
        let file = "\(place.root)/config/galley/config.yml"
        #expect(outcome.remarks.contains("The value comes from \(file), line 3."))
        #expect(server.chats.allSatisfy { $0.json?["temperature"] == .number(0.9) })
        #expect(server.chats[0].messages("system").first?.contains("keepers of the light") == true)
        let kept = try place.session("bare")
        #expect(kept.settings.values == ["temperature": .number(0.9)] && kept.style == Style())
        #expect(kept.outline.sections.count == 3)
        await server.stop()
    }

    @Test func theKeyOfACommandGoesToItsServerAndNowhereElse() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.configure(
            """
            provider: work
            providers:
              work:
                baseURL: \(server.baseURL)
                apiKeyCommand: echo run >> ran; echo s3cret-of-mine
                model: of-work
              other: {baseURL: \(server.baseURL), apiKeyVariable: OTHER_KEY, model: of-other}
            """)
        place.environment["OTHER_KEY"] = "s3cret-of-others"
        _ = try await place.run("config", "--json")
        _ = try await place.run("-x", "A topic", "-x", ":outline", "--dry-run")
        #expect(!Files.exists("\(place.work)/ran") && server.requests.isEmpty)
        let outcome = try await place.run(
            "-s", "one", "-x", "A topic", "-x", ":outline", "-x", ":set provider other", "-x", ":write 1", "-x",
            ":status", "--json")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try place.text(of: "ran") == "run\n")
        let calls = server.chats.map { [$0.json?["model"]?.string, $0.headers["authorization"]] }
        #expect(calls.first == ["of-work", "Bearer s3cret-of-mine"])
        #expect(calls.last == ["of-other", "Bearer s3cret-of-others"])
        let flagged = try await place.run("-r", "one", "-x", ":models", "--provider", "work")
        #expect(flagged.status == 0 && server.requests.last?.headers["authorization"] == "Bearer s3cret-of-mine")
        for (path, bytes) in try place.files() where !path.hasSuffix("config.yml") {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("s3cret"), "\(path)")
        }
        let shown = try await place.run("config")
        #expect(shown.output.contains(/providers\.work\.apiKeyCommand +set\s/))
        for said in [outcome, shown] { #expect(!(said.output + said.errors).contains("s3cret")) }
        await server.stop()
    }

    @Test func aCommandThatFailsIsASentence() async throws {
        let place = try Place()
        try place.configure(
            "provider: a\nproviders:\n  a: {baseURL: 'http://127.0.0.1:1', apiKeyCommand: exit 4, model: m}")
        try await place.run("-x", "A topic", "-x", ":outline").expectSentence(
            "The apiKeyCommand of the provider ended with status 4, so nothing was sent.")
    }

    /// The command has the terminal, and nobody is asked before a model is.
    @Test func aCommandMayAskAtTheTerminal() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let command = "printf 'Passphrase: ' >&2; read -r word; echo \"key-of-$word\""
        try place.configure(
            "provider: a\nproviders:\n  a:\n    baseURL: \(server.baseURL)\n    apiKeyCommand: \(JSONValue.string(command).compact)\n    model: m"
        )
        try place.keep(Posts.half())
        let console = try Console("-r", "post", at: place)
        try await console.begin("post")
        #expect(!console.everything.contains("Passphrase"))
        try console.enter(":models")
        try await console.wait(for: "Passphrase: ")
        try console.type("open\n")
        try await console.wait(for: "loopback-author")
        try await console.wait(for: "> ")
        #expect(server.requests.last?.headers["authorization"] == "Bearer key-of-open")
        try console.enter(":models")
        try await console.wait(for: "loopback-author")
        #expect(try await console.leave() == 0)
        #expect(console.everything.ranges(of: "Passphrase").count == 1)
        await server.stop()
    }

    @Test func aFolderRunsNoCommandAndSteersNoKey() async throws {
        let place = try Place()
        try place.write("providers:\n  a: {apiKeyCommand: touch ran}\nprovider: a\n", to: ".galley.yml")
        let command = try await place.run("-x", "A topic", "-x", ":outline")
        #expect(command.status == 64 && command.complaints.count == 1 && !Files.exists("\(place.work)/ran"))
        #expect(
            command.complaints[0].hasSuffix(
                "apiKeyCommand is not taken from the working folder, which somebody else may have made. Put it into \(place.root)/config/galley/config.yml."
            ))
        place.environment["GALLEY_API_KEY"] = "k"
        place.environment["GROQ_API_KEY"] = "g"
        try place.configure("providers:\n  mine: {baseURL: 'https://a.invalid', apiKey: k, model: m}")
        let steering = [
            (".galley.yml", "baseURL: https://evil.invalid/v1\nmodel: m"),
            (
                ".galley.yml",
                "provider: groq\nproviders:\n  groq: {baseURL: 'https://evil.invalid/v1', apiKeyVariable: GROQ_API_KEY}"
            ),
            (".galley.yml", "provider: mine\nproviders:\n  mine: {baseURL: 'https://evil.invalid/v1'}"),
            (".env", "GALLEY_BASE_URL=https://evil.invalid/v1\nGALLEY_MODEL=m"),
        ]
        for (name, text) in steering {
            unlink("\(place.work)/.galley.yml")
            try place.write(text, to: name)
            let outcome = try await place.run("-x", "A topic", "-x", ":outline")
            #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(text)")
            #expect(
                outcome.complaints.first?.contains("sent to evil.invalid, so nothing was sent") == true, "\(outcome)")
        }
    }

    @Test func aProviderDefinedByTheFolderIsUsed() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        place.environment["GALLEY_API_KEY"] = "k"
        // This machine is nobody else's.
        try place.write("baseURL: \(server.baseURL)\nmodel: of-project", to: ".galley.yml")
        #expect(try await model(place, server) == "of-project")
        #expect(server.chats.last?.headers["authorization"] == "Bearer k")
        // An address with its own key goes where it says, which here is nowhere.
        try place.write(
            "provider: a\nproviders:\n  a: {baseURL: 'https://a.invalid', apiKey: theirs, model: m}", to: ".galley.yml")
        let outcome = try await place.run("-x", "A topic", "-x", ":outline", "--dry-run")
        #expect(outcome.status == 0 && outcome.output.contains("POST https://a.invalid/v1/chat/completions"))
        await server.stop()
    }

    @Test func everythingIsShownWithItsSource() async throws {
        let place = try Place()
        try place.configure("tone: dry\ntemprature: 1\nproviders:\n  a: {modle: x}\n")
        try place.write("parallel: 2\n", to: ".galley.yml")
        let table = try await place.run("config", "-m", "of-flag")
        #expect(table.status == 0 && table.output.hasPrefix("KEY "))
        let lines = table.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.contains(["model", "of-flag", "--model"]))
        #expect(lines.contains(["parallel", "2", "./.galley.yml,", "line", "1"]))
        #expect(lines.contains(["seed", "-", "default"]))
        #expect(lines.contains(["sessionsDir", place.sessions, "GALLEY_SESSIONS"]))
        let file = "\(place.root)/config/galley/config.yml"
        #expect(
            table.remarks == [
                "\(file), line 2: there is no key \"temprature\"; did you mean \"temperature\"?",
                "\(file), line 4: there is no key \"providers.a.modle\"; did you mean \"model\"?",
            ])
        let value = try JSONValue(parsing: try await place.run("config", "--json").output)
        #expect(value["command"] == "config" && value["ok"] == true)
        #expect(value["result"]?["files"] == ["./.galley.yml", .string(file)])
        #expect(value["result"]?["unknown"]?.array?.map { $0["line"]?.int } == [2, 4])
        let help = try await place.run("config", "--help")
        #expect(help.status == 0 && help.output.contains("apiKeyCommand"))
    }

    @Test(arguments: [
        ("a: b: c", "line 1, column 5 cannot be read: mapping values are not allowed"),
        ("temperature: 1\nwords: many", "line 2: words takes a whole number of words"),
        ("[]", "line 1 cannot be read: it must hold keys"),
    ])
    func aBrokenFileIsOneSentence(text: String, sentence: String) async throws {
        let place = try Place()
        try place.configure(text)
        for arguments in [["config"], ["sessions"], ["-x", ":help"]] {
            let outcome = try await place.run(arguments)
            #expect(outcome.status == 64 && outcome.output == "" && outcome.remarks.count == 1, "\(outcome)")
            #expect(outcome.complaints.first?.contains(sentence) == true, "\(outcome)")
        }
        let none = try await place.run("sessions", "--config", "none.yml")
        #expect(
            none.status == 64
                && none.complaints == ["galley: none.yml cannot be read: there is no such file or folder."])
    }

    @Test func aFileSetsTheSessionsFolder() async throws {
        let place = try Place()
        place.environment["GALLEY_SESSIONS"] = nil
        try place.configure("sessionsDir: ~/posts")
        #expect(try await place.run("-s", "one", "-x", "A topic").status == 0)
        #expect(Files.exists("\(place.root)/home/posts/one.json"))
        #expect(try await place.run("-s", "two", "-x", "A topic", "--sessions-dir", place.sessions).status == 0)
        #expect(Files.exists(place.file("two")))
    }

    #if os(Linux)
        /// The loader tells on standard error what it loads.
        @Test func withoutAFileNothingIsLoadedForIt() async throws {
            let place = try Place()
            place.environment["LD_DEBUG"] = "files"
            #expect(try await place.run("sessions").errors.contains("libyaml") == false)
            try place.configure("tone: dry")
            #expect(try await place.run("sessions").errors.contains("libyaml"))
        }
    #endif
}
