/// An https request whose server may speak only plain HTTP.
struct Doubt {
    /// The request; it is removed from libcurl meanwhile.
    let transfer: Transfer
    /// The error it ended with; nil if the server was only silent.
    let error: TransferError?
}

/// Detects servers that speak plain HTTP at an https address.
///
/// Such a server either answers the TLS bytes as a malformed request, or waits for the end of a line that never comes.
/// Either way, Galley then asks it once in plain HTTP. Even a server that handles one connection at a time can answer,
/// since the first connection is closed before.
enum PlainHTTP {
    /// How long a server may be silent after accepting the connection.
    static let patience = Duration.milliseconds(1000)
    /// The error for a request to such a server.
    static let error = TransferError.unreachable(reason: "it speaks http, not https", again: false)

    /// Returns the test request for an address of the form `https://host:port`.
    static func question(to origin: String) -> WebRequest {
        let plain = "http" + origin.dropFirst("https".count)
        // Without a port, https means 443.
        let authority = plain.dropFirst("http://".count)
        let hasPort = authority.last != "]" && (authority.split(separator: "]").last ?? "").contains(":")
        return WebRequest(
            url: hasPort ? "\(plain)/" : "\(plain):443/", direct: true,
            limits: TransferLimits(connect: 0.9, firstByte: 0.9, idle: 0.9))
    }

    /// Returns the scheme, host and port of an address.
    static func origin(of url: String) -> String {
        guard let start = url.firstRange(of: "://") else { return url }
        return String(url[..<start.upperBound] + url[start.upperBound...].prefix { $0 != "/" && $0 != "?" })
    }

    /// Returns true if the answer to the test request comes from a plain HTTP server.
    ///
    /// HTTPS servers also complain in plain HTTP, with status 400 (Go, Apache) or 497 shown as 400 (nginx).
    static func isSpoken(_ head: WebHead?) -> Bool {
        head.map { $0.status != 400 } ?? false
    }
}
