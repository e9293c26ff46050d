// Headers of turns and of gpt-oss's channels, and the text after the end of a turn.
extension AnswerReader {
    /// Header words for the model's own turn.
    private static let own: Set<String> = ["", "assistant", "model", "chatbot", "bot", "ai", "final"]
    /// Header words for other turns.
    private static let others: Set<String> = [
        "user", "system", "human", "tool", "function", "ipython", "developer", "environment", "observation",
    ]
    /// The maximum length of a header, in bytes.
    private static let longestHeader = 256

    /// Reads one byte or mark of a header; returns false if more text is needed.
    mutating func readHeader(_ mark: AnswerMark) -> Bool {
        let byte = buffer[at]
        if byte == UInt8(ascii: "<") {
            switch AnswerMark.match(buffer, at: at) {
            case .begun where !isEnd: return false
            case .mark(let next, let length) where [.channel, .message, .begins].contains(next):
                at += length
                endHeader(mark, goesOn: next == .channel)
                return true
            default: break
            }
        }
        // A turn's header is one word; gpt-oss's headers can have several, and marks such as <|constrain|>.
        let isLetter = byte.lowercased >= 0x61 && byte.lowercased <= 0x7A
        if byte == 0x0A || gathered.count >= Self.longestHeader || (mark == .turns && !isLetter) {
            endHeader(mark)
        } else {
            gathered.append(byte)
            at += 1
        }
        return true
    }

    /// Ends a header; with `goesOn`, its channel's header follows.
    mutating func endHeader(_ mark: AnswerMark, goesOn: Bool = false) {
        let words = gathered
        let text = String(decoding: words, as: UTF8.self)
        gathered = []
        if let to = text.firstRange(of: "to=functions.") {
            recipient = String(text[to.upperBound...].prefix { !$0.isWhitespace && $0 != "<" })
        }
        let word = text.prefix { $0.isLetter }.lowercased()
        if mark == .channel { return openChannel(word) }
        if Self.others.contains(word) {
            state = .deaf
        } else if goesOn {
            state = .header(.channel)
        } else if !recipient.isEmpty {
            openChannel(word)
        } else if hasText {
            // A second answer, to a question that the model made up.
            state = .deaf
        } else {
            state = .start
            dropsLead = true
            if !Self.own.contains(word) { for byte in words { take(byte) } }
        }
    }

    private mutating func openChannel(_ word: String) {
        let name = recipient
        recipient = ""
        if !name.isEmpty {
            state = .calling(name)
        } else if word == "final" {
            if !hasFinal, hasText { voidText() }
            hasFinal = true
            answerBegins()
        } else {
            state = .thinking("")
            hasReasoned = true
        }
    }

    /// Skips text after the end of a turn, except for gpt-oss's next message; returns false if more text is needed.
    mutating func readBehindEnd() -> Bool {
        if buffer[at].isBlank {
            at += 1
            return true
        }
        switch buffer[at] == UInt8(ascii: "<") ? AnswerMark.match(buffer, at: at) : .none {
        case .begun where !isEnd: return false
        case .mark(.ends, let length):
            at += length
        case .mark(let mark, let length) where mark == .start || mark == .channel:
            at += length
            state = hasFinal ? .deaf : .header(mark)
        default:
            // Another turn, made up by the model.
            state = .deaf
            at = buffer.count
        }
        return true
    }

    /// Emits a tool call whose arguments are complete.
    mutating func call() {
        guard case .calling(let name) = state else { return }
        flush()
        pieces.append(.call(name: name, arguments: String(decoding: gathered, as: UTF8.self)))
        gathered = []
        state = .over
    }
}
