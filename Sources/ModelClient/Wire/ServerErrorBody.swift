import Chains
import Manuscript
import Platform

/// What a server says went wrong, in one of the many shapes that servers use.
struct ServerErrorBody: Equatable {
    /// The server's own words, as they came.
    var message: String
    /// A short code, such as `invalid_api_key` or `exceed_context_size_error`.
    var code: String?
    /// An HTTP status that the complaint itself gives.
    var status: Int?

    /// A complaint is looked at up to here, in bytes.
    static let longest = 65_536

    /// Finds the complaint inside a stream or behind a status of 200; nil where there is none.
    ///
    /// Known: `error` as an object, a text or a mark beside a `message`, at the top, in a choice or in `x_groq`;
    /// `{"object":"error","message":…}` (vLLM), `{"type":"error",…}` (Anthropic), `{"detail":…}` (FastAPI),
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

    /// Reads the body of an answer with a bad status, or the data of an event named `error`.
    ///
    /// What has no known shape is the message itself; of a page it is the title.
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

    /// What FastAPI finds wrong with a request: "Field required (max_tokens)", one behind the other.
    private static func listed(_ faults: [JSONValue]) -> String {
        faults.compactMap { fault in
            guard let said = fault["msg"]?.string ?? fault["message"]?.string ?? fault.string else { return nil }
            let place = fault["loc"]?.array?.compactMap { $0.string ?? $0.int.map(String.init) }.drop { $0 == "body" }
            guard let place, !place.isEmpty else { return said }
            return "\(said) (\(place.joined(separator: ".")))"
        }.joined(separator: "; ")
    }

    /// The HTTP status that the complaint stands for where it came behind a status of 200: the one it gives, or what its
    /// code means; 500 where neither tells.
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

    /// Reads an error, and from the object around it what the error itself does not say.
    private init(error: JSONValue, top: JSONValue) {
        message = error.string ?? Self.words(of: error)
        if message.isEmpty { message = Self.words(of: top) }
        let codes = [error["code"], error["type"], top["code"], top["type"]].compactMap { $0?.string }
        code = codes.first { $0 != "error" && Int($0) == nil }
        let figures = [error, top].flatMap { [$0["code"], $0["status"], $0["status_code"], $0["statusCode"]] }
        status = figures.lazy.compactMap { $0?.int ?? $0?.string.flatMap { Int($0) } }
            .first { (400..<600).contains($0) }
    }

    /// Whether the value of a member `error` says that something went wrong.
    private static func isError(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool(false), .int(0), .string(""): false
        case .object(let members): !members.isEmpty
        default: true
        }
    }

    /// The words of an object that is a complaint; OpenRouter puts a provider's own into `metadata.raw`.
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

    /// The title of a page, such as "502 Bad Gateway", or its first heading: entities decoded, tags gone.
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
