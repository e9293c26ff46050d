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
    private var hasText = false
    private var hasChunk = false
    private var finish: ModelEvent.FinishReason?
    private var usage: Usage?
    /// Whether the server has said that nothing more comes.
    private(set) var isDone = false
    /// Whether the answer is over but for what servers add, such as the usage.
    var isFinished: Bool { isDone || finish != nil }

    /// Makes a decoder; `server` and `secret` are for the wording of errors.
    init(server: String, secret: String?) {
        self.server = server
        self.secret = secret
    }

    /// Takes the next bytes.
    ///
    /// Throws `ModelError.rejected` for an error inside the stream.
    mutating func feed(_ bytes: [UInt8]) throws(ModelError) -> [ModelEvent] {
        if form == .unknown { form = tellForm(bytes) }
        switch form {
        case .events:
            return try take(stream.feed(bytes))
        case .json, .markup, .unknown:
            buffer.append(contentsOf: bytes)
            return []
        }
    }

    /// Ends the answer; the last event is `.finished`.
    ///
    /// Throws `ModelError`: `.dropped` where neither `[DONE]` nor a reason came, `.emptyReply`, `.notAModel`.
    mutating func end() throws(ModelError) -> [ModelEvent] {
        var events: [ModelEvent] = []
        switch form {
        case .events: events = try take(stream.end())
        case .json: events = try takeWhole()
        case .markup:
            throw ModelError.notAModel(server: server, status: 200, what: "a web page")
        case .unknown:
            throw ModelError.emptyReply(server: server)
        }
        events += note(splitter.end())
        if form == .events, !hasChunk, !isDone {
            throw ModelError.notAModel(server: server, status: 200, what: "something that is no event stream")
        }
        guard isFinished else {
            throw ModelError.dropped(server: server, reason: "the stream ended early")
        }
        // An answer that ran into its limit before the first word, in its reasoning, is known by its reason.
        guard hasText || finish == .length else { throw ModelError.emptyReply(server: server) }
        return events + closing
    }

    /// What comes last: the usage, as it stands in the end, and the reason.
    private var closing: [ModelEvent] {
        (usage.map { [.usage($0)] } ?? []) + [.finished(finish ?? .stop)]
    }

    private func tellForm(_ bytes: [UInt8]) -> Form {
        let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        switch bytes.first(where: { !blank.contains($0) }) {
        case nil: return .unknown
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .json
        case UInt8(ascii: "<"): return .markup
        default: return .events
        }
    }

    private mutating func take(_ received: [ServerEvent]) throws(ModelError) -> [ModelEvent] {
        var events: [ModelEvent] = []
        for event in received where !isDone {
            if event.data.elementsEqual("[DONE]".utf8) {
                isDone = true
            } else if event.name == "error" {
                throw complaint(of: event.data)
            } else if let chunk = ChatChunk(event.data) {
                hasChunk = true
                try take(chunk, &events)
            }
            // Anything else is no chunk, such as a ping: not worth losing an answer for.
        }
        return events
    }

    private mutating func takeWhole() throws(ModelError) -> [ModelEvent] {
        guard let chunk = ChatChunk(buffer) else {
            throw ModelError.notAModel(server: server, status: 200, what: "something that is no JSON")
        }
        guard chunk != ChatChunk() else {
            throw ModelError.notAModel(server: server, status: 200, what: "JSON of another kind")
        }
        var events: [ModelEvent] = []
        try take(chunk, &events)
        // A body that is valid JSON to its last brace is whole, whatever it says.
        isDone = true
        return events
    }

    private mutating func take(_ chunk: ChatChunk, _ events: inout [ModelEvent]) throws(ModelError) {
        if let complaint = chunk.complaint {
            throw complaint.error(server: server, status: complaint.status ?? 500, retryAfter: nil, secret: secret)
        }
        if !chunk.reasoning.isEmpty { events.append(.reasoning(chunk.reasoning)) }
        if !chunk.text.isEmpty { events.append(contentsOf: note(splitter.feed(chunk.text))) }
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
