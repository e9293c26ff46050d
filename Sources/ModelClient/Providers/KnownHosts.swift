package import Chains
import Platform

/// The hosts that a person named as model servers at the prompt, so that a key may be sent there.
///
/// A session's file names its server too, but it may come from somebody else: a key of the environment goes to no host that only
/// such a file names. One host a line in `$XDG_STATE_HOME/galley/hosts` (XDG Base Directory Specification 0.8), for the
/// user alone.
package struct KnownHosts: Sendable {
    private let path: String?

    /// Names the file; nothing is read before it is asked.
    package init(environment: [String: String]) {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = "\(state)/galley/hosts"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = "\(home)/.local/state/galley/hosts"
        } else {
            path = nil
        }
    }

    /// Whether a person named it; false where the file cannot be read.
    package func contains(_ host: String) -> Bool { hosts.contains(host) }

    /// Looks at an address that a session names.
    ///
    /// Throws `ModelError.invalidSetting` where the environment's key would go to a host that no person named: neither
    /// here nor as `GALLEY_BASE_URL`.
    package func check(_ address: String, environment: [String: String]) throws(ModelError) {
        let endpoint = try Endpoint(baseURL: address, apiKey: environment["GALLEY_API_KEY"])
        guard endpoint.apiKey != nil, !endpoint.isLoopback, !contains(endpoint.host) else { return }
        let own = environment["GALLEY_BASE_URL"].flatMap { try? Endpoint(baseURL: $0) }
        guard own?.host != endpoint.host else { return }
        throw .invalidSetting(
            "This session names the model server \(endpoint.host), and GALLEY_API_KEY is sent to no host that only a session names. `:set baseURL \(endpoint.baseURL)` names it yourself, `:set baseURL default` drops it."
        )
    }

    /// Takes the host of an address in; an address that is none is passed over.
    ///
    /// Throws `SystemError` where the file cannot be written.
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
