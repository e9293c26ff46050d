import LoopbackServer
import Manuscript
import Platform

/// An author with whom one talks about the post: it asks for what a script says, and answers in words otherwise.
struct TalkingAuthor: Sendable {
    /// A use of a tool.
    struct Call: Sendable {
        let name: String
        let arguments: JSONValue
    }

    /// The tool calls, by the words of the writer.
    var calls: [String: [Call]] = [:]
    /// The replies, by the words of the writer; "It is so." to the rest.
    var replies: [String: String] = [:]

    /// The answer to a request.
    func reply(to request: ReceivedRequest) -> Reply {
        guard let said = request.said else { return Author().reply(to: request) }
        if request.messages("tool").isEmpty, let calls = calls[said] { return Self.asking(calls) }
        let words = (replies[said] ?? "It is so.").map { String($0) }
        return .stream(words, usage: Usage(promptTokens: 900, completionTokens: words.count / 4, calls: 1))
    }

    /// An answer of calls alone.
    static func asking(_ calls: [Call]) -> Reply {
        let list = calls.enumerated().map { index, call -> JSONValue in
            [
                "index": .int(index), "id": .string("call_\(index)"), "type": "function",
                "function": ["name": .string(call.name), "arguments": .string(call.arguments.compact)],
            ]
        }
        return .events(
            .init(Chunk.delta(["tool_calls": .array(list)]) + Chunk.finish("tool_calls") + Chunk.done))
    }
}

extension ReceivedRequest {
    /// The writer's words, if this belongs to the conversation.
    var said: String? {
        guard messages("system").first?.contains("talk with its writer") == true,
            let match = messages("user").last?.matches(of: /(?m)^The writer: (.*)$/).last
        else { return nil }
        return String(match.output.1)
    }
}

extension Posts {
    private static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }

    /// The example in sessions/: seven sections of the first level, all written.
    static func example() throws -> Session {
        var session = try SessionFile.decode(
            Files.read(root + "/sessions/data-engineering.json"), file: "data-engineering.json")
        session.settings["lengthRetry"] = false
        return session
    }

    /// The requests about the example in the suite of utterances.
    static func utterances() throws -> [(say: String, language: String, isPlain: Bool, isQuestion: Bool)] {
        let text = String(decoding: try Files.read(root + "/Tests/Utterances/utterances.jsonl"), as: UTF8.self)
        return try text.split(separator: "\n").map { line in
            let value = try JSONValue(parsing: String(line))
            return (
                value["say"]?.string ?? "", value["language"]?.string ?? "", value["plain"] == true,
                value["want"] == [[]]
            )
        }
    }
}
