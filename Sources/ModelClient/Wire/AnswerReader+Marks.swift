// The effects of marks on an answer.
extension AnswerReader {
    /// Starts the answer proper.
    mutating func answerBegins() {
        begin(.start)
        dropsLead = true
        hasReasoned = true
    }

    /// Applies a mark and skips its bytes.
    mutating func act(on mark: AnswerMark, _ length: Int) {
        let mention = buffer[at..<(at + length)]
        at += length
        switch mark {
        case .opens(let name):
            guard state == .text else { return begin(.thinking(name)) }
            gathered = Array(mention)
            state = .aside(name)
        case .closes: close()
        case .wraps(let name):
            wrapper = name
            skip()
        case .unwraps: wrapper = nil
        case .strikes:
            if state == .start, isBehindByteOrder { return skip() }
            strikes += 1
            for byte in mention { take(byte) }
        case .ends, .unknown: end(mention)
        case .begins, .speaks, .message:
            if state == .start { skip() } else { state = .over }
        case .leaves: state = .deaf
        case .turns, .start, .channel:
            if case .calling = state { call() }
            if case .aside = state { cancelAside() }
            if state == .text, mark != .channel {
                at -= length
                gathered = []
                state = .over
            } else {
                begin(.header(mark))
            }
        }
    }

    /// True if a first `<s>` begins a text rather than struck-out text, judging by what follows it.
    private var isBehindByteOrder: Bool {
        guard at < buffer.count else { return true }
        return buffer[at].isBlank || buffer[at] == UInt8(ascii: "[")
    }

    /// Ignores a mark before the answer.
    private mutating func skip() {
        lead = []
        dropsLead = true
    }

    private mutating func close() {
        switch state {
        case .aside:
            for byte in gathered { say(byte, isReasoning: true) }
        case .text where nested > 0:
            nested -= 1
            voidText()
        case .text where !hasReasoned: voidText()
        default: break
        }
        answerBegins()
        // The rest may be reasoning still, up to the end of the outer mark.
        if nested > 0 { (withheld, isWithholding) = ([], true) }
    }

    private mutating func end(_ mention: ArraySlice<UInt8>) {
        if case .calling = state { return call() }
        if case .aside = state { cancelAside() }
        switch state {
        case .start: skip()
        case .text where strikes > 0 && mention.count == 4:
            strikes -= 1
            for byte in mention { take(byte) }
        case .thinking(""): answerBegins()
        default:
            gathered = []
            state = .over
        }
    }

    private mutating func begin(_ next: State) {
        lead = []
        gathered = []
        code = CodeContext()
        state = next
        if case .thinking = next { hasReasoned = true }
    }

    /// Turns all text so far into reasoning.
    mutating func voidText() {
        wasUntold = true
        if let held = withheld {
            withheld = nil
            for byte in held { say(byte, isReasoning: true) }
        } else {
            flush()
            if hasShown { pieces.append(.retracted) }
        }
        isWithholding = false
        hasShown = false
    }

    /// Turns an aside that was never closed into text.
    mutating func cancelAside() {
        let words = gathered
        gathered = []
        state = .text
        for byte in words {
            if withheld != nil { withheld?.append(byte) } else { say(byte, isReasoning: false) }
        }
    }
}
