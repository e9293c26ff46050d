// Headers of turns and of gpt-oss's channels, and what comes behind the end of a turn.
extension AnswerReader {
    /// Words of a header that name the model's own turn.
    private static let own: Set<String> = ["", "assistant", "model", "chatbot", "bot", "ai", "final"]
    /// Words of a header that name somebody else's.
    private static let others: Set<String> = [
        "user", "system", "human", "tool", "function", "ipython", "developer", "environment", "observation",
    ]
    /// Bytes of the longest header.
    private static let longestHeader = 256

    /// One step in a header; false where more of it is needed.
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
        // The header of a turn is a word; those of gpt-oss have more of them, and marks such as <|constrain|>.
        let isLetter = byte.lowercased >= 0x61 && byte.lowercased <= 0x7A
        if byte == 0x0A || gathered.count >= Self.longestHeader || (mark == .turns && !isLetter) {
            endHeader(mark)
        } else {
            gathered.append(byte)
            at += 1
        }
        return true
    }

    /// A header is read; with `goesOn` that of its channel follows.
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
            // Another answer to a question that only the model asked.
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

    /// Behind the end of a turn only the next message of gpt-oss counts; false where more is needed.
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
            // Another turn, which the model only imagines.
            state = .deaf
            at = buffer.count
        }
        return true
    }

    /// Hands out the call of a tool whose arguments have come.
    mutating func call() {
        guard case .calling(let name) = state else { return }
        flush()
        pieces.append(.call(name: name, arguments: String(decoding: gathered, as: UTF8.self)))
        gathered = []
        state = .over
    }
}
