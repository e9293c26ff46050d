import Chains
import Platform

/// A server address, checked and normalised.
struct BaseAddress: Equatable {
    /// The address without its query or a trailing slash.
    let text: String
    /// The query with its question mark, such as `?api-version=2024-10-21`; empty if there is none.
    let query: String
    /// The deployment in an Azure address, which takes the place of the model.
    let deployment: String?
    /// The host in lower case, without port or brackets.
    let host: String
    /// The host with its port, if any, for display.
    let shownHost: String

    /// Parses an address as people type it.
    ///
    /// Throws `ModelError.invalidSetting` with the reason.
    init(_ typed: String) throws(ModelError) {
        let typed = String(typed.trimmed)
        let scheme = typed.firstRange(of: "://").map { typed[..<$0.lowerBound].lowercased() }
        guard scheme == "http" || scheme == "https" else {
            throw Self.refusal(typed, "it must begin with https:// (or http:// for this machine)")
        }
        guard typed.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let parts = URLComponents(string: typed),
            let bracketed = parts.host, !bracketed.isEmpty, parts.port.map({ (1...65_535).contains($0) }) ?? true
        else { throw Self.refusal(typed, "it is malformed") }
        guard parts.user == nil, parts.password == nil else {
            throw ModelError.invalidSetting(
                "The base URL holds a name or password. Leave it out and put the key into GALLEY_API_KEY.")
        }
        host = bracketed.lowercased().trimmingBrackets
        let shown = host.contains(":") ? "[\(host)]" : host
        shownHost = parts.port.map { "\(shown):\($0)" } ?? shown
        query = parts.percentEncodedQuery.flatMap { $0.isEmpty ? nil : "?\($0)" } ?? ""
        let path = Self.path(parts.percentEncodedPath)
        let folders = parts.path.split(separator: "/")
        deployment = folders.firstIndex(of: "deployments").flatMap { folders.dropFirst($0 + 1).first.map(String.init) }
        text = "\(scheme ?? "https")://\(shownHost)\(path.isEmpty ? "/v1" : path)"
    }

    /// Removes parts of a pasted path that belong to the protocol's own paths.
    private static func path(_ pasted: String) -> String {
        var folders = pasted.split(separator: "/").map(String.init)
        for end in [["chat", "completions"], ["completions"], ["models"], ["responses"], ["embeddings"]]
        where folders.count >= end.count && folders.suffix(end.count).map({ $0.lowercased() }) == end {
            folders.removeLast(end.count)
            break
        }
        while folders.count > 1, folders.last == "v1", folders.dropLast().last == "v1" { folders.removeLast() }
        return folders.map { "/\($0)" }.joined()
    }

    /// Returns true if the host is this machine: 127.0.0.0/8, ::1 or `localhost` (RFC 6761 §6.3).
    ///
    /// Only complete addresses count: `127.0.0.1.example.org` is another machine.
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" { return true }
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 {
            return withUnsafeBytes(of: &four) { $0.first == 127 }
        }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 {
            return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        }
        return false
    }

    private static func refusal(_ typed: String, _ why: String) -> ModelError {
        .invalidSetting("The base URL \"\(typed.cleanLine(limit: 100))\" cannot be used: \(why).")
    }
}

extension String {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
