import Platform

/// The environment's settings for all connections.
struct TransferSettings: Sendable, Equatable {
    /// The file of trusted certificates; nil uses libcurl's default.
    let certificateFile: String?
    /// The variable that names the file.
    let certificateVariable: String
    /// Folders of trusted certificates named by hash, as OpenSSL's `c_rehash` makes them, joined with ":".
    let certificateFolders: String?
    /// The rules for proxies.
    let proxies: ProxyRules

    /// Reads `CURL_CA_BUNDLE`, else `SSL_CERT_FILE`; `SSL_CERT_DIR`; and the proxy variables.
    init(_ environment: [String: String]) {
        let file = ["CURL_CA_BUNDLE", "SSL_CERT_FILE"].first { !(environment[$0] ?? "").isEmpty }
        certificateVariable = file ?? "SSL_CERT_FILE"
        certificateFile = file.flatMap { environment[$0] }
        // OpenSSL accepts a list; an empty part would mean the working folder.
        let folders = (environment["SSL_CERT_DIR"] ?? "").split(separator: ":")
        certificateFolders = folders.isEmpty ? nil : folders.joined(separator: ":")
        proxies = ProxyRules(environment)
    }
}
