import Platform

/// The rules for using proxies, from the environment.
///
/// The variables are the same as curl's own (`http_proxy` in lower case only, since CGI programs get `HTTP_PROXY` from
/// strangers). They are read here, not by libcurl, so that it is certain which proxy a request uses.
struct ProxyRules: Sendable, Equatable {
    private let environment: [String: String]
    private let exempt: [String]

    /// Reads the rules from the environment.
    init(_ environment: [String: String]) {
        let names = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        self.environment = environment.filter { names.contains($0.key) && !$0.value.trimmed.isEmpty }
        exempt = (["no_proxy", "NO_PROXY"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "")
            .split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
    }

    /// Returns the proxy for an address; nil if the request goes directly to the server.
    func proxy(for url: String) -> Proxy? {
        guard let parts = URLComponents(string: url), let host = parts.host?.lowercased() else { return nil }
        let own = url.hasPrefix("https:") ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
        guard let variable = (own + ["all_proxy", "ALL_PROXY"]).first(where: { environment[$0] != nil }),
            let address = environment[variable], !isExempt(host)
        else { return nil }
        return Proxy(address: String(address.trimmed), variable: variable)
    }

    /// Returns true if NO_PROXY names the host, a parent domain, an address block (`10.0.0.0/8`), or `*`.
    private func isExempt(_ host: String) -> Bool {
        let host = host.filter { $0 != "[" && $0 != "]" }
        return exempt.contains { rule in
            if rule == "*" { return true }
            if let slash = rule.firstIndex(of: "/") {
                return Self.isInside(host, rule[..<slash], bits: rule[rule.index(after: slash)...])
            }
            let name = rule.drop { $0 == "." || $0 == "[" }.filter { $0 != "]" }
            return !name.isEmpty && (host == name || host.hasSuffix(".\(name)"))
        }
    }

    private static func isInside(_ host: String, _ block: Substring, bits: Substring) -> Bool {
        guard let host = bytes(of: host), let block = bytes(of: String(block)), let bits = Int(bits),
            host.count == block.count, (0...host.count * 8).contains(bits)
        else { return false }
        return zip(host, block).enumerated().allSatisfy { index, pair in
            let shift = min(8, max(0, (index + 1) * 8 - bits))
            return (pair.0 ^ pair.1) >> shift == 0
        }
    }

    /// Returns the bytes of a numeric address; nil for a name.
    private static func bytes(of host: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return withUnsafeBytes(of: &four) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, host, &six) == 1 { return withUnsafeBytes(of: &six) { Array($0) } }
        return nil
    }
}
