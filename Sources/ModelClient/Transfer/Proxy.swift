import Chains
import Platform

/// A proxy named by the environment.
struct Proxy: Sendable, Equatable {
    /// The proxy's address from the variable, with any scheme, name and password; only for libcurl, never shown.
    let address: String
    /// The variable that sets the proxy.
    let variable: String

    /// The host and port, for display.
    var name: String {
        var rest = address[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        rest = rest.prefix { $0 != "/" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        return String(rest).cleanLine(limit: 80)
    }

    /// True if the variable holds a name and password.
    var hasPassword: Bool { address.contains("@") }
    /// True if the proxy speaks SOCKS rather than HTTP.
    var isSocks: Bool { address.lowercased().hasPrefix("socks") }

    /// Returns the failure of this proxy.
    func failure(_ kind: ProxyFailure.Kind) -> TransferError {
        .proxy(ProxyFailure(proxy: name, variable: variable, kind: kind))
    }

    /// Returns the failure for an error answer of the proxy.
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
    /// True if the proxy wrote this answer itself rather than passing one on.
    ///
    /// Only for requests that the proxy could read; a success status is never the proxy's own.
    var isProxysOwn: Bool {
        guard status >= 400 else { return false }
        if status == 407 || self["proxy-authenticate"] != nil || self["x-squid-error"] != nil { return true }
        // Proxies name themselves in this header when they write the answer; otherwise it names the server.
        let server = self["server"]?.lowercased() ?? ""
        return ["squid", "tinyproxy", "privoxy", "mitmproxy", "polipo", "zscaler", "bluecoat", "3proxy", "cntlm"]
            .contains { server.contains($0) }
    }

    /// The meaning of Squid's error code (`X-Squid-Error: ERR_CONNECT_FAIL 111`), in words, if any.
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
