import Chains
import Manuscript
import Platform

/// What a server says went wrong, in one of the many shapes that servers use.
struct ServerComplaint: Equatable {
    /// The server's own words, as they came.
    var message: String
    /// A short code, such as `invalid_api_key` or `exceed_context_size_error`.
    var code: String?
    /// An HTTP status that the complaint itself gives.
    var status: Int?

    /// A complaint is looked at up to here, in bytes.
    static let longest = 65_536

    /// Finds the complaint inside a stream or behind a status of 200; nil where there is none.
    init?(stream tree: JSONValue) {
        guard let error = tree["error"] ?? tree["x_groq"]?["error"], error != .null else { return nil }
        self.init(error: error)
    }

    /// Reads the body of an answer with a bad status.
    ///
    /// Known: OpenAI `{"error":{"message","type","code"}}`, Ollama `{"error":"…"}`, llama.cpp (numeric codes), FastAPI
    /// `{"detail":…}`, vLLM `{"object":"error","message":…}`. Anything else leaves the message empty.
    init(body: [UInt8]) {
        self.init(message: "")
        let text = String(decoding: body, as: UTF8.self)
        guard let tree = try? JSONValue(parsing: text) else {
            message = Self.isMarkup(text) ? Self.title(of: text) : text
            return
        }
        // Google wraps its errors in an array.
        let top = tree.array?.first ?? tree
        if let error = top["error"], error != .null {
            self.init(error: error)
            if message.isEmpty { message = top["message"]?.string ?? "" }
        } else {
            message =
                top["message"]?.string ?? top["detail"]?.string
                ?? top["detail"]?.array?.compactMap { $0["msg"]?.string }.joined(separator: "; ") ?? ""
            code = top["code"]?.string ?? top["type"]?.string
        }
    }

    /// Whether a text is HTML or XML.
    static func isMarkup(_ text: String) -> Bool {
        text.trimmed.first == "<"
    }

    /// The error that callers see.
    ///
    /// The message is cut to 200 characters on one line, and `secret`, should the server echo it, is taken out.
    func error(server: String, status: Int, retryAfter: Double?, secret: String?) -> ModelError {
        var words = message
        if let secret, !secret.isEmpty { words = words.replacing(secret, with: "[key]") }
        return .rejected(
            server: server, status: status, code: code, message: words.cleanLine(limit: 200), retryAfter: retryAfter)
    }

    private init(message: String) {
        self.message = message
    }

    private init(error: JSONValue) {
        message = error.string ?? error["message"]?.string ?? ""
        code = error["code"]?.string ?? error["type"]?.string
        status = error["code"]?.int ?? error["status"]?.int
        if let status, !(400..<600).contains(status) { self.status = nil }
    }

    /// The title of a page, such as "502 Bad Gateway".
    private static func title(of page: String) -> String {
        guard let start = page.firstRange(of: "<title>"), let end = page.firstRange(of: "</title>"),
            start.upperBound <= end.lowerBound
        else { return "" }
        return String(page[start.upperBound..<end.lowerBound])
    }
}
