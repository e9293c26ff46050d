import Manuscript
import Platform

/// What one chunk of a streamed chat completion says, or a whole one that was not streamed.
///
/// Source: OpenAI's API reference, "The chat completion chunk object", and what Groq, llama.cpp, vLLM, Ollama,
/// OpenRouter, DeepSeek and Mistral add to it. Texts hold a stand-in for each half of a character that a chunk cut in
/// two (``SurrogateJoiner``).
struct ChatChunk: Equatable {
    /// Text of the answer.
    var text = ""
    /// Text of the reasoning, from whichever field the server uses.
    var reasoning = ""
    /// Why the model will not answer, in its words.
    var refusal = ""
    /// Pieces of what the model asks to be done.
    var calls: [ToolCallPiece] = []
    /// Why the answer is over, in the server's word.
    var finish: String?
    /// Tokens so far.
    var usage: Usage?
    /// What went wrong on the server.
    var complaint: ServerErrorBody?
    /// Members of the message that are of the server's own making, such as signatures, and the reasoning by its name.
    var extra: [String: JSONValue] = [:]

    /// The fields in which servers send reasoning, the first that holds any counts: some send two, with the same words.
    static let reasoningNames = ["reasoning", "reasoning_content", "reasoning_text", "thinking"]

    init(text: String = "") { self.text = text }

    /// Reads a chunk; nil if the data is no JSON object.
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

    /// The data as a tree; an error in a list of one (Google) counts as the error.
    private static func tree(_ data: [UInt8]) -> JSONValue? {
        let whole =
            (try? JSONValue(parsing: String(decoding: data, as: UTF8.self)))
            ?? SurrogateJoiner.escaped(data).flatMap { try? JSONValue(parsing: String(decoding: $0, as: UTF8.self)) }
        if let only = whole?.array?.first, only["error"] != nil { return only }
        return whole
    }

    /// Members of a message that are read or made anew, and so not kept as they came.
    private static let known = Set(["role", "content", "refusal", "tool_calls", "function_call"] + reasoningNames)

    private init(_ wire: WireChunk) {
        let choice = wire.choices?.first
        let delta = choice?.delta ?? choice?.message ?? [:]
        read(delta["content"])
        refusal += delta["refusal"]?.string ?? ""
        for name in Self.reasoningNames { delta[name]?.string.map { note($0, as: name) } }
        for (name, value) in delta where !Self.known.contains(name) && value != .null { extra[name] = value }
        calls = ToolCallPiece.pieces(delta["tool_calls"]) + ToolCallPiece.legacy(delta["function_call"])
        finish = choice?.finish
        usage = Usage(wire.usage) ?? Usage(wire.groq?.usage) ?? Usage(choice?.usage)
    }

    /// Takes reasoning that came in a field of that name.
    private mutating func note(_ words: String, as name: String) {
        extra[name] = .string(words)
        if reasoning.isEmpty { reasoning = words }
    }

    /// Takes a content: a string, or parts of several kinds (Mistral sends reasoning so).
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
