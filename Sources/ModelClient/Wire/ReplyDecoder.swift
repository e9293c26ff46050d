import Chains
import Manuscript
import Platform

/// Turns the body of an answer with status 200 into events, in pieces cut anywhere.
///
/// Takes an event stream as well as one plain JSON body, which servers send that know no streaming. Pure.
struct ReplyDecoder {
    /// How the body is to be read; told by its first byte, since content types are not to be relied on.
    private enum Form { case unknown, events, json, markup }

    private let server: String
    private let secret: String?
    private var form = Form.unknown
    private var stream = EventStreamDecoder()
    private var buffer: [UInt8] = []
    private var splitter = ThinkSplitter()
    private var calls = ToolCallAssembler()
    private var hasText = false
    private var hasChunk = false
    /// Whether the stream begins with a comment, which no page and no text does.
    private var isCommented = false
    private var received = 0
    /// Bytes of text and reasoning so far.
    private var words = 0
    private var finish: ModelEvent.FinishReason?
    private var usage: Usage?
    /// What is wrong with the answer; what was returned before it stands.
    private(set) var failure: ModelError?
    /// Whether the server has said that nothing more comes.
    private(set) var isDone = false
    /// Whether the answer is over but for what servers add, such as the usage.
    var isFinished: Bool { isDone || finish != nil }

    /// Bytes of the longest answer with all that the stream wraps around it, which is not kept.
    private static let longest = 134_217_728
    /// Bytes of the longest part that has to be held at once.
    ///
    /// That is an event, an answer that is not streamed, or the words themselves. It is far above any post; decoding
    /// takes a few times that.
    static let longestHeld = 8_388_608

    /// Makes a decoder; `server` and `secret` are for the wording of errors.
    init(server: String, secret: String?) {
        self.server = server
        self.secret = secret
    }

    /// Takes the next bytes and returns what they say; what is wrong with them is `failure` then.
    mutating func feed(_ bytes: [UInt8]) -> [ModelEvent] {
        var events: [ModelEvent] = []
        note(failureOf: { decoder throws(ModelError) in try decoder.take(bytes, &events) })
        return events
    }

    /// Ends the answer and returns what was held back; the last event is `.finished` unless there is a `failure`:
    /// `.dropped` where neither `[DONE]` nor a reason came, `.emptyReply`, `.onlyReasoned`, `.notAModel`.
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
        events += note(splitter.end())
        if form == .events, !hasChunk, !isDone, !isCommented {
            throw .notAModel(server: server, status: 200, what: "something that is no event stream")
        }
        guard isFinished else { throw .dropped(server: server, reason: "the stream ended early") }
        events += calls.calls.map { .call($0) }
        guard hasText || !calls.isEmpty else {
            throw finish == .length ? .onlyReasoned(server: server) : .emptyReply(server: server)
        }
        events += closing
    }

    /// What comes last: the usage, as it stands in the end, and the reason.
    private var closing: [ModelEvent] {
        (usage.map { [.usage($0)] } ?? []) + [.finished(finish ?? .stop)]
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
            } else if let chunk = ChatChunk(event.data) {
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
        if let complaint = chunk.complaint {
            throw complaint.error(server: server, status: complaint.status ?? 500, retryAfter: nil, secret: secret)
        }
        words += chunk.reasoning.utf8.count + chunk.text.utf8.count
        try keep(words, below: Self.longestHeld)
        if !chunk.reasoning.isEmpty { events.append(.reasoning(chunk.reasoning)) }
        if !chunk.text.isEmpty { events.append(contentsOf: note(splitter.feed(chunk.text))) }
        for piece in chunk.calls { calls.take(piece) }
        if let tokens = chunk.usage { usage = tokens }
        if let reason = chunk.finish { finish = ModelEvent.FinishReason(wire: reason) }
    }

    private mutating func note(_ pieces: [ThinkSplitter.Piece]) -> [ModelEvent] {
        pieces.map { piece in
            switch piece {
            case .reasoning(let words):
                return .reasoning(words)
            case .text(let words):
                if !hasText { hasText = words.unicodeScalars.contains { !$0.properties.isWhitespace } }
                return .text(words)
            }
        }
    }

    private func complaint(of data: [UInt8]) -> ModelError {
        let complaint = ServerComplaint(body: data)
        return complaint.error(server: server, status: complaint.status ?? 500, retryAfter: nil, secret: secret)
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

extension ModelEvent.FinishReason {
    /// Reads the server's word.
    fileprivate init(wire word: String) {
        switch word {
        case "stop", "eos", "end_turn": self = .stop
        case "length", "max_tokens": self = .length
        default: self = .other(word)
        }
    }
}
