import Chains
import Manuscript
import Platform

/// A server's error message, in one of the many formats that servers use.
struct ServerErrorBody: Equatable {
    /// The server's message, unchanged.
    var message: String
    /// A short code, such as `invalid_api_key` or `exceed_context_size_error`.
    var code: String?
    /// The HTTP status given in the error itself.
    var status: Int?

    /// The maximum number of bytes of an error to examine.
    static let longest = 65_536

    /// Finds an error inside a stream or an answer with status 200; nil if there is none.
    ///
    /// Known formats: `error` as an object, a text or a flag next to a `message`, at the top, in a choice or in
    /// `x_groq`; `{"object":"error","message":…}` (vLLM), `{"type":"error",…}` (Anthropic), `{"detail":…}` (FastAPI),
    /// `{"message":…,"code":…}` and MiniMax's `base_resp`.
    init?(stream tree: JSONValue) {
        let choice = tree["choices"]?.array?.first
        let places = [tree["error"], tree["errors"]?.array?.first, tree["x_groq"]?["error"], choice?["error"]]
        if let error = places.compactMap({ $0 }).first(where: Self.isError) {
            self.init(error: error, top: tree)
            return
        }
        if let code = tree["base_resp"]?["status_code"]?.int, code != 0 {
            self.init(message: tree["base_resp"]?["status_msg"]?.string ?? "error \(code)")
            return
        }
        let isMarked = tree["object"]?.string == "error" || tree["type"]?.string == "error"
        guard isMarked || choice == nil && tree["usage"] == nil, !Self.words(of: tree).isEmpty else { return nil }
        self.init(error: tree, top: tree)
    }

    /// Reads the body of an answer with an error status, or the data of an event named `error`.
    ///
    /// A body of unknown format is used as the message; for a web page, the title is used.
    init(body: [UInt8]) {
        let text = String(decoding: body, as: UTF8.self)
        guard let tree = try? JSONValue(parsing: text) else {
            self.init(message: Self.isMarkup(text) ? Self.title(of: text) : text)
            return
        }
        // Google wraps its errors in an array.
        let top = tree.array?.first ?? tree
        self = ServerErrorBody(stream: top) ?? ServerErrorBody(error: top, top: top)
    }

    /// Returns true if a text is HTML or XML.
    static func isMarkup(_ text: String) -> Bool {
        text.trimmed.first == "<"
    }

    /// Returns the error for callers.
    ///
    /// The message is cut to 200 characters on one line, and `secret` is removed in case the server repeats it.
    func error(server: String, status: Int, retryAfter: Double?, secret: String?) -> ModelError {
        var words = message
        if let secret, !secret.isEmpty { words = words.replacing(secret, with: "[key]") }
        return .rejected(
            server: server, status: status, code: code, message: words.cleanLine(limit: 200), retryAfter: retryAfter)
    }

    /// Joins the faults that FastAPI finds in a request: "Field required (max_tokens)".
    private static func listed(_ faults: [JSONValue]) -> String {
        faults.compactMap { fault in
            guard let said = fault["msg"]?.string ?? fault["message"]?.string ?? fault.string else { return nil }
            let place = fault["loc"]?.array?.compactMap { $0.string ?? $0.int.map(String.init) }.drop { $0 == "body" }
            guard let place, !place.isEmpty else { return said }
            return "\(said) (\(place.joined(separator: ".")))"
        }.joined(separator: "; ")
    }

    /// The HTTP status to assume for an error that came with status 200.
    ///
    /// It is the status in the error, or the one that its code implies, or else 500.
    var impliedStatus: Int {
        if let status { return status }
        let code = (code ?? "").lowercased()
        return Self.meanings.first { code.contains($0.word) }?.status ?? 500
    }

    private static let meanings: [(word: String, status: Int)] = [
        ("rate_limit", 429), ("quota", 429), ("too_many", 429), ("overloaded", 529), ("unavailable", 503),
        ("authentication", 401), ("api_key", 401), ("permission", 403), ("not_found", 404), ("too_large", 413),
        ("context_length", 400), ("context_size", 400), ("invalid_request", 400), ("badrequest", 400),
        ("tool_use_failed", 400),
    ]

    private init(message: String) {
        self.message = message
    }

    /// Reads an error, and takes missing details from the object around it.
    private init(error: JSONValue, top: JSONValue) {
        message = error.string ?? Self.words(of: error)
        if message.isEmpty { message = Self.words(of: top) }
        let codes = [error["code"], error["type"], top["code"], top["type"]].compactMap { $0?.string }
        code = codes.first { $0 != "error" && Int($0) == nil }
        let figures = [error, top].flatMap { [$0["code"], $0["status"], $0["status_code"], $0["statusCode"]] }
        status = figures.lazy.compactMap { $0?.int ?? $0?.string.flatMap { Int($0) } }
            .first { (400..<600).contains($0) }
    }

    /// Returns true if the value of a member `error` reports an error.
    private static func isError(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .int(0), .string(""): false
        case .object(let members): !members.isEmpty
        default: true
        }
    }

    /// Returns the message of an error object; OpenRouter puts a provider's own message into `metadata.raw`.
    private static func words(of object: JSONValue) -> String {
        let detail = object["detail"]
        let said = [
            object["message"]?.string, object["msg"]?.string, detail?.string, detail?["message"]?.string,
            [detail, object["message"]?["detail"], object["errors"], object["message"]].lazy
                .compactMap { $0?.array.map(listed) }.first { !$0.isEmpty },
            object["error_msg"]?.string, object["error_message"]?.string, object["title"]?.string,
        ]
        let words = said.lazy.compactMap { $0 }.first { !$0.trimmed.isEmpty } ?? ""
        let raw = object["metadata"]?["raw"]?.string ?? ""
        return raw.isEmpty || words.contains(raw) ? words : words.isEmpty ? raw : "\(words): \(raw)"
    }

    /// Returns the title of a page, such as "502 Bad Gateway", or its first heading, with entities decoded and tags
    /// removed.
    private static func title(of page: String) -> String {
        let page = page.prefix(longest)
        for pattern in [/<title[^>]*>(.*?)<\/title/, /<h[12][^>]*>(.*?)<\/h[12]/] {
            guard let found = page.firstMatch(of: pattern.ignoresCase().dotMatchesNewlines()) else { continue }
            let title = plainText(found.output.1)
            if !title.isEmpty { return title }
        }
        return ""
    }

    private static func plainText(_ markup: Substring) -> String {
        let bare = markup.replacing(/<[^>]*>/, with: " ").replacing(
            /&#[xX]([0-9a-fA-F]{1,6});|&#([0-9]{1,7});|&([a-zA-Z]{2,8});/
        ) { found in
            let (whole, hex, decimal, name) = found.output
            let code = hex.flatMap { UInt32($0, radix: 16) } ?? decimal.flatMap { UInt32($0) }
            if let scalar = code.flatMap(Unicode.Scalar.init) { return String(scalar) }
            return name.flatMap { entities[String($0).lowercased()] } ?? String(whole)
        }
        return String(bare.trimmed)
    }

    private static let entities = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "middot": "·", "bull": "•",
        "mdash": "—", "ndash": "–", "hellip": "…", "raquo": "»", "laquo": "«", "lsquo": "‘", "rsquo": "’",
        "ldquo": "“", "rdquo": "”", "copy": "©",
    ]
}
