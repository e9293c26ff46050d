/// Parts the answer from what a model writes beside it into the same text: reasoning, channels, marks of templates.
///
/// Known forms of reasoning: `<think>…</think>` and its kin at the start of an answer or on lines of their own, everything
/// up to a `</think>` that nothing opened, and the channels of gpt-oss. A mark that ends a turn ends the answer. Marks
/// within code, and marks that a sentence mentions, are text. Any cutting of the text gives the same pieces, and the time
/// is linear in its length.
package struct AnswerReader {
    /// A piece of one kind.
    package enum Piece: Equatable, Sendable {
        case text(String)
        case reasoning(String)
        /// All text so far was reasoning.
        case retracted
        /// A call of a tool that stands in the text (gpt-oss).
        case call(name: String, arguments: String)
    }

    enum State: Equatable {
        /// Only white space so far.
        case start
        case text
        /// Behind a mark that opened reasoning; the name of the mark that closes it, empty for a channel of gpt-oss.
        case thinking(String)
        /// Behind such a mark in the midst of an answer: text unless it is closed.
        case aside(String)
        /// In the header of a turn or a channel.
        case header(AnswerMark)
        /// In the arguments of a call.
        case calling(String)
        /// Behind the end; only another message of gpt-oss counts there.
        case over
        /// Behind the end, with another turn begun.
        case deaf
    }

    var state = State.start
    var code = CodeContext()
    /// What is still to be read, from `at` on.
    var buffer: [UInt8] = []
    var at = 0
    var isEnd = false
    /// White space in front of the answer; dropped where something stood before it.
    var lead: [UInt8] = []
    var dropsLead = false
    /// What goes out next, of one kind.
    private var output: [UInt8] = []
    private var isOutputReasoning = false
    var pieces: [Piece] = []
    /// Text that may turn out to be reasoning, and is held back; nil where it goes out at once.
    var withheld: [UInt8]? = []
    /// Whether it is held back to the end; else only until it is known how it begins.
    var isWithholding: Bool
    /// Whether text of the answer has gone out.
    var hasShown = false
    /// Bytes of a header, of a call's arguments, or of an aside.
    var gathered: [UInt8] = []
    /// The tool that a header of gpt-oss names.
    var recipient = ""
    /// How many of HTML's `<s>` are open.
    var strikes = 0
    /// Reasoning whose opening mark stood in the text as a word.
    var spokenOf: Set<String> = []
    var wrapper: String?
    /// Whether reasoning has been parted from the text.
    package internal(set) var hasReasoned = false
    /// Whether it was reasoning that nothing had announced.
    package internal(set) var wasUntold = false
    /// Whether the answer's own channel has been seen.
    var hasFinal = false
    /// Whether a mark has ended the answer.
    package var isOver: Bool { state == .over || state == .deaf }
    /// Whether there is text of the answer by now.
    var hasText: Bool { hasShown || withheld?.isEmpty == false || (!output.isEmpty && !isOutputReasoning) }

    /// More text than this is not held back, in bytes.
    static let mostWithheld = 65_536

    /// Makes a reader at the start of an answer; with `withholds` its text waits for an end of reasoning.
    package init(withholds: Bool = false) { isWithholding = withholds }

    /// Takes the next piece of the text.
    package mutating func feed(_ piece: String) -> [Piece] {
        guard state != .deaf else { return [] }
        buffer.append(contentsOf: piece.utf8)
        read()
        return handOut()
    }

    /// The server tells reasoning apart itself: nothing has to be held back for its sake.
    package mutating func trustServer() -> [Piece] {
        guard isWithholding || withheld != nil else { return [] }
        isWithholding = false
        release()
        return handOut()
    }

    /// Ends the text and returns what was held back.
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

    /// One step in a text; false where more of it is needed.
    private mutating func readByte() -> Bool {
        if AnswerMark.mayBegin(with: buffer[at]) {
            switch AnswerMark.match(buffer, at: at) {
            case .begun where !isEnd: return false
            case .mark(let mark, let length):
                guard let isMeant = isMeant(mark, length) else { return false }
                if !isMeant, case .opens(let name) = mark, !code.isInCode { spokenOf.insert(name) }
                if isMeant { act(on: mark, length) } else { pass(length) }
                return true
            default: break
            }
        }
        pass(1)
        return true
    }

    /// Takes so many bytes as what the state says.
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
            // It has reasoned: what comes now is the answer.
            if hasReasoned { release() }
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

    /// Puts out a byte of the answer.
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
            // gpt-oss with its marks taken out.
            guard byte == UInt8(ascii: "l"), held.suffix(14).elementsEqual("assistantfinal".utf8),
                held.starts(with: "analysis".utf8)
            else { return }
            withheld?.removeLast(14)
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

    /// Hands out what was held back, as text.
    mutating func release() {
        guard let held = withheld else { return }
        withheld = nil
        for byte in held { say(byte, isReasoning: false) }
    }
}

extension UInt8 {
    /// Whether the byte is white space of ASCII.
    var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
