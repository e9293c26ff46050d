/// The variable `OLLAMA_HOST`, which Ollama itself reads (source: Ollama's `envconfig`).
enum OllamaHost {
    /// The base URL of its OpenAI-compatible door; nil where the value makes no address.
    ///
    /// Takes `host`, `host:port`, `:port` and whole addresses. An address to listen on (`0.0.0.0`, `::`) means this
    /// machine. The port is 11434 unless given, but that of the scheme where there is one.
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
        // A colon belongs to a port unless it is inside brackets, or one of many in a bare IPv6 address.
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
