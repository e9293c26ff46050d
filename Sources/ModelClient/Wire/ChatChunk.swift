import Manuscript
import Platform

/// A chunk of a streamed chat completion, or a complete one that was not streamed.
///
/// Source: OpenAI's API reference, "The chat completion chunk object", and the extensions of Groq, llama.cpp, vLLM,
/// Ollama, OpenRouter, DeepSeek and Mistral. Texts hold a stand-in for each half of a character that was split between
/// chunks (``SurrogateJoiner``).
struct ChatChunk: Equatable {
    /// The text of the answer.
    var text = ""
    /// The text of the reasoning, from whichever field the server uses.
    var reasoning = ""
    /// The model's explanation for refusing to answer.
    var refusal = ""
    /// Pieces of the model's tool calls.
    var calls: [ToolCallPiece] = []
    /// The finish reason, as the server's word.
    var finish: String?
    /// The tokens used so far.
    var usage: Usage?
    /// The server's error, if any.
    var complaint: ServerErrorBody?
    /// Members of the message that the server added, such as signatures, and the reasoning under its original name.
    var extra: [String: JSONValue] = [:]

    /// The fields in which servers send reasoning; the first one with text counts, since some servers send it twice.
    static let reasoningNames = ["reasoning", "reasoning_content", "reasoning_text", "thinking"]

    init(text: String = "") { self.text = text }

    /// Reads a chunk; nil if the data is not a JSON object.
    init?(_ data: [UInt8]) {
        if let wire = try? Self.decoder.decode(WireChunk.self, from: Data(data)), wire.isUsual {
            self.init(wire)
        } else if let tree = Self.tree(data), tree.object != nil {
            self.init(WireChunk(tree))
            complaint = ServerErrorBody(stream: tree)
        } else {
            return nil
        }
    }

    private static let decoder = JSONDecoder()

    /// Parses the data; an error inside a one-element list (Google) counts as the error.
    private static func tree(_ data: [UInt8]) -> JSONValue? {
        let whole =
            (try? JSONValue(parsing: String(decoding: data, as: UTF8.self)))
            ?? SurrogateJoiner.escaped(data).flatMap { try? JSONValue(parsing: String(decoding: $0, as: UTF8.self)) }
        if let only = whole?.array?.first, only["error"] != nil { return only }
        return whole
    }

    /// Members of a message that are parsed or rebuilt, and so not kept unchanged.
    private static let known = Set(["role", "content", "refusal", "tool_calls", "function_call"] + reasoningNames)

    private init(_ wire: WireChunk) {
        let choice = wire.choice
        let delta = choice?.delta ?? choice?.message ?? [:]
        read(delta["content"])
        refusal += delta["refusal"]?.string ?? ""
        for name in Self.reasoningNames { delta[name]?.string.map { note($0, as: name) } }
        for (name, value) in delta where !Self.known.contains(name) && value != .null { extra[name] = value }
        calls = ToolCallPiece.pieces(delta["tool_calls"]) + ToolCallPiece.legacy(delta["function_call"])
        finish = choice?.finish
        usage = Usage(wire.usage) ?? Usage(wire.groq?.usage) ?? Usage(choice?.usage)
    }

    /// Stores reasoning from the field with that name.
    private mutating func note(_ words: String, as name: String) {
        extra[name] = .string(words)
        if reasoning.isEmpty { reasoning = words }
    }

    /// Reads a message's content: a string, or parts of several types (Mistral sends reasoning this way).
    private mutating func read(_ content: JSONValue?) {
        text += content?.string ?? ""
        for part in content?.array ?? [] {
            switch part["type"]?.string {
            case "thinking", "reasoning":
                let words = part["thinking"] ?? part["reasoning"] ?? part["text"]
                reasoning += words?.string ?? words?.array?.compactMap { $0["text"]?.string }.joined() ?? ""
            case "refusal": refusal += part["refusal"]?.string ?? ""
            default: text += part["text"]?.string ?? ""
            }
        }
    }
}
