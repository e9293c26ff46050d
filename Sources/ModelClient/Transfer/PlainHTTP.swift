/// A request over https that may have reached a server of plain http.
struct Doubt {
    /// The request; libcurl does not have it meanwhile.
    let transfer: Transfer
    /// What it ended with; nil where the server only kept silent.
    let error: TransferError?
}

/// How servers are found that speak plain http where https was asked for.
///
/// Such a server either answers what it takes for a malformed request, which is no TLS, or waits for the end of a line
/// that never comes. Either way it is asked once in plain http; a server that handles one connection at a time answers,
/// too, since the first one is closed before.
enum PlainHTTP {
    /// How long a server may keep silent after it took the connection.
    static let patience = Duration.milliseconds(1000)
    /// What a request to such a server ends with.
    static let error = TransferError.unreachable(reason: "it speaks http, not https", again: false)

    /// The question for an address of the form `https://host:port`.
    static func question(to origin: String) -> WebRequest {
        let plain = "http" + origin.dropFirst("https".count)
        // Without a port https means 443.
        let authority = plain.dropFirst("http://".count)
        let hasPort = authority.last != "]" && (authority.split(separator: "]").last ?? "").contains(":")
        return WebRequest(
            url: hasPort ? "\(plain)/" : "\(plain):443/", direct: true,
            limits: TransferLimits(connect: 0.9, firstByte: 0.9, idle: 0.9))
    }

    /// Scheme, host and port of an address.
    static func origin(of url: String) -> String {
        guard let start = url.firstRange(of: "://") else { return url }
        return String(url[..<start.upperBound] + url[start.upperBound...].prefix { $0 != "/" && $0 != "?" })
    }

    /// True if the answer to the question is that of a server of plain http.
    ///
    /// Servers of https complain in plain http, too, with status 400 (Go, Apache) or 497 shown as 400 (nginx).
    static func isSpoken(_ head: WebHead?) -> Bool {
        head.map { $0.status != 400 } ?? false
    }
}
