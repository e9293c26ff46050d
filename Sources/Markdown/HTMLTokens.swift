/// Splits raw HTML into tags, comments and texts, as a browser does (HTML Living Standard, section 13.2.5).
struct HTMLTokens {
    enum Token: Equatable {
        case text
        /// A tag; `isWhole` is true if it ends with a slash.
        case tag(name: String, isEnd: Bool, isWhole: Bool)
        /// A comment or a declaration.
        case comment
        /// The contents of a script, or of another element that holds no markup.
        case contents
        /// The `<` of a tag or declaration that never ends, and would take what follows with it.
        case unfinished
    }

    /// The place of the first byte of the token.
    private(set) var start = 0
    /// The place behind the token.
    private(set) var end = 0
    /// The end of the contents or the comment that is being read, in small letters; nil in markup.
    var awaited: String?

    private let bytes: [UInt8]
    /// The bytes in small letters.
    private let low: [UInt8]
    private let lastMark: Int
    /// The number of unfinished tags; each is found only at the end of the text, so there is a limit to looking.
    private var failures = 0

    init(_ text: String, awaiting awaited: String? = nil) {
        bytes = Array(text.utf8)
        low = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        lastMark = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1
        self.awaited = awaited
    }

    /// The token as it stands in the text.
    var text: String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// Returns the next token; nil at the end.
    mutating func next() -> Token? {
        start = end
        guard start < bytes.count else { return nil }
        if let awaited { return contents(until: Array(awaited.utf8)) }
        guard bytes[start] == UInt8(ascii: "<") else {
            end = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            return .text
        }
        end = start + 1
        let first = start + 1 < bytes.count ? low[start + 1] : 0
        if Self.isLetter(first) { return tag(isEnd: false) }
        guard "!?/".utf8.contains(first) else { return .text }
        if first == UInt8(ascii: "/"), start + 2 < bytes.count, Self.isLetter(low[start + 2]) {
            return tag(isEnd: true)
        }
        if low[start...].starts(with: "<!--".utf8) {
            // `<!-->` is a whole comment.
            end = start + 2
            awaited = "-->"
            return contents(until: Array("-->".utf8))
        }
        guard let close = bytes[start...].firstIndex(of: UInt8(ascii: ">")) else { return .unfinished }
        end = close + 1
        return .comment
    }

    private mutating func contents(until closer: [UInt8]) -> Token {
        let isComment = closer.first == UInt8(ascii: "-")
        guard let found = low[end...].firstRange(of: closer) else {
            end = bytes.count
            return isComment ? .comment : .contents
        }
        awaited = nil
        end = isComment ? found.upperBound : found.lowerBound
        return isComment ? .comment : .contents
    }

    private mutating func tag(isEnd: Bool) -> Token {
        guard start < lastMark, failures < 50 else { return .unfinished }
        let nameStart = start + (isEnd ? 2 : 1)
        var place = low[nameStart...].firstIndex { Self.isSpace($0) || "/>".utf8.contains($0) } ?? low.count
        let name = String(decoding: low[nameStart..<place], as: UTF8.self)
        var last: UInt8 = 0
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: ">"):
                end = place
                return .tag(name: name, isEnd: isEnd, isWhole: bytes[place - 2] == UInt8(ascii: "/"))
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // A quotation mark within a name or a bare value is a character like others.
                guard last == UInt8(ascii: "=") else { break }
                place = bytes[place...].firstIndex(of: byte).map { $0 + 1 } ?? bytes.count
            default: break
            }
            if !Self.isSpace(byte) { last = byte }
        }
        failures += 1
        return .unfinished
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
