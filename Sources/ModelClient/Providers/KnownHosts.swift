package import Chains
import Platform

/// The hosts that the user has named as model servers at the prompt, so that a key may be sent there.
///
/// A session file names its server too, but the file may come from someone else: a key from the environment is never
/// sent to a host that only a session file names. The hosts are stored one per line in `$XDG_STATE_HOME/galley/hosts`
/// (XDG Base Directory Specification 0.8), a file that only the user can read.
package struct KnownHosts: Sendable {
    private let path: String?

    /// Sets the file's path; the file is read only when needed.
    package init(environment: [String: String]) {
        path = UserFolder.state.path { environment[$0] }.map { "\($0)/hosts" }
    }

    /// Returns true if the user named the host; false if the file cannot be read.
    package func contains(_ host: String) -> Bool { hosts.contains(host) }

    /// Checks an address that a session names.
    ///
    /// Throws `ModelError.invalidSetting` if the environment's key would go to a host that the user has not named,
    /// either here or as `GALLEY_BASE_URL`.
    package func check(_ address: String, environment: [String: String]) throws(ModelError) {
        let endpoint = try Endpoint(baseURL: address, apiKey: environment["GALLEY_API_KEY"])
        guard endpoint.apiKey != nil, !endpoint.isLoopback, !contains(endpoint.host) else { return }
        let own = environment["GALLEY_BASE_URL"].flatMap { try? Endpoint(baseURL: $0) }
        guard own?.host != endpoint.host else { return }
        throw .invalidSetting(
            "This session names the model server \(endpoint.host), and GALLEY_API_KEY is never sent to a host that only a session names. `:set baseURL \(endpoint.baseURL)` names it yourself, `:set baseURL default` drops it."
        )
    }

    /// Adds the host of an address; an invalid address is ignored.
    ///
    /// Throws `SystemError` if the file cannot be written.
    package func add(_ address: String) throws {
        guard let path, let endpoint = try? Endpoint(baseURL: address), !endpoint.isLoopback else { return }
        let known = hosts
        guard !known.contains(endpoint.host) else { return }
        try Files.makeFolder(Files.folder(of: path))
        try Files.replace(path, with: Array((known + [endpoint.host]).map { $0 + "\n" }.joined().utf8))
    }

    private var hosts: [String] {
        guard let path, let bytes = try? Files.read(path, within: .small) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
}
