package import Chains

/// An error in the transfer itself, whatever the server answers.
package enum TransferError: Error, Equatable {
    /// There is no connection; `again` is true if a retry may help.
    case unreachable(reason: String, again: Bool)
    /// A proxy failed, or refused the request.
    case proxy(ProxyFailure)
    /// The server's certificate is not trusted; `proxy` is set if it is the proxy's certificate.
    case untrusted(CertificateFault, proxy: String?)
    /// A time limit was exceeded.
    case timedOut(TransferPhase, seconds: Int)
    /// The address belongs to a private network, and only public ones were wanted.
    case privateNetwork
    /// The server speaks TLS, and the address says http.
    case speaksTLS
    /// The server closed the connection before it sent a byte.
    case closed
    /// The connection broke.
    case dropped(reason: String)
}

/// The event that a transfer was waiting for.
package enum TransferPhase: Sendable, Equatable { case connecting, firstByte, nextByte }
