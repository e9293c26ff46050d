/// Separates the answer from other things that a model writes into the same text: reasoning, channels, template marks.
///
/// Known forms of reasoning: `<think>…</think>` and similar marks at the start of an answer or on separate lines,
/// everything up to a `</think>` without an opening mark, and the channels of gpt-oss. A mark that ends a turn ends the
/// answer. Marks inside code, and marks mentioned in a sentence, are text. The result does not depend on how the text
/// is split, and the time is linear in its length.
package struct AnswerReader {
    /// A piece of one kind.
    package enum Piece: Equatable, Sendable {
        case text(String)
        case reasoning(String)
        /// All text so far was reasoning.
        case retracted
        /// A tool call inside the text (gpt-oss).
        case call(name: String, arguments: String)
    }

    enum State: Equatable {
        /// Only white space so far.
        case start
        case text
        /// In reasoning; the name of the mark that closes it, empty for a channel of gpt-oss.
        case thinking(String)
        /// In reasoning that began in the middle of an answer: text unless it is closed.
        case aside(String)
        /// In the header of a turn or a channel.
        case header(AnswerMark)
        /// In the arguments of a call.
        case calling(String)
        /// After the end; only another gpt-oss message counts.
        case over
        /// After the end, in another turn.
        case deaf
    }

    var state = State.start
    var code = CodeContext()
    /// The bytes to be read, starting at `at`.
    var buffer: [UInt8] = []
    var at = 0
    var isEnd = false
    /// White space before the answer; dropped if other text came before it.
    var lead: [UInt8] = []
    var dropsLead = false
    /// The next output, all of one kind.
    private var output: [UInt8] = []
    private var isOutputReasoning = false
    var pieces: [Piece] = []
    /// Text that may turn out to be reasoning, and is held back; nil if text is emitted at once.
    var withheld: [UInt8]? = []
    /// True if text is held back to the end; else only until its beginning is known.
    var isWithholding: Bool
    /// True once text of the answer has been emitted.
    var hasShown = false
    /// Bytes of a header, a call's arguments or an aside.
    var gathered: [UInt8] = []
    /// The tool named in a gpt-oss header.
    var recipient = ""
    /// The number of open HTML `<s>` tags.
    var strikes = 0
    /// The number of marks in the reasoning that would begin it once more, and have no end yet.
    var nested = 0
    /// Names of reasoning marks whose opening mark was mentioned in the text.
    var spokenOf: Set<String> = []
    var wrapper: String?
    /// True once reasoning has been separated from the text.
    var hasReasoned = false
    /// True if that reasoning was unmarked.
    var wasUntold = false
    /// True once the answer's own channel has begun.
    var hasFinal = false
    /// True once a mark has ended the answer.
    package var isOver: Bool { state == .over || state == .deaf }
    /// True if there is text of the answer so far.
    var hasText: Bool { hasShown || withheld?.isEmpty == false || (!output.isEmpty && !isOutputReasoning) }

    /// The maximum number of bytes of text to hold back.
    static let mostWithheld = 65_536

    /// Creates a reader at the start of an answer; with `withholds`, its text waits for an end of reasoning.
    package init(withholds: Bool = false) { isWithholding = withholds }

    /// Takes the next piece of the text.
    package mutating func feed(_ piece: String) -> [Piece] {
        guard state != .deaf else { return [] }
        buffer.append(contentsOf: piece.utf8)
        read()
        return handOut()
    }

    /// Stops holding text back, since the server separates reasoning itself.
    mutating func trustServer() -> [Piece] {
        guard isWithholding || withheld != nil else { return [] }
        isWithholding = false
        release()
        return handOut()
    }

    /// Ends the text and returns the pieces that were held back.
    package mutating func end() -> [Piece] {
        isEnd = true
        read()
        switch state {
        case .aside: cancelAside()
        case .calling: call()
        case .header(let mark): endHeader(mark)
        case .start: if !dropsLead { for byte in lead { say(byte, isReasoning: false) } }
        default: break
        }
        release()
        return handOut()
    }

    private mutating func handOut() -> [Piece] {
        flush()
        defer { pieces = [] }
        return pieces
    }

    private mutating func read() {
        while at < buffer.count {
            if state == .text, withheld == nil { readWords() }
            guard at < buffer.count else { break }
            let isRead =
                switch state {
                case .header(let mark): readHeader(mark)
                case .over: readBehindEnd()
                default: readByte()
                }
            guard isRead else { break }
        }
        buffer.removeFirst(at)
        at = 0
    }

    /// Reads text up to the next byte that may begin a mark, all at once; most bytes of an answer are such text.
    private mutating func readWords() {
        let words = buffer[at...].prefix { !AnswerMark.mayBegin(with: $0) }
        guard let first = words.first else { return }
        code.take(first)
        say(first, isReasoning: false)
        for byte in words.dropFirst() { code.take(byte) }
        output.append(contentsOf: words.dropFirst())
        at = words.endIndex
    }

    /// Reads one byte or mark of a text; returns false if more text is needed.
    private mutating func readByte() -> Bool {
        if AnswerMark.mayBegin(with: buffer[at]) {
            switch AnswerMark.match(buffer, at: at) {
            case .begun where !isEnd: return false
            case .mark(let mark, let length):
                guard let isMeant = isMeant(mark, length) else { return false }
                if !isMeant, case .opens(let name) = mark, !code.isInCode {
                    if state == .thinking(name) { nested += 1 } else { spokenOf.insert(name) }
                }
                if isMeant { act(on: mark, length) } else { pass(length) }
                return true
            default: break
            }
        }
        pass(1)
        return true
    }

    /// Takes the given number of bytes according to the state.
    mutating func pass(_ length: Int) {
        for byte in buffer[at..<(at + length)] { take(byte) }
        at += length
    }

    mutating func take(_ byte: UInt8) {
        switch state {
        case .start where byte.isBlank:
            if !dropsLead { lead.append(byte) }
        case .start:
            state = .text
            code = CodeContext()
            // The reasoning is over, so this is the answer.
            if hasReasoned, nested == 0 { release() }
            for byte in lead { put(byte) }
            lead = []
            put(byte)
        case .text: put(byte)
        case .thinking:
            code.take(byte)
            say(byte, isReasoning: true)
        case .aside, .calling:
            code.take(byte)
            gathered.append(byte)
        case .header, .over, .deaf: break
        }
    }

    /// Emits a byte of the answer, or holds it back.
    mutating func put(_ byte: UInt8) {
        code.take(byte)
        guard withheld != nil else { return say(byte, isReasoning: false) }
        withheld?.append(byte)
        let held = withheld ?? []
        if held.count >= Self.mostWithheld {
            isWithholding = false
            return release()
        }
        if isWithholding {
            guard let length = AnswerMark.endOfReasoning(held) else { return }
            withheld?.removeLast(length)
            voidText()
            answerBegins()
            return
        }
        switch AnswerMark.beginsAsReasoning(held) {
        case true?: isWithholding = true
        case false?: release()
        case nil: break
        }
    }

    mutating func say(_ byte: UInt8, isReasoning: Bool) {
        if isReasoning != isOutputReasoning { flush() }
        isOutputReasoning = isReasoning
        output.append(byte)
    }

    mutating func flush() {
        guard !output.isEmpty else { return }
        let words = String(decoding: output, as: UTF8.self)
        pieces.append(isOutputReasoning ? .reasoning(words) : .text(words))
        if !isOutputReasoning { hasShown = true }
        output = []
    }

    /// Emits the text that was held back.
    mutating func release() {
        guard let held = withheld else { return }
        withheld = nil
        for byte in held { say(byte, isReasoning: false) }
    }
}

extension UInt8 {
    /// True if the byte is ASCII white space.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
