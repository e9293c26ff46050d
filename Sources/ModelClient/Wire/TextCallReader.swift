/// Finds the tool calls that a model writes into its text, in case its server does not parse them.
///
/// Text passes through until a call may begin; everything after that is held until the end, and then interpreted. If it
/// is not a call, it becomes text. No call begins inside code or as a word in a sentence.
struct TextCallReader {
    private let tools: Set<String>
    private let lineMarks: [[UInt8]]
    private var code = CodeContext()
    private var buffer: [UInt8] = []
    private var isHolding = false

    /// Marks that begin a call anywhere.
    private static let marks = TextCalls.openings.map { Array($0.utf8) }
    /// The first bytes of those marks.
    private static let leads = Set(marks.compactMap(\.first))

    /// Creates a reader for a request that offered these tools.
    init(tools: Set<String>) {
        self.tools = tools
        let names = tools.flatMap { ["\($0)(", "[\($0)(", "functions.\($0)"] }
        lineMarks = (names + TextCalls.lineOpenings).map { Array($0.utf8) }
    }

    /// Takes the next piece of the text and returns the part that is certainly text.
    mutating func feed(_ piece: String) -> String {
        guard !tools.isEmpty else { return piece }
        buffer.append(contentsOf: piece.utf8)
        guard !isHolding else { return "" }
        var at = 0
        while at < buffer.count {
            if let isCall = begins(at) {
                isHolding = isCall
                if isCall { break }
            } else {
                break
            }
            code.take(buffer[at])
            at += 1
        }
        let text = String(decoding: buffer[..<at], as: UTF8.self)
        buffer.removeFirst(at)
        return text
    }

    /// Ends the text; returns the rest of the text, and the calls in it.
    mutating func end() -> (text: String, calls: [ToolCallPiece]) {
        defer { self = TextCallReader(tools: tools) }
        let rest = String(decoding: buffer, as: UTF8.self)
        guard isHolding else { return (rest, []) }
        return TextCalls(rest, tools: tools).found
    }

    /// Returns true if a call may begin at a position; nil if more text is needed.
    private func begins(_ at: Int) -> Bool? {
        let byte = buffer[at]
        let isFirst = code.isLineStart && !byte.isBlank
        guard isFirst || Self.leads.contains(byte), !code.isInCode else { return false }
        var isBegun = false
        for mark in isFirst ? Self.marks + lineMarks : Self.marks where mark[0] == byte {
            var length = 1
            while length < mark.count, at + length < buffer.count, buffer[at + length] == mark[length] { length += 1 }
            if length == mark.count {
                guard !isFirst, code.isBehindBlank, !code.isBehindSentence else { return true }
                // A mark used as a word in a sentence has a space after it.
                guard at + length < buffer.count else { return nil }
                return buffer[at + length] != 0x20
            }
            if at + length == buffer.count { isBegun = true }
        }
        return isBegun ? nil : false
    }
}
