// Decides whether a mark takes effect or is just mentioned in the text.
extension AnswerReader {
    /// The number of bytes after a mark to examine.
    private static let horizon = 256

    /// The first thing after a mark on its line, apart from white space.
    private enum Follower {
        case lineEnd
        case byte(UInt8, isBehindBlank: Bool)
    }

    /// Returns what follows a mark; nil if more of the text is needed.
    private func follower(_ length: Int) -> Follower? {
        let first = at + length
        var place = first
        while place < buffer.count, place < first + Self.horizon {
            let byte = buffer[place]
            if byte == 0x0A || byte == 0x0D { return .lineEnd }
            if byte != 0x20, byte != 0x09 { return .byte(byte, isBehindBlank: place > first) }
            place += 1
        }
        return isEnd || place == first + Self.horizon ? .lineEnd : nil
    }

    /// Returns true if the mark at the current position takes effect, false if it is text; nil if more text is needed.
    func isMeant(_ mark: AnswerMark, _ length: Int) -> Bool? {
        switch state {
        case .start: isMeantAtStart(mark, length)
        case .text: code.isInCode ? false : isMeantInText(mark, length)
        case .thinking(""): [.ends, .start, .channel].contains(mark) && !code.isInSpan
        case .thinking(let name): isMeantInReasoning(mark, name, length)
        case .aside(let name): isMeantInAside(mark, name, length)
        case .calling: [.ends, .start, .channel].contains(mark)
        case .header, .over, .deaf: false
        }
    }

    private func isMeantAtStart(_ mark: AnswerMark, _ length: Int) -> Bool? {
        if lead.suffix(4).elementsEqual("    ".utf8) || lead.last == 0x09 { return false }
        switch mark {
        case .wraps: return hasReasoned
        case .unwraps, .closes(AnswerMark.details): return false
        case .unknown: return isLast(length)
        case .strikes: return at + length < buffer.count || isEnd ? true : nil
        case .opens, .closes: return true
        default: return isNoMention(length)
        }
    }

    private func isMeantInText(_ mark: AnswerMark, _ length: Int) -> Bool? {
        switch mark {
        case .opens: code.isLineStart
        case .unwraps(let name): wrapper == name
        case .unknown: isLast(length)
        case .closes(AnswerMark.details): false
        case .closes where nested > 0: isNoMention(length)
        case .closes where hasReasoned: code.isLineStart ? isAlone(length) : false
        case .closes(let name) where spokenOf.contains(name) && !code.isLineStart: false
        case .closes where isWithholding: isUnquoted(length)
        case .strikes: true
        case .ends where strikes > 0 && length == 4: true
        case .wraps, .begins, .message: false
        default: isNoMention(length)
        }
    }

    private func isMeantInReasoning(_ mark: AnswerMark, _ name: String, _ length: Int) -> Bool? {
        switch mark {
        case .closes(let closed):
            guard closed == name || code.isLineStart && closed != AnswerMark.details, !code.isInSpan,
                !code.isInFencedLine
            else { return false }
            return isUnquoted(length)
        case .ends, .turns, .leaves: return code.isInCode ? false : isNoMention(length)
        case .channel, .start: return !code.isInCode
        default: return false
        }
    }

    private func isMeantInAside(_ mark: AnswerMark, _ name: String, _ length: Int) -> Bool? {
        guard !code.isInCode else { return false }
        switch mark {
        case .closes(name): return isAlone(length)
        case .ends, .turns, .leaves, .start: return isNoMention(length)
        default: return false
        }
    }

    /// Returns true if nothing at all follows a mark; nil if more text is needed.
    private func isLast(_ length: Int) -> Bool? {
        let rest = buffer[(at + length)...].prefix(Self.horizon)
        guard rest.count < Self.horizon, rest.allSatisfy(\.isBlank) else { return false }
        return isEnd ? true : nil
    }

    /// Returns true if nothing else follows a mark on its line.
    private func isAlone(_ length: Int) -> Bool? {
        guard let follower = follower(length) else { return nil }
        if case .lineEnd = follower { return true }
        return false
    }

    /// Returns true unless a mark is inside its own quotation marks, brackets or emphasis.
    private func isUnquoted(_ length: Int) -> Bool? {
        guard !code.isBehindBlank else { return true }
        let last = Unicode.Scalar(UInt8(truncatingIfNeeded: code.solid))
        let pairs: [Unicode.Scalar: Unicode.Scalar] = [
            "\"": "\"", "'": "'", "(": ")", "[": "]", "`": "`", "*": "*", "_": "_", "|": "|", "/": "/",
        ]
        let isCurly = [0xE2_80_9C, 0xE2_80_98].contains(code.solid & 0xFF_FFFF)
        guard isCurly || pairs[last] != nil else { return true }
        guard let follower = follower(length) else { return nil }
        guard case .byte(let next, _) = follower else { return true }
        return isCurly ? next != 0xE2 : Unicode.Scalar(next) != pairs[last]
    }

    /// Returns true unless a mark is used as a word in a sentence, such as "The </think> mark ends it".
    private func isNoMention(_ length: Int) -> Bool? {
        if code.isLineStart { return true }
        guard code.isBehindBlank else { return isUnquoted(length) }
        guard let follower = follower(length) else { return nil }
        guard case .byte(let next, let isBehindBlank) = follower else { return true }
        if code.isBehindSentence { return !(isBehindBlank && (0x61...0x7A).contains(next)) }
        return !isBehindBlank && !".,;:!?)'\"".utf8.contains(next) && next != 0xE2
    }
}
