package import Chains

/// What can go wrong with a transfer, before anybody looks at what it says.
package enum TransferError: Error, Equatable {
    /// No connection; `again` says whether a further try may help.
    case unreachable(reason: String, again: Bool)
    /// A proxy on the way failed or refused.
    case proxy(ProxyFailure)
    /// The server's certificate is not accepted; `proxy` is set where it is the proxy's own.
    case untrusted(CertificateFault, proxy: String?)
    /// Nothing came in time.
    case timedOut(TransferPhase, seconds: Int)
    /// The connection broke.
    case dropped(reason: String)
}

/// What a transfer was waiting for.
package enum TransferPhase: Sendable, Equatable { case connecting, firstByte, nextByte }
