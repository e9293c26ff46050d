import LoopbackServer
import Manuscript
import Testing

/// `--set KEY=VALUE` sets any setting for one run, and `--provider` takes the name of any known provider.
@Suite(.timeLimit(.minutes(2))) struct SetOptionTests {
    @Test func aSettingAppliesToThisRunOnly() async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let place = try Place()
        try place.keep(Posts.half())
        let outcome = try await place.run(
            "-r", "post", "--set", "temperature=0.35", "--set", "seed=77", "--base-url", server.baseURL, "-x",
            ":write 3",
            "-x", ":set seed")
        #expect(outcome.status == 0 && outcome.output.contains("seed  77"), "\(outcome)")
        #expect(outcome.errors.contains("The value comes from --set seed"), "\(outcome)")
        #expect(server.chats.allSatisfy { $0.json?["temperature"] == 0.35 && $0.json?["seed"] == 77 })
        let session = try place.session("post")
        #expect(session.settings["temperature"] == nil && session.settings["seed"] == nil)
        await server.stop()
    }

    @Test func aWholePostTakesThem() async throws {
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let place = try Place()
        let outcome = try await place.run(
            "write", "What is a lighthouse?", "--set", "tone=dry", "--set", "seed=5", "--base-url", server.baseURL)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(!server.chats.isEmpty && server.chats.allSatisfy { $0.messages("system").joined().contains("dry") })
        await server.stop()
    }

    @Test(arguments: [
        ("words", "--set takes KEY=VALUE"), ("words=many", "words takes"), ("wrods=900", "did you mean"),
        ("=900", "There is no setting"),
    ])
    func anUnknownSettingIsWrongUsage(assignment: String, sentence: String) async throws {
        let outcome = try await Place().run("--set", assignment, "-x", ":help")
        #expect(outcome.status == 64 && outcome.errors.contains(sentence), "\(outcome)")
    }

    @Test(arguments: [
        ("MISTRAL_API_KEY", "mistral-medium-latest on Mistral"), ("DEEPSEEK_API_KEY", "deepseek-chat on DeepSeek"),
        ("XAI_API_KEY", "grok-4 on xAI"), ("GEMINI_API_KEY", "gemini-2.5-flash on Gemini"),
        ("OPENROUTER_API_KEY", "openai/gpt-oss-120b on OpenRouter"),
    ])
    func aNameChoosesAProviderAndItsKeyAloneDoesNot(variable: String, words: String) async throws {
        let place = try Place()
        place.environment[variable] = "k"
        let name = variable.prefix { $0 != "_" }.lowercased()
        let outcome = try await place.run("--dry-run", "--provider", name, "-x", ":model")
        #expect(outcome.output.contains("\(words), because --provider is given"), "\(outcome)")
        let unasked = try await place.run("--dry-run", "-x", ":model")
        #expect(unasked.status == 0 && !unasked.output.contains(words), "\(unasked)")
    }
}
