import Chains
import Platform

/// A proxy that the environment names.
struct Proxy: Sendable, Equatable {
    /// The proxy as the variable gives it, with any scheme, name and password; for libcurl alone, never shown.
    let address: String
    /// The variable that names it.
    let variable: String

    /// Host and port, for people.
    var name: String {
        var rest = address[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        return String(rest).cleanLine(limit: 80)
    }

    /// True if the variable holds a name and password.
    var hasPassword: Bool { address.contains("@") }
    /// True if it speaks SOCKS rather than HTTP.
    var isSocks: Bool { address.lowercased().hasPrefix("socks") }

    /// The failure of this proxy.
    func failure(_ kind: ProxyFailure.Kind) -> TransferError {
        .proxy(ProxyFailure(proxy: name, variable: variable, kind: kind))
    }

    /// The failure that the proxy's answer means, for a status that is no success.
    func refusal(_ head: WebHead) -> TransferError {
        let phrase = head.phrase.cleanLine(limit: 60)
        let said = "status \(head.status)" + (phrase.isEmpty ? "" : ", \(head.squidWords ?? phrase)")
        switch head.status {
        case 407: return failure(.wantsPassword(given: hasPassword))
        case 500...: return failure(.noConnection(said: said))
        default: return failure(.refused(said: said))
        }
    }
}

extension WebHead {
    /// True if a proxy wrote this answer itself rather than pass one on.
    ///
    /// Only for requests that a proxy could read; a status of success is never one.
    var isProxysOwn: Bool {
        guard status >= 400 else { return false }
        if status == 407 || self["proxy-authenticate"] != nil || self["x-squid-error"] != nil { return true }
        // Proxies name themselves here where they wrote the answer; what they pass on names the server.
        let server = self["server"]?.lowercased() ?? ""
        return ["squid", "tinyproxy", "privoxy", "mitmproxy", "polipo", "zscaler", "bluecoat", "3proxy", "cntlm"]
            .contains { server.contains($0) }
    }

    /// What Squid's own code means (`X-Squid-Error: ERR_CONNECT_FAIL 111`), in words; nil where there is none.
    fileprivate var squidWords: String? {
        guard let words = self["x-squid-error"]?.split(separator: " "), let code = words.first else { return nil }
        switch code {
        case "ERR_ACCESS_DENIED": return "its rules forbid it"
        case "ERR_DNS_FAIL": return "the name is not known"
        case "ERR_CONNECT_FAIL":
            let number = words.last.flatMap { Int32($0) } ?? 0
            return number == 0 ? "no connection" : String(cString: strerror(number)).lowercased()
        default: return nil
        }
    }
}
