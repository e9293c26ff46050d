/// Parses the head of an answer line by line, as libcurl delivers it.
///
/// Skips the heads of interim answers (status 1xx, RFC 9110 §15.2), and ignores trailers.
struct HeadParser {
    /// The head, once complete.
    private(set) var head: WebHead?
    /// The head of the proxy's answer to the tunnel request, once complete.
    private(set) var tunnel: WebHead?
    private var awaitsTunnel: Bool
    private var next = WebHead(status: 0, fields: [])

    /// Creates a parser; with `tunnel`, the first head is the proxy's.
    init(tunnel: Bool = false) { awaitsTunnel = tunnel }

    /// Parses one line, including its line end.
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        guard head == nil else { return }
        let line = String(decoding: bytes, as: UTF8.self)
        let text = line.drop { $0.isWhitespace }
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            next = WebHead(status: words.count > 1 ? Int(words[1].prefix(3)) ?? 0 : 0, fields: [])
            if words.count > 2 { next.phrase = String(words[2].trimmed) }
        } else if text.isEmpty {
            guard next.status >= 200 else { return }
            if awaitsTunnel {
                tunnel = next
                // A proxy may first ask for the password, and then gets a second request.
                awaitsTunnel = next.status >= 300
            } else {
                head = next
            }
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...]
            next.fields.append(
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
