/// A request whose server may speak the other scheme: plain HTTP at an https address, or TLS at an http address.
struct UndecidedTransfer {
    /// The request; it is removed from libcurl meanwhile.
    let transfer: Transfer
    /// The error it ended with; nil if the server was only silent.
    let error: TransferError?
}

/// Detects servers that speak plain HTTP at an https address, and those that speak TLS at an http address.
///
/// Such a server either answers the TLS bytes as a malformed request, or waits for the end of a line that never comes.
/// Either way, Galley then asks it once in plain HTTP. Even a server that handles one connection at a time can answer,
/// since the first connection is closed before.
///
/// Conversely, some TLS servers close a plain connection without an answer. Galley then tries TLS with them once.
enum PlainHTTP {
    /// The time for which a server may be silent after accepting the connection.
    static let patience = Duration.milliseconds(1000)
    /// The error for a request to such a server.
    static let error = TransferError.unreachable(reason: "it speaks http, not https", again: false)

    /// Returns the test request for an address of the form `https://host:port`, which has the other scheme.
    ///
    /// Each of its steps may take `seconds`.
    static func probe(of origin: String, seconds: Double) -> WebRequest {
        let isSecure = origin.hasPrefix("https:")
        let authority = origin.dropFirst(isSecure ? "https://".count : "http://".count)
        let hasPort = authority.last != "]" && (authority.split(separator: "]").last ?? "").contains(":")
        // Without a port, https means 443 and http 80.
        let port = hasPort ? "" : isSecure ? ":443" : ":80"
        return WebRequest(
            url: "\(isSecure ? "http" : "https")://\(authority)\(port)/", direct: true,
            limits: TransferLimits(connect: seconds, firstByte: seconds, idle: seconds))
    }

    /// Returns the scheme, host and port of an address.
    static func origin(of url: String) -> String {
        guard let start = url.firstRange(of: "://") else { return url }
        return String(url[..<start.upperBound] + url[start.upperBound...].prefix { $0 != "/" && $0 != "?" })
    }

    /// Returns what a test request that ended with `error` shows about the scheme; nil if it shows nothing.
    static func conclusion(from probe: Transfer, _ error: TransferError?) -> TransferError? {
        // A certificate comes with TLS only, whether it is trusted or not.
        if case .untrusted = error { return .speaksTLS }
        if probe.hasTLS { return .speaksTLS }
        return isPlain(probe.head) ? PlainHTTP.error : nil
    }

    /// Returns true if the answer to the test request comes from a plain HTTP server.
    ///
    /// HTTPS servers also complain in plain HTTP, with status 400 (Go, Apache) or 497 shown as 400 (nginx).
    static func isPlain(_ head: WebHead?) -> Bool {
        head.map { $0.status != 400 } ?? false
    }
}
