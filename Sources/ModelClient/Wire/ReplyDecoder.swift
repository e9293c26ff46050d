import Chains
import Manuscript
import Platform

/// What a request lets one expect of its answer.
struct ReplyExpectation {
    /// The tools that were offered, by their names.
    var tools: Set<String> = []
    /// Tokens of the longest answer.
    var ceiling: Int?
    /// Whether the model is known to reason in front of its answer without announcing it.
    var reasonsUntold = false
}

/// Turns the body of an answer with status 200 into events, in pieces cut anywhere.
///
/// Takes an event stream as well as one plain JSON body, which servers send that know no streaming. Pure.
struct ReplyDecoder {
    /// How the body is to be read; told by its first byte, since content types are not to be relied on.
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
    /// Whether the stream begins with a comment, which no page and no text does.
    private var isCommented = false
    private var received = 0
    /// Bytes of text and reasoning so far.
    private var words = 0
    private var finish: ModelEvent.FinishReason?
    /// Whether the reason came with text, which some gateways give it with every piece.
    private var isFinishLoose = false
    private var hasFinishedFalsely = false
    private var usage: Usage?
    /// What is wrong with the answer; what was returned before it stands.
    private(set) var failure: ModelError?
    /// Whether the server has said that nothing more comes.
    private(set) var isDone = false
    /// Whether the answer is over but for what servers add, such as the usage.
    var isFinished: Bool { isDone || finish != nil }
    /// Whether reasoning stood in front of the answer that nothing had announced.
    var hasReasonedUntold: Bool { reader.wasUntold }

    /// Bytes of the longest answer with all that the stream wraps around it, which is not kept.
    private static let longest = 134_217_728
    /// Bytes of the longest part that has to be held at once.
    ///
    /// That is an event, an answer that is not streamed, or the words themselves. It is far above any post; decoding
    /// takes a few times that.
    static let longestHeld = 16_777_216

    /// Makes a decoder; `server` and `secret` are for the wording of errors.
    init(server: String, secret: String?, expecting expectation: ReplyExpectation = ReplyExpectation()) {
        self.server = server
        self.secret = secret
        self.expectation = expectation
        reader = AnswerReader(withholds: expectation.reasonsUntold)
        textCalls = TextCallReader(tools: expectation.tools)
    }

    /// Takes the next bytes and returns what they say; what is wrong with them is `failure` then.
    mutating func feed(_ bytes: [UInt8]) -> [ModelEvent] {
        var events: [ModelEvent] = []
        note(failureOf: { decoder throws(ModelError) in try decoder.take(bytes, &events) })
        return events
    }

    /// Ends the answer and returns what was held back; the last event is `.finished` unless there is a `failure`:
    /// `.dropped` where neither `[DONE]` nor a reason came, `.emptyReply`, `.onlyReasoned`, `.allReasoned`, `.refused`,
    /// `.notAModel`.
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
        // White space that came alone is a part of the first line.
        let held = buffer
        buffer = []
        try take(stream.feed(held.isEmpty ? bytes : held + bytes), &events)
        try keep(stream.heldBytes, below: Self.longestHeld)
    }

    private func keep(_ bytes: Int, below bound: Int) throws(ModelError) {
        guard bytes <= bound else { throw .dropped(server: server, reason: "its answer does not end") }
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
            throw .notAModel(server: server, status: 200, what: "something that is no event stream")
        }
        guard isFinished else { throw .dropped(server: server, reason: "the stream ended early") }
        let asked = calls.calls
        if !asked.isEmpty, !members.isEmpty { events.append(.members(members)) }
        events += asked.map { .call($0) }
        if !refusal.trimmed.isEmpty { throw .refused(server: server, message: refusal.cleanLine(limit: 500)) }
        guard hasText || !asked.isEmpty else {
            guard hasReasoning else { throw .emptyReply(server: server) }
            throw reason == .length ? .onlyReasoned(server: server) : .allReasoned(server: server)
        }
        events += (usage.map { [.usage($0)] } ?? []) + [.finished(reason)]
    }

    /// Why the answer ended.
    private var reason: ModelEvent.FinishReason {
        // A mark of the model's own is its end, whatever it babbled on about behind it.
        if reader.isOver, finish == .length { return .stop }
        if let finish { return finish }
        // A mere [DONE]: servers that give no reason stop at the ceiling all the same.
        if let ceiling = expectation.ceiling, let usage, usage.completionTokens >= ceiling { return .length }
        return .stop
    }

    private mutating func tellForm(_ bytes: [UInt8]) -> Form {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        switch bytes.first(where: { !blank.contains($0) }) {
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
            if event.data.elementsEqual("[DONE]".utf8) {
                isDone = true
            } else if event.name == "error" {
                throw complaint(of: event.data)
            } else if let chunk = chunks.chunk(event.data) {
                hasChunk = true
                try take(chunk, &events)
            } else if event.data.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
                // Some of the text is in it, and a text with a hole is no text.
                throw .dropped(server: server, reason: "a piece of the answer came damaged")
            }
            // Anything else is no chunk, such as a ping: not worth losing an answer for.
        }
    }

    private mutating func takeWhole(_ events: inout [ModelEvent]) throws(ModelError) {
        guard let chunk = ChatChunk(buffer) else {
            throw ModelError.notAModel(server: server, status: 200, what: "something that is no JSON")
        }
        guard chunk != ChatChunk() else {
            throw ModelError.notAModel(server: server, status: 200, what: "JSON of another kind")
        }
        try take(chunk, &events)
        // A body that is valid JSON to its last brace is whole, whatever it says.
        isDone = true
    }

    private mutating func take(_ chunk: ChatChunk, _ events: inout [ModelEvent]) throws(ModelError) {
        words += chunk.reasoning.utf8.count + chunk.text.utf8.count + chunk.refusal.utf8.count
        try keep(words, below: Self.longestHeld)
        if !chunk.reasoning.isEmpty {
            // A server that tells reasoning apart leaves none in the text.
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
            // Text goes on behind the reason that came with text, so that says nothing here.
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

    /// Takes a call that stood in the text; servers that know of none give it no id.
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

extension [ModelEvent] {
    /// The events with neighbours of one kind made one: fewer events for everybody downstream.
    var merged: [ModelEvent] {
        guard count > 1 else { return self }
        var result: [ModelEvent] = []
        for event in self {
            switch (result.last, event) {
            case (.text(let before), .text(let after)): result[result.count - 1] = .text(before + after)
            case (.reasoning(let before), .reasoning(let after)):
                result[result.count - 1] = .reasoning(before + after)
            default: result.append(event)
            }
        }
        return result
    }
}
