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

/// The reason a server's certificate is not accepted.
package enum CertificateFault: Sendable, Equatable {
    /// No trusted authority has signed it.
    case unknownIssuer
    /// It has expired.
    case expired
    /// It is not yet valid.
    case notYetValid
    /// It is for another host.
    case otherHost
    /// The file of trusted certificates cannot be read; `variable` is the environment variable that names it.
    case unreadable(file: String, variable: String)
    /// This machine has no file of trusted certificates.
    case noneTrusted
    /// Any other fault, in the library's words.
    case other(String)

    /// Returns the message for a call to `server`.
    func sentence(server: String) -> String {
        switch self {
        case .unknownIssuer:
            "\(server)'s certificate is not trusted: its issuer is unknown here. If it is your organisation's, put the file with the issuer's certificate into CURL_CA_BUNDLE or SSL_CERT_FILE."
        case .expired:
            "\(server)'s certificate has expired. If this machine's clock is right, the server needs a new one."
        case .notYetValid:
            "\(server)'s certificate is not valid yet. Check this machine's clock."
        case .otherHost:
            "\(server)'s certificate is for another host. Check the address (`:set baseURL`)."
        case .unreadable(let file, let variable):
            "The certificates in \(file) cannot be read. Correct \(variable), or unset it."
        case .noneTrusted:
            "\(server)'s certificate cannot be checked: this machine has no trusted certificates. Install them (Debian: `apt install ca-certificates`), or name a file of them in SSL_CERT_FILE."
        case .other(let words):
            "\(server)'s certificate is not accepted: \(words). Check the address (`:set baseURL`), CURL_CA_BUNDLE and SSL_CERT_FILE."
        }
    }
}
