import Manuscript
import Testing

@testable import Chains

/// A streamed answer is put together, and a text cut short is not taken for a whole one.
@Suite(.timeLimit(.minutes(5))) struct ModelReplyTests {
    private let request = ModelRequest(messages: [.init(.user, "Hello")])

    @Test(arguments: ["", "日本語 👩🏽‍🚀 e\u{301}", "a\r\nb"]) func piecesAreTheText(text: String) async throws {
        var shown = ""
        let reply = try await ScriptedModel(texts: [text]).reply(to: request, onText: { shown += $0 })
        #expect(reply.text.unicodeScalars.elementsEqual(text.unicodeScalars) && shown == reply.text)
        #expect(reply.finish == .stop && reply.usage == ScriptedModel.usage && reply.seconds >= 0)
    }

    @Test func reasoningIsNotText() async throws {
        var thought = ""
        let model = ScriptedModel { _, _ in [.think("hm"), .say("Yes."), .finish(.length)] }
        let reply = try await model.reply(to: request, onReasoning: { thought += $0 })
        #expect(reply.text == "Yes." && thought == "hm" && reply.finish == .length)
    }

    @Test func anAnswerThatStartsAgainIsVoid() async throws {
        var void: [String] = []
        let model = ScriptedModel { _, _ in [.say("Half"), .again, .say("Whole."), .finish()] }
        let reply = try await model.reply(to: request, onAgain: { void.append($0) })
        #expect(reply.text == "Whole." && void == ["Half"])
    }

    @Test func anAnswerWithoutAnEndIsBroken() async {
        let model = ScriptedModel { _, _ in [.say("Half")] }
        await #expect(throws: ModelError.dropped(server: "The script", reason: "it sent no end mark")) {
            try await model.reply(to: self.request)
        }
    }

    @Test func anErrorOfTheReaderEndsTheCall() async {
        struct Enough: Error {}
        let model = ScriptedModel { _, _ in [.say("One"), .hang] }
        await #expect(throws: Enough.self) { try await model.reply(to: self.request, onText: { _ in throw Enough() }) }
    }

    @Test(arguments: [("", 0), ("a", 1), ("abcd", 1), ("abcde", 2), ("日本", 2)])
    func tokensAreEstimatedByBytes(text: String, count: Int) { #expect(Tokens.estimate(text) == count) }

    @Test func toolsCountToo() {
        var withTool = request
        withTool.tools = [ModelTool(name: "n", description: "Reads a section.", parameters: ["type": "object"])]
        #expect(withTool.estimatedTokens > request.estimatedTokens && request.estimatedTokens > 0)
    }
}
