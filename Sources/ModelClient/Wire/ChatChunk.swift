import Manuscript

/// What one chunk of a streamed chat completion says, or a whole one that was not streamed.
///
/// Source: OpenAI's API reference, "The chat completion chunk object", and what Groq, llama.cpp, vLLM, Ollama and
/// OpenRouter add to it.
struct ChatChunk: Equatable {
    /// Text of the answer.
    var text = ""
    /// Text of the reasoning, from the fields `reasoning` and `reasoning_content`.
    var reasoning = ""
    /// Pieces of what the model asks to be done.
    var calls: [ToolCallPiece] = []
    /// Why the answer is over, in the server's word.
    var finish: String?
    /// Tokens so far.
    var usage: Usage?
    /// What went wrong on the server.
    var complaint: ServerComplaint?

    init() {}

    /// Reads a chunk; nil where the data is no JSON object.
    init?(_ data: [UInt8]) {
        let quick = data.withUnsafeBufferPointer { bytes in
            var scanner = JSONScanner(bytes)
            return try? ChatChunk(scanning: &scanner)
        }
        if let quick {
            self = quick
        } else if let tree = try? JSONValue(parsing: String(decoding: data, as: UTF8.self)), tree.object != nil {
            self.init(tree)
        } else {
            return nil
        }
    }
}

// The quick way, taken by nearly every chunk: no tree is built.
extension ChatChunk {
    fileprivate typealias Unusual = JSONScanner.Unusual

    fileprivate init(scanning scanner: inout JSONScanner) throws(Unusual) {
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("choices".utf8) {
                try readChoices(&scanner)
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
        guard scanner.isAtEnd() else { throw Unusual() }
    }

    private mutating func readChoices(_ scanner: inout JSONScanner) throws(Unusual) {
        if try scanner.skipNull() { return }
        try scanner.expect("[")
        var first = true
        var index = 0
        while try scanner.nextElement(&first) {
            if index == 0 { try readChoice(&scanner) } else { try scanner.skip() }
            index += 1
        }
    }

    private mutating func readChoice(_ scanner: inout JSONScanner) throws(Unusual) {
        try scanner.expect("{")
        var first = true
        while let key = try scanner.nextKey(&first) {
            if key.elementsEqual("delta".utf8) || key.elementsEqual("message".utf8) {
                try readDelta(&scanner)
            } else if key.elementsEqual("finish_reason".utf8) {
                finish = try scanner.string() ?? finish
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
            } else if key.elementsEqual("reasoning".utf8) || key.elementsEqual("reasoning_content".utf8) {
                // Some servers send both, with the same words.
                if let words = try scanner.string(), !words.isEmpty { reasoning = words }
            } else if key.elementsEqual("tool_calls".utf8) {
                // Rare beside texts, and of several shapes.
                guard try scanner.skipNull() else { throw Unusual() }
            } else {
                try scanner.skip()
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
    private init(_ tree: JSONValue) {
        let choice = tree["choices"]?.array?.first
        let delta = choice?["delta"] ?? choice?["message"]
        text = delta?["content"].map(Self.text) ?? ""
        reasoning =
            [delta?["reasoning"], delta?["reasoning_content"]].lazy
            .compactMap { $0?.string }.first { !$0.isEmpty } ?? ""
        calls = ToolCallPiece.pieces(delta?["tool_calls"])
        finish = choice?["finish_reason"]?.string
        usage = Usage(tree["usage"]) ?? Usage(tree["x_groq"]?["usage"])
        complaint = ServerComplaint(stream: tree)
    }

    /// A content is a string, or parts of which those with a text count.
    private static func text(_ content: JSONValue) -> String {
        content.string ?? content.array?.compactMap { $0["text"]?.string }.joined() ?? ""
    }
}
