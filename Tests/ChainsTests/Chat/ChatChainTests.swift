import Manuscript
import Platform
import Testing

@testable import Chains

/// A turn of a conversation uses tools, else actions under a schema, else plain text.
struct ChatChainTests {
    private static let tool = ModelTool(
        name: "rename", description: "Renames a section.",
        parameters: ["type": "object", "properties": ["address": [:], "title": [:]]])

    private struct Turn {
        var result: ChatChain.Result
        var shown: String
        var calls: [ToolCall]
    }

    private func turn(_ model: ScriptedModel) async throws -> Turn {
        let shown = Guarded("")
        var calls: [ToolCall] = []
        let chain = ChatChain(model: model, sampling: .init(), tools: [Self.tool])
        let result = try await chain.answer(
            to: [.init(.user, "Call 2 Dough.")], onText: { text in shown.withLock { $0 += text } },
            onRetract: { kept in shown.withLock { $0 = kept } }, onAgain: { kept in shown.withLock { $0 = kept } },
            perform: { asked in
                calls += asked
                return asked.map { _ in "Done." }
            })
        return Turn(result: result, shown: shown.withLock { $0 }, calls: calls)
    }

    private func refusal(of words: String) -> ModelError {
        .rejected(server: "The script", status: 400, code: nil, message: words, retryAfter: nil)
    }

    @Test func callsAreCarriedOutAndTheirResultsSentBack() async throws {
        let model = ScriptedModel { _, count in
            count == 0
                ? [.say("I rename it."), .call("rename", arguments: #"{"address":"2"}"#), .finish()]
                : [.say("It is called Dough."), .finish()]
        }
        let turn = try await turn(model)
        #expect(turn.calls.map(\.name) == ["rename"])
        #expect(turn.result.reply == "I rename it.\n\nIt is called Dough." && turn.shown == turn.result.reply)
        #expect(turn.result.couldAct && turn.result.unknown.isEmpty && turn.result.usage.calls == 2)
        #expect(model.requests[1].messages.suffix(2).map(\.role) == [.assistant, .tool])
        #expect(model.requests[1].messages.last?.text == "Done.")
    }

    @Test func lateReasoningIsTakenBackAndEarlierRoundsStay() async throws {
        let model = ScriptedModel { _, count in
            count == 0
                ? [.say("I rename it."), .call("rename", arguments: #"{"address":"2"}"#), .finish()]
                : [.say("The user wants Dough, so"), .retract, .say("It is called Dough."), .finish()]
        }
        let turn = try await turn(model)
        #expect(turn.result.reply == "I rename it.\n\nIt is called Dough." && turn.shown == turn.result.reply)
    }

    @Test(arguments: [[Step.retract], [.again], [.retract, .say("Hm. No. "), .again]])
    func aSmallModelBeginsAnew(steps: [Step]) async throws {
        let model = ScriptedModel(tier: .small) { _, _ in
            [.say("Let me count. One.")] + steps + [.say("It is about bread. And then"), .finish(.length)]
        }
        let turn = try await turn(model)
        #expect(turn.result.reply == "It is about bread." && turn.shown.trimmed == turn.result.reply, "\(turn.shown)")
    }

    @Test func theTextOfARefusalIsTheReply() async throws {
        let words = "I cannot help with that."
        let model = ScriptedModel { _, _ in [.fail(.refused(server: "The script", message: words))] }
        let turn = try await turn(model)
        #expect(turn.result.reply == words && turn.shown == words && turn.calls.isEmpty)
    }

    @Test func aLoopOfTheSameCallEnds() async throws {
        let model = ScriptedModel { _, _ in
            [.call("rename", arguments: "{}"), .finish()]
        }
        let turn = try await turn(model)
        #expect(turn.calls.count == 1 && model.requests.count == 2)
    }

    @Test func callsEndAfterTheLastRound() async throws {
        let model = ScriptedModel { _, count in
            [.call("rename", arguments: "{\"address\":\"\(count)\"}"), .finish()]
        }
        let turn = try await turn(model)
        #expect(turn.calls.count == ChatChain.rounds && model.requests.count == ChatChain.rounds)
    }

    @Test func unknownToolsAreNamedOnce() async throws {
        let model = ScriptedModel { _, count in
            count < 2
                ? [.call("explode", arguments: "{\"n\":\(count)}"), .finish()]
                : [.say("Sorry."), .finish()]
        }
        #expect(try await turn(model).result.unknown == ["explode"])
    }

    @Test func withoutToolsActionsComeUnderASchema() async throws {
        let refusal = refusal(of: "tools are not supported")
        let actions = #"{"command":"rename","address":"2","place":"","text":"Dough"},{"command":"no"}"#
        let answer = #"{"reply":"Renamed.","actions":[\#(actions)]}"#
        let model = ScriptedModel { request, _ in
            request.tools.isEmpty ? [.say(answer), .finish()] : [.fail(refusal)]
        }
        let turn = try await turn(model)
        #expect(turn.calls.map(\.arguments) == [#"{"address":"2","title":"Dough"}"#])
        #expect(turn.result.reply == "Renamed." && turn.result.couldAct)
    }

    @Test func aPlainAnswerIsTheLastResort() async throws {
        let refusal = refusal(of: "tools are not supported")
        let model = ScriptedModel { request, _ in
            request.tools.isEmpty ? [.say("Just words."), .finish()] : [.fail(refusal)]
        }
        let turn = try await turn(model)
        #expect(turn.result.reply == "Just words." && turn.calls.isEmpty && !turn.result.couldAct)
    }

    @Test func aSmallModelAnswersInWholeSentences() async throws {
        let model = ScriptedModel(tier: .small) { _, _ in
            [.say("Bread needs salt. It needs water. And it ne"), .finish(.length)]
        }
        let turn = try await turn(model)
        #expect(turn.result.reply == "Bread needs salt. It needs water." && !turn.result.couldAct)
        #expect(model.requests.allSatisfy { $0.tools.isEmpty })
    }

    @Test func anEmptyAnswerIsDrawnAgainTwice() async throws {
        let empty = ModelError.emptyReply(server: "The script")
        let model = ScriptedModel { _, count in count < 2 ? [.fail(empty)] : [.say("Yes."), .finish()] }
        #expect(try await turn(model).result.reply == "Yes." && model.requests.count == 3)
        let silent = ScriptedModel { _, _ in [.fail(empty)] }
        await #expect(throws: empty) { _ = try await self.turn(silent) }
        #expect(silent.requests.count == 3)
    }
}
