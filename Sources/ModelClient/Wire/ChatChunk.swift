import Manuscript

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
    var complaint: ServerComplaint?
    /// Members of the message that are of the server's own making, such as signatures, and the reasoning by its name.
    var extra: [String: JSONValue] = [:]

    /// The fields in which servers send reasoning, the first that holds any counts: some send two, with the same words.
    static let reasoningNames = ["reasoning", "reasoning_content", "reasoning_text", "thinking"]

    init() {}

    /// Reads a chunk; nil where the data is no JSON object.
    init?(_ data: [UInt8]) {
        let quick = data.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            return try? ChatChunk(scanning: &scanner)
        }
        if let quick {
            self = quick
        } else if let tree = Self.tree(data), tree.object != nil {
            self.init(tree)
        } else {
            return nil
        }
    }

    /// The data as a tree; an error in a list of one (Google) counts as the error.
    private static func tree(_ data: [UInt8]) -> JSONValue? {
        let whole =
            (try? JSONValue(parsing: String(decoding: data, as: UTF8.self)))
            ?? SurrogateJoiner.escaped(data).flatMap { try? JSONValue(parsing: String(decoding: $0, as: UTF8.self)) }
        if let only = whole?.array?.first, only["error"] != nil { return only }
        return whole
    }
}

// The quick way, taken by nearly every chunk: no tree is built.
extension ChatChunk {
    fileprivate typealias Unusual = JSONScanner.Unusual

    fileprivate init(scanning scanner: inout JSONScanner) throws(Unusual) {
        try scanner.expect("{")
        var first = true
        var hasChoice = false
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("choices".utf8) {
                hasChoice = try readChoices(&scanner)
            } else if key.elementsEqual("usage".utf8) {
                usage = try Usage(scanning: &scanner) ?? usage
            } else if key.elementsEqual("x_groq".utf8) {
                try readGroq(&scanner)
            } else if key.elementsEqual("error".utf8) {
                // Rare, and of many shapes.
                guard try scanner.skipNull() else { throw Unusual() }
            } else {
                try scanner.skip()
            }
        }
        // Without either it may be a complaint.
        guard hasChoice || usage != nil, scanner.isAtEnd() else { throw Unusual() }
    }

    private mutating func readChoices(_ scanner: inout JSONScanner) throws(Unusual) -> Bool {
        if try scanner.skipNull() { return false }
        try scanner.expect("[")
        var first = true
        var index = 0
        while try scanner.nextElement(&first) {
            if index == 0 { try readChoice(&scanner) } else { try scanner.skip() }
            index += 1
        }
        return index > 0
    }

    private mutating func readChoice(_ scanner: inout JSONScanner) throws(Unusual) {
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("delta".utf8) || key.elementsEqual("message".utf8) {
                try readDelta(&scanner)
            } else if key.elementsEqual("finish_reason".utf8) {
                finish = try scanner.string() ?? finish
            } else if key.elementsEqual("usage".utf8) {
                usage = try Usage(scanning: &scanner) ?? usage
            } else if key.elementsEqual("error".utf8) {
                guard try scanner.skipNull() else { throw Unusual() }
            } else {
                try scanner.skip()
            }
        }
    }

    private mutating func readDelta(_ scanner: inout JSONScanner) throws(Unusual) {
        if try scanner.skipNull() { return }
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("content".utf8) {
                text = try scanner.string() ?? text
            } else if key.elementsEqual("role".utf8) {
                try scanner.skip()
            } else if let name = Self.reasoningNames.first(where: { key.elementsEqual($0.utf8) }) {
                if let words = try scanner.string() { note(words, as: name) }
            } else {
                // Calls, refusals and what servers add: rare beside texts, and of many shapes.
                guard try scanner.skipNull() else { throw Unusual() }
            }
        }
    }

    private mutating func readGroq(_ scanner: inout JSONScanner) throws(Unusual) {
        if try scanner.skipNull() { return }
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("usage".utf8) {
                usage = try Usage(scanning: &scanner) ?? usage
            } else if key.elementsEqual("error".utf8) {
                guard try scanner.skipNull() else { throw Unusual() }
            } else {
                try scanner.skip()
            }
        }
    }
}

// The thorough way, for everything else.
extension ChatChunk {
    /// Members of a message that are read or made anew, and so not kept as they came.
    private static let known = Set(["role", "content", "refusal", "tool_calls", "function_call"] + reasoningNames)

    private init(_ tree: JSONValue) {
        let choice = tree["choices"]?.array?.first
        let delta = choice?["delta"]?.object == nil ? choice?["message"] : choice?["delta"]
        read(delta?["content"])
        refusal += delta?["refusal"]?.string ?? ""
        for name in Self.reasoningNames { delta?[name]?.string.map { note($0, as: name) } }
        for (name, value) in delta?.object ?? [:] where !Self.known.contains(name) && value != .null {
            extra[name] = value
        }
        calls = ToolCallPiece.pieces(delta?["tool_calls"]) + ToolCallPiece.legacy(delta?["function_call"])
        finish = choice?["finish_reason"]?.string
        usage = Usage(tree["usage"]) ?? Usage(tree["x_groq"]?["usage"]) ?? Usage(choice?["usage"])
        complaint = ServerComplaint(stream: tree)
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
