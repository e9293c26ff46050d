import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@testable import Commands

/// Tool calls in the shapes of real servers, and in bad ones, over a real connection: each ends right.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ToolShapeTests {
    private static let engine = TransferEngine()

    /// Calls that come right in every good shape: a text, a title, a section that goes.
    private static let calls = [
        ToolCall(id: "call_a", name: "rewrite", arguments: #"{"address":"2.1","instruction":"für Käufer 🚢"}"#),
        ToolCall(id: "call_b", name: "rename", arguments: #"{"section":"6","title":"First steps"}"#),
        ToolCall(id: "call_c", name: "remove", arguments: #"{"address":"4.2"}"#),
    ]

    /// A way of sending calls.
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let body: @Sendable ([ToolCall]) -> [Reply.Piece]
    }

    static let shapes = [
        Shape(testDescription: "OpenAI: in pieces by index, in parallel") { calls in
            let heads = calls.enumerated().map { index, call in Raw.callHead(call, index: index) }
            let rests = calls.enumerated().reversed().flatMap { index, call in
                call.arguments.halves.map { Raw.callRest($0, index: index) }
            }
            return Raw.events(
                Chunk.delta(["role": "assistant", "content": .null]) + heads.joined() + rests.joined()
                    + Chunk.finish("tool_calls") + Chunk.done)
        },
        Shape(testDescription: "Groq's gpt-oss: reasoning, then whole calls in one chunk") { calls in
            Raw.events(Chunk.delta(["reasoning": "They want it shorter."]) + Raw.calls(calls))
        },
        Shape(testDescription: "Ollama: a chunk a call, every index 0, finish stop") { calls in
            let chunks = calls.map { Chunk.delta(["role": "assistant", "content": "", "tool_calls": [$0.value(0)]]) }
            return Raw.events(chunks.joined() + Chunk.finish("stop") + Chunk.done)
        },
        Shape(testDescription: "llama.cpp: text, then one call after the other in pieces") { calls in
            let chunks = calls.enumerated().map { index, call in
                Raw.callHead(call, index: index)
                    + call.arguments.halves.map { Raw.callRest($0, index: index) }.joined()
            }
            return Raw.events(
                Chunk.text("I will do that.") + chunks.joined() + Chunk.finish("tool_calls") + Chunk.done)
        },
        Shape(testDescription: "a character at a time, a byte a packet") { calls in
            let chunks = calls.enumerated().map { index, call in
                Raw.callHead(call, index: index)
                    + call.arguments.map { Raw.callRest(String($0), index: index) }.joined()
            }
            let bytes = Array((chunks.joined() + Chunk.finish("tool_calls") + Chunk.done).utf8)
            return [.init(Raw.head())] + bytes.map { Reply.Piece([$0]) }
        },
        Shape(testDescription: "one JSON body, arguments as objects, no ids") { calls in
            let list = calls.map { call -> JSONValue in
                let arguments = (try? JSONValue(parsing: call.arguments)) ?? [:]
                return ["type": "function", "function": ["name": .string(call.name), "arguments": arguments]]
            }
            let message: JSONValue = ["role": "assistant", "content": .null, "tool_calls": .array(list)]
            let body: JSONValue = ["choices": [["message": message, "finish_reason": "tool_calls"]]]
            return [.init(Raw.head(200, ["Content-Type: application/json"]) + body.compact)]
        },
    ]

    @Test(arguments: shapes) func callsAreDone(shape: Shape) async throws {
        let place = try await Place { request, _ in
            request.results.isEmpty ? shape.body(Self.calls) : Raw.events(Raw.whole("Done so."))
        }
        let before = place.bench.workspace.session
        let file = place.bench.file
        let ending = await place.bench.run("now do what we agreed on yesterday")
        let after = place.bench.workspace.session
        guard case .done = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(place.server.talks.count == 2)
        #expect(place.server.talks.last?.results.count == 3)
        #expect(after.outline.entries.map(\.section.title).filter { $0 == "First steps" }.count == 1)
        #expect(after.outline.entries.count == before.outline.entries.count - 1)
        let text = try #require(after.section("2.1"))
        #expect(text.versions.count == 2 && text.text?.instruction == "für Käufer 🚢")
        let shown = try #require(place.interface.notes.first { $0.hasPrefix("Plan: ") })
        #expect(shown.contains("2.1") && shown.contains("First steps") && shown.contains("News from yesterday"))
        #expect(after.history.count == before.history.count + 1)
        _ = await place.bench.run(":undo")
        #expect(place.bench.workspace.session.outline == before.outline)
        #expect(place.bench.workspace.session.settings == before.settings && place.bench.file != file)
        await place.server.raw.stop()
    }

    // MARK: - Bad ones

    /// Answers that ask for nothing that can be done.
    static let nonsense: [(String, [ToolCall])] = [
        ("bad JSON", [ToolCall(id: "a", name: "remove", arguments: #"{"address":"#)]),
        ("no object", [ToolCall(id: "a", name: "remove", arguments: "[4.2]")]),
        ("an unknown tool", [ToolCall(id: "a", name: "shell", arguments: #"{"command":"rm -rf /"}"#)]),
        ("a command that is no tool", [ToolCall(id: "a", name: "delete", arguments: #"{"name":"post"}"#)]),
        ("no such section", [ToolCall(id: "a", name: "remove", arguments: #"{"address":"99.9"}"#)]),
        ("a second line", [ToolCall(id: "a", name: "remove", arguments: "{\"address\":\"99\\n:delete post\"}")]),
        ("an option", [ToolCall(id: "a", name: "rewrite", arguments: #"{"address":"--all","instruction":"x"}"#)]),
    ]

    @Test(arguments: nonsense) func aFaultyToolCallChangesNothing(name: String, calls: [ToolCall]) async throws {
        let place = try await Place { request, _ in
            request.results.isEmpty ? Raw.events(Raw.calls(calls)) : Raw.events(Raw.whole("I could not."))
        }
        let before = place.bench.workspace.session
        let ending = await place.bench.run("now do what we agreed on yesterday")
        guard case .done(let report) = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(report.data["changed"] == false)
        let told = try #require(place.server.talks.last?.results.first)
        #expect(!told.isEmpty && told.count < 300, "the model is told why: \(told)")
        #expect(place.bench.workspace.session.outline == before.outline)
        #expect(place.bench.workspace.session.history.last?.reply == "I could not.")
        await place.server.raw.stop()
    }

    /// Galley runs the valid calls, and no more than the request can mean.
    @Test func fiftyCallsAreTooMany() async throws {
        let calls = (0..<50).map {
            ToolCall(id: "c\($0)", name: "note", arguments: "{\"section\":\"6\",\"text\":\"Note \($0)\"}")
        }
        let place = try await Place { request, _ in
            request.results.isEmpty ? Raw.events(Raw.calls(calls)) : Raw.events(Raw.whole("Noted."))
        }
        let before = place.bench.workspace.session
        _ = await place.bench.run("now do what we agreed on yesterday")
        let after = place.bench.workspace.session
        let results = try #require(place.server.talks.last?.results)
        #expect(results.count == 50)
        #expect(results.filter { $0.contains("At most \(Planning.most) actions") }.count == 50 - Planning.most)
        #expect(after.history.count == before.history.count + 1)
        _ = await place.bench.run(":undo")
        #expect(place.bench.workspace.session.outline == before.outline)
        await place.server.raw.stop()
    }

    /// A model that asks for the same again and again, and one that always wants something new.
    @Test(arguments: [true, false]) func loopsEnd(isSame: Bool) async throws {
        let place = try await Place { _, number in
            let title = isSame ? "Again" : "Again \(number)"
            return Raw.events(
                Raw.calls([
                    ToolCall(id: "c\(number)", name: "rename", arguments: "{\"section\":\"6\",\"title\":\"\(title)\"}")
                ]))
        }
        let before = place.bench.workspace.session
        let ending = await place.bench.run("now do what we agreed on yesterday")
        guard case .done = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(place.server.talks.count == (isSame ? 2 : ChatChain.rounds))
        #expect(place.bench.workspace.session.history.count == before.history.count + 1)
        _ = await place.bench.run(":undo")
        #expect(place.bench.workspace.session.outline == before.outline)
        await place.server.raw.stop()
    }

    // MARK: - Servers without tools

    @Test(arguments: [400, 422, 501]) func withoutToolsTheSchemaServes(status: Int) async throws {
        let place = try await Place { request, _ in
            if request.hasTools { return Raw.refusal(status, "tools are not supported by this model") }
            let action: JSONValue = ["command": "remove", "address": "4.2", "place": "", "text": ""]
            let answer: JSONValue = ["reply": "It goes.", "actions": [action]]
            return Raw.events(Raw.whole(answer.compact))
        }
        let before = place.bench.workspace.session
        _ = await place.bench.run("now do what we agreed on yesterday")
        let after = place.bench.workspace.session
        #expect(after.outline.entries.count == before.outline.entries.count - 1)
        #expect(after.history.last?.reply == "It goes.")
        // The second request is not tried with tools again.
        _ = await place.bench.run(":undo")
        _ = await place.bench.run("now do what we agreed on the day before")
        #expect(place.server.talks.filter(\.hasTools).count == 1)
        await place.server.raw.stop()
    }

    @Test func withoutASchemaItIsAPlainAnswer() async throws {
        let place = try await Place { request, _ in
            if request.hasTools || request.json?["response_format"] != nil { return Raw.refusal(400, "no tools here") }
            return Raw.events(Raw.whole("I would take out 4.2."))
        }
        let before = place.bench.workspace.session
        let ending = await place.bench.run("now do what we agreed on yesterday")
        guard case .done(let report) = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(report.data["changed"] == false && report.data["reply"] == "I would take out 4.2.")
        #expect(place.bench.workspace.session.outline == before.outline)
        await place.server.raw.stop()
    }

    /// The post of the utterances, in a workspace whose model is a server.
    private struct Place {
        let interface = NotingStage()
        let bench: Bench
        let server: TalkingServer

        init(_ answers: @escaping @Sendable (ReceivedRequest, Int) -> [Reply.Piece]) async throws {
            bench = try Bench(try Utterance.post(), interface: interface)
            server = try await TalkingServer.start(answers)
            bench.supply.use(try .short(server.raw.baseURL, engine: ToolShapeTests.engine))
        }
    }
}

extension String {
    /// Its two halves.
    fileprivate var halves: [String] { [String(prefix(count / 2)), String(dropFirst(count / 2))] }
}
