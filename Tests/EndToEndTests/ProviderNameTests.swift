import LoopbackServer
import Manuscript
import Platform
import Testing

/// `:model`, `:status`, the greeting and dry runs name the model that will be used.
@Suite(.timeLimit(.minutes(5))) struct ProviderNameTests {
    /// The model named by the commands, in the order of the lines; none of them contains a key.
    private func names(_ place: Place, _ arguments: [String] = []) async throws -> [String] {
        try place.keep(Posts.half())
        var names: [String] = []
        for lines in [["-x", ":model"], ["-x", ":status"]] {
            let outcome = try await place.run(["-r", "post"] + arguments + lines)
            #expect(outcome.status == 0 && !(outcome.output + outcome.errors).contains("s3cret"), "\(outcome)")
            let line = outcome.output.split(separator: "\n").first { lines[1] == ":model" || $0.hasPrefix("Model ") }
            let words = line.map(String.init) ?? outcome.output
            names.append(String(words.trimmingPrefix(/Model +/)))
        }
        return names
    }

    /// The text above the first prompt.
    private func greeting(_ place: Place, _ arguments: [String] = []) async throws -> String {
        let console = try Console(["-r", "post"] + arguments, at: place, columns: 200, rows: 24)
        try await console.begin("post")
        try await console.child.wait(for: "the model", seconds: 30) { console.everything.contains(/Model: [^\n]*\n/) }
        #expect(try await console.leave() == 0)
        return console.everything
    }

    /// Each way is told before anything was asked, at the prompt, and in a dry run.
    private func expect(_ words: String, _ place: Place, _ arguments: [String] = [], dry: String? = nil) async throws {
        #expect(try await names(place, arguments) == [words, words])
        let dry = dry ?? words
        #expect(try await names(place, arguments + ["--dry-run"]) == [dry, dry])
        let greeted = try await greeting(place, arguments)
        #expect(greeted.contains("Model: \(words)."), "\(greeted)")
        let rehearsed = try await greeting(place, arguments + ["--dry-run"])
        #expect(rehearsed.contains("Model: \(dry) (a dry run: nothing is sent or saved)."), "\(rehearsed)")
    }

    @Test func aKeyChoosesItsProvider() async throws {
        let place = try Place()
        place.environment["OPENAI_API_KEY"] = "s3cret"
        try await expect("gpt-4.1-mini on OpenAI, because OPENAI_API_KEY is set", place)
        place.environment["OPENAI_MODEL"] = "gpt-x"
        #expect(try await names(place)[0] == "gpt-x on OpenAI, because OPENAI_API_KEY is set")
        place.environment["GROQ_API_KEY"] = "s3cret"
        try await expect("openai/gpt-oss-120b on Groq, because GROQ_API_KEY is set", place)
        #expect(try await names(place, ["-m", "other"])[0] == "other on Groq, because GROQ_API_KEY is set")
        let shown = try await place.run("config")
        #expect(shown.output.contains(/(?m)^provider +groq +GROQ_API_KEY$/), "\(shown)")
    }

    @Test func aKeyOfTheFolderChooses() async throws {
        let place = try Place()
        try place.write("GROQ_API_KEY=s3cret\n", to: ".env")
        #expect(try await names(place)[1] == "openai/gpt-oss-120b on Groq, because GROQ_API_KEY is set")
    }

    @Test func anAddressOverridesKeys() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let host = String(server.baseURL.dropFirst("http://".count).prefix { $0 != "/" })
        place.environment["GROQ_API_KEY"] = "s3cret"
        place.environment["GALLEY_BASE_URL"] = server.baseURL
        place.environment["GALLEY_MODEL"] = "mine"
        try await expect("mine on \(host), because GALLEY_BASE_URL is set", place)
        #expect(
            try await names(place, ["-m", "x", "--base-url", "http://127.0.0.1:9"])[0]
                == "x on 127.0.0.1:9, because --base-url is given")
        #expect(server.requests.isEmpty)
        place.environment["GALLEY_MODEL"] = nil
        #expect(
            try await names(place)
                == Array(
                    repeating: "the first model listed on \(host), because GALLEY_BASE_URL is set", count: 2))
        let asked = try await place.run("-r", "post", "-x", ":models", "-x", ":model")
        #expect(asked.output.contains("loopback-author on \(host), because GALLEY_BASE_URL is set"), "\(asked)")
        await server.stop()
    }

    @Test func aProviderOfAFileOverridesKeys() async throws {
        let place = try Place()
        place.environment["GROQ_API_KEY"] = "s3cret"
        try place.configure("provider: work\nproviders:\n  work: {baseURL: 'http://127.0.0.1:9', model: of-work}\n")
        let file = "\(place.root)/config/galley/config.yml"
        try await expect("of-work on 127.0.0.1:9, because \(file), line 1 sets provider", place)
        #expect(
            try await names(place, ["--provider", "groq"])[1]
                == "openai/gpt-oss-120b on Groq, because --provider is given")
        #expect(
            try await names(place, ["--provider", "builtin"])[0].hasSuffix(
                "the built-in model, because --provider is given"))
        #expect(try await names(place, ["--provider", "wrk"])[0].hasPrefix("none: There is no provider \"wrk\""))
        place.environment["GROQ_API_KEY"] = nil
        #expect(
            try await names(place, ["--provider", "groq"])[0].hasPrefix(
                "none: The provider groq takes its key from GROQ_API_KEY, which is not set."))
    }

    @Test func anOllamaThatAnswersIsNamed() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let host = String(server.baseURL.dropFirst("http://".count).prefix { $0 != "/" })
        place.environment["OLLAMA_HOST"] = host
        try await expect(
            "loopback-author on Ollama, because it answers on \(host)", place,
            dry: "Ollama, if it answers on \(host), else the built-in model")
        let count = server.requests.count
        _ = try await names(place, ["--dry-run"])
        #expect(server.requests.count == count, "a dry run asks nobody")
        await server.stop()
    }

    @Test func withoutAnythingItIsTheBuiltInModel() async throws {
        let place = try Place()
        #expect(
            try await names(place).allSatisfy {
                $0.hasSuffix("the built-in model, because no key is set and no Ollama answers")
            })
        #expect(
            try await names(place, ["--dry-run"])
                == Array(repeating: "Ollama, if it answers on 127.0.0.1:1, else the built-in model", count: 2))
    }
}
