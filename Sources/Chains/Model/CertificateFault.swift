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
