/// A failure of a proxy between Galley and the server.
package struct ProxyFailure: Sendable, Equatable {
    /// The proxy's host and port, without name and password.
    package var proxy: String
    /// The environment variable that names the proxy, such as `https_proxy`.
    package var variable: String
    /// The kind of failure.
    package var kind: Kind

    /// Creates a failure.
    package init(proxy: String, variable: String, kind: Kind) {
        self.proxy = proxy
        self.variable = variable
        self.kind = kind
    }

    /// The ways in which a proxy fails; `said` is the proxy's message, cleaned.
    package enum Kind: Sendable, Equatable {
        /// The proxy does not answer.
        case unreachable(reason: String)
        /// The proxy requires a name and password; `given` is true if it refused the ones it got.
        case wantsPassword(given: Bool)
        /// The proxy refuses to connect to the server.
        case refused(said: String)
        /// The proxy could not reach the server.
        case noConnection(said: String)
    }

    /// Returns the message for a call to `server`.
    func sentence(server: String) -> String {
        switch kind {
        case .unreachable(let reason):
            "The proxy \(proxy) cannot be reached: \(reason). Correct \(variable), or put the server's host into NO_PROXY to connect without a proxy."
        case .wantsPassword(given: false):
            "The proxy \(proxy) wants a name and a password. Put NAME:PASSWORD@ before the host in \(variable)."
        case .wantsPassword(given: true):
            "The proxy \(proxy) does not accept the name and password in \(variable). Correct them."
        case .refused(let said):
            "The proxy \(proxy) refused to connect to \(server) (\(said)). Ask whoever runs the proxy, or put the server's host into NO_PROXY to connect without it."
        case .noConnection(let said):
            "The proxy \(proxy) could not reach \(server) (\(said)). Check the address (`:set baseURL`) and that the server runs."
        }
    }
}
