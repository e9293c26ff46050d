import Chains
import Manuscript
import Platform

/// The facts about a request that help to interpret its answer.
struct ReplyExpectation {
    /// The names of the offered tools.
    var tools: Set<String> = []
    /// The maximum length of the answer, in tokens.
    var ceiling: Int?
    /// True if the model is known to write unmarked reasoning before its answer.
    var reasonsUntold = false
}

/// Turns the body of an answer with status 200 into events, from pieces split anywhere.
///
/// Accepts an event stream, or one plain JSON body from servers that do not stream. Has no side effects.
struct ReplyDecoder {
    /// The format of the body, judged by its first byte, since content types are unreliable.
    private enum Form { case unknown, events, json, markup }

    private let server: String
    private let secret: String?
    private let expectation: ReplyExpectation
    private var form = Form.unknown
    private var stream = EventStreamDecoder()
    private var buffer: [UInt8] = []
    private var reader: AnswerReader
    private var chunks = ChunkReader()
    private var textHalves = SurrogateJoiner()
    private var reasoningHalves = SurrogateJoiner()
    private var calls = ToolCallAssembler()
    private var textCalls: TextCallReader
    private var members: [String: JSONValue] = [:]
    private var refusal = ""
    private var hasText = false
    private var hasReasoning = false
    private var hasChunk = false
    /// True if the stream begins with a comment, which never happens in a web page or plain text.
    private var isCommented = false
    private var received = 0
    /// The number of bytes of text and reasoning so far.
    private var words = 0
    private var finish: ModelEvent.FinishReason?
    /// True if the finish reason came together with text; some gateways send one with every piece.
    private var isFinishLoose = false
    private var hasFinishedFalsely = false
    private var usage: Usage?
    /// An error behind the end of the answer; it only counts if there was no answer.
    private var late: ModelError?
    /// The error in the answer; events returned before it remain valid.
    private(set) var failure: ModelError?
    /// True once the server has sent `[DONE]` or the equivalent.
    private(set) var isDone = false
    /// True once the answer is complete, except for additions such as the usage.
    var isFinished: Bool { isDone || finish != nil }
    /// True if the answer began with unmarked reasoning.
    var hasReasonedUntold: Bool { reader.wasUntold }

    /// The maximum length in bytes of a streamed answer, including the stream's framing, which is not stored.
    private static let longest = 134_217_728
    /// The maximum length in bytes of any part that must be held at once.
    ///
    /// That is an event, an answer that is not streamed, or the text itself. It is far longer than any post; decoding
    /// needs a few times as much memory.
    static let longestHeld = 16_777_216

    /// Creates a decoder; `server` and `secret` are used in error messages.
    init(server: String, secret: String?, expecting expectation: ReplyExpectation = ReplyExpectation()) {
        self.server = server
        self.secret = secret
        self.expectation = expectation
        reader = AnswerReader(withholds: expectation.reasonsUntold)
        textCalls = TextCallReader(tools: expectation.tools)
    }

    /// Takes the next bytes and returns their events; an error is stored in `failure`.
    mutating func feed(_ bytes: [UInt8]) -> [ModelEvent] {
        var events: [ModelEvent] = []
        note(failureOf: { decoder throws(ModelError) in try decoder.take(bytes, &events) })
        return events
    }

    /// Ends the answer and returns the events that were held back.
    ///
    /// The last one is `.finished` unless there is a `failure`: `.dropped` if neither `[DONE]` nor a finish reason
    /// arrived, `.emptyReply`, `.onlyReasoned`, `.allReasoned`, `.refused`, `.notAModel`.
    mutating func end() -> [ModelEvent] {
        var events: [ModelEvent] = []
        note(failureOf: { decoder throws(ModelError) in try decoder.end(&events) })
        return events
    }

    private mutating func note(failureOf body: (inout ReplyDecoder) throws(ModelError) -> Void) {
        guard failure == nil else { return }
        do throws(ModelError) { try body(&self) } catch { failure = error }
    }

    private mutating func take(_ bytes: [UInt8], _ events: inout [ModelEvent]) throws(ModelError) {
        received += bytes.count
        try keep(received, below: Self.longest)
        if form == .unknown { form = tellForm(bytes) }
        guard form == .events else {
            try keep(buffer.count + bytes.count, below: Self.longestHeld)
            return buffer.append(contentsOf: bytes)
        }
        // White space that arrived before is part of the first line.
        let held = buffer
        buffer = []
        try take(stream.feed(held.isEmpty ? bytes : held + bytes), &events)
        try keep(stream.heldBytes, below: Self.longestHeld)
    }

    private func keep(_ bytes: Int, below bound: Int) throws(ModelError) {
        guard bytes <= bound else { throw .dropped(server: server, reason: "its answer never ends") }
    }

    private mutating func end(_ events: inout [ModelEvent]) throws(ModelError) {
        switch form {
        case .events: try take(stream.end(), &events)
        case .json: try takeWhole(&events)
        case .markup: throw .notAModel(server: server, status: 200, what: "a web page")
        case .unknown: throw .emptyReply(server: server)
        }
        events += note(reader.feed(textHalves.end()) + reader.end())
        let (rest, found) = textCalls.end()
        if !rest.isEmpty { events.append(text(rest)) }
        for piece in found { take(textCall: piece) }
        if !reasoningHalves.end().isEmpty { events.append(.reasoning("\u{FFFD}")) }
        if form == .events, !hasChunk, !isDone, !isCommented {
            throw .notAModel(server: server, status: 200, what: "something other than an event stream")
        }
        guard isFinished else { throw .dropped(server: server, reason: "the stream ended early") }
        let asked = calls.calls
        if !asked.isEmpty, !members.isEmpty { events.append(.members(members)) }
        events += asked.map { .call($0) }
        if !refusal.trimmed.isEmpty { throw .refused(server: server, message: refusal.cleanLine(limit: 500)) }
        guard hasText || !asked.isEmpty else {
            guard late == nil, hasReasoning else { throw late ?? .emptyReply(server: server) }
            throw reason == .length ? .onlyReasoned(server: server) : .allReasoned(server: server)
        }
        events += (usage.map { [.usage($0)] } ?? []) + [.finished(reason)]
    }

    /// The reason why the answer ended.
    private var reason: ModelEvent.FinishReason {
        // The answer ended at the model's own mark, whatever it wrote after that.
        if reader.isOver, finish == .length { return .stop }
        if let finish { return finish }
        // Only `[DONE]`: servers that give no reason also stop at the token limit.
        if let ceiling = expectation.ceiling, let usage, usage.completionTokens >= ceiling { return .length }
        return .stop
    }

    private mutating func tellForm(_ bytes: [UInt8]) -> Form {
        switch bytes.first(where: { !$0.isBlank }) {
        case nil: return .unknown
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        case UInt8(ascii: "<"): return .markup
        case UInt8(ascii: ":"):
            isCommented = true
            return .events
        default: return .events
        }
    }

    private mutating func take(_ received: [ServerEvent], _ events: inout [ModelEvent]) throws(ModelError) {
        for event in received where !isDone {
            do throws(ModelError) {
                try take(event, &events)
            } catch {
                // Behind a real end, no text can be lost any more: the answer is whole.
                guard finish != nil, !isFinishLoose else { throw error }
                late = error
                isDone = true
            }
        }
    }

    private mutating func take(_ event: ServerEvent, _ events: inout [ModelEvent]) throws(ModelError) {
        if event.data.elementsEqual("[DONE]".utf8) {
            isDone = true
        } else if event.name == "error" {
            throw complaint(of: event.data)
        } else if let chunk = chunks.chunk(event.data) {
            hasChunk = true
            try take(chunk, &events)
        } else if event.data.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            // Part of the text is lost, and a text with a gap is useless.
            throw .dropped(server: server, reason: "part of the answer was damaged")
        }
        // Anything else, such as a ping, is not a chunk and can be ignored.
    }

    private mutating func takeWhole(_ events: inout [ModelEvent]) throws(ModelError) {
        guard let chunk = ChatChunk(buffer), chunk != ChatChunk() else {
            // Without a length, a connection that breaks looks like the end of the body.
            guard (try? JSONValue(parsing: String(decoding: buffer, as: UTF8.self))) != nil else {
                throw .dropped(server: server, reason: "its answer is not complete")
            }
            throw .notAModel(server: server, status: 200, what: "unexpected JSON")
        }
        try take(chunk, &events)
        // A body that is valid JSON is complete.
        isDone = true
    }

    private mutating func take(_ chunk: ChatChunk, _ events: inout [ModelEvent]) throws(ModelError) {
        words += chunk.reasoning.utf8.count + chunk.text.utf8.count + chunk.refusal.utf8.count
        try keep(words, below: Self.longestHeld)
        if !chunk.reasoning.isEmpty {
            // A server that separates reasoning leaves none in the text.
            events += note(reader.trustServer())
            let words = reasoningHalves.join(chunk.reasoning)
            if !words.isEmpty { events.append(.reasoning(words)) }
            hasReasoning = true
        }
        if !chunk.text.isEmpty { events += note(reader.feed(textHalves.join(chunk.text))) }
        refusal += chunk.refusal
        for piece in chunk.calls { calls.take(piece) }
        if !expectation.tools.isEmpty { members.absorb(chunk.extra) }
        if let tokens = chunk.usage { usage = tokens }
        if let complaint = chunk.complaint {
            throw complaint.error(server: server, status: complaint.impliedStatus, retryAfter: nil, secret: secret)
        }
        try take(finish: chunk.finish, hasWords: !chunk.text.isEmpty || !chunk.reasoning.isEmpty)
    }

    private mutating func take(finish word: String?, hasWords: Bool) throws(ModelError) {
        if hasWords, finish != nil, isFinishLoose {
            // Text continues after a reason that came with text, so that reason was meaningless.
            hasFinishedFalsely = true
            finish = nil
        }
        guard let word else { return }
        switch FinishWord(word) {
        case .nothing: break
        case .failure:
            throw .dropped(server: server, reason: "it ended the answer with \"\(word.cleanLine(limit: 40))\"")
        case .end(let reason):
            guard !(hasWords && hasFinishedFalsely) else { return }
            isFinishLoose = hasWords
            finish = reason
        }
    }

    private mutating func note(_ pieces: [AnswerReader.Piece]) -> [ModelEvent] {
        pieces.compactMap { piece in
            switch piece {
            case .reasoning(let words):
                hasReasoning = true
                return .reasoning(words)
            case .retracted:
                (hasText, hasReasoning) = (false, true)
                textCalls = TextCallReader(tools: expectation.tools)
                return .retracted
            case .text(let words):
                let certain = textCalls.feed(words)
                return certain.isEmpty ? nil : text(certain)
            case .call(let name, let arguments):
                take(textCall: ToolCallPiece(name: name, arguments: arguments))
                return nil
            }
        }
    }

    private mutating func text(_ words: String) -> ModelEvent {
        if !hasText { hasText = words.unicodeScalars.contains { !$0.properties.isWhitespace } }
        return .text(words)
    }

    /// Adds a call found in the text; servers give these no id.
    private mutating func take(textCall piece: ToolCallPiece) {
        var piece = piece
        piece.id = "call_text_\(calls.count)"
        calls.take(piece)
    }

    private func complaint(of data: [UInt8]) -> ModelError {
        let complaint = ServerErrorBody(body: data)
        return complaint.error(server: server, status: complaint.impliedStatus, retryAfter: nil, secret: secret)
    }
}
