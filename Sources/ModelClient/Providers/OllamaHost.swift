/// The variable `OLLAMA_HOST`, which Ollama itself reads (source: Ollama's `envconfig`).
enum OllamaHost {
    /// Returns the base URL of Ollama's OpenAI-compatible API; nil if the value is not a valid address.
    ///
    /// Accepts `host`, `host:port`, `:port` and full addresses. A listening address (`0.0.0.0`, `::`) means this
    /// machine. The default port is 11434, or the scheme's own if there is a scheme.
    static func baseURL(_ value: String?) -> String? {
        guard let value, !value.isEmpty else { return "http://127.0.0.1:11434/v1" }
        var rest = value[...]
        var scheme = "http"
        var port = "11434"
        if let mark = value.firstRange(of: "://") {
            scheme = value[..<mark.lowerBound].lowercased()
            port = scheme == "https" ? "443" : "80"
            rest = value[mark.upperBound...]
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var path = String(rest[slash...])
        while path.hasSuffix("/") { path.removeLast() }
        rest = rest[..<slash]
        // A colon starts a port unless it is inside brackets, or one of many in a bare IPv6 address.
        let bracket = rest.lastIndex(of: "]")
        let colons = rest.count { $0 == ":" }
        if let colon = rest.lastIndex(of: ":"), bracket.map({ $0 < colon }) ?? (colons == 1) {
            port = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        var host = String(rest)
        if host.contains(":"), !host.hasPrefix("[") { host = "[\(host)]" }
        if ["", "0.0.0.0"].contains(host) { host = "127.0.0.1" }
        if host == "[::]" { host = "[::1]" }
        guard let number = Int(port), (1...65_535).contains(number) else { return nil }
        return "\(scheme)://\(host):\(number)\(path)/v1"
    }
}
