/// Reads the lines of an answer's head, as libcurl hands them over one by one.
///
/// Heads of interim answers (status 1xx, RFC 9110 §15.2) are passed over, trailers ignored.
struct HeadParser {
    /// The head, once it is whole.
    private(set) var head: WebHead?
    private var status = 0
    private var fields: [WebHead.Field] = []

    /// Takes one line with its line end.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        guard head == nil else { return }
        let line = String(decoding: bytes, as: UTF8.self)
        let text = line.drop { $0.isWhitespace }
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            status = words.count > 1 ? Int(words[1].prefix(3)) ?? 0 : 0
            fields = []
        } else if text.isEmpty {
            if status >= 200 { head = WebHead(status: status, fields: fields) }
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...]
            fields.append(
                WebHead.Field(name: text[..<colon].lowercased(), value: String(value.trimmed)))
        }
    }
}

extension StringProtocol {
    /// The text without white space at its ends.
    var trimmed: SubSequence {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return self[endIndex...] }
        return self[start...end]
    }
}
