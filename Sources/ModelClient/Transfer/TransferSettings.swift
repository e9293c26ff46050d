import Platform

/// What the environment says about every connection.
struct TransferSettings: Sendable, Equatable {
    /// The file of certificates to trust; nil leaves it to libcurl.
    let certificateFile: String?
    /// The variable that names the file.
    let certificateVariable: String
    /// Folders of certificates to trust under their hashes, as OpenSSL's `c_rehash` makes them, joined with ":".
    let certificateFolders: String?
    /// Which requests go through a proxy.
    let proxies: ProxyRules

    /// Reads `CURL_CA_BUNDLE`, else `SSL_CERT_FILE`; `SSL_CERT_DIR`; and the variables of proxies.
    init(_ environment: [String: String]) {
        let file = ["CURL_CA_BUNDLE", "SSL_CERT_FILE"].first { !(environment[$0] ?? "").isEmpty }
        certificateVariable = file ?? "SSL_CERT_FILE"
        certificateFile = file.flatMap { environment[$0] }
        // OpenSSL takes a list; an empty part would be the working folder.
        let folders = (environment["SSL_CERT_DIR"] ?? "").split(separator: ":")
        certificateFolders = folders.isEmpty ? nil : folders.joined(separator: ":")
        proxies = ProxyRules(environment)
    }
}
