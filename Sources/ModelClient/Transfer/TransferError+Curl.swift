import CLibCurl
import Chains
import Platform

/// The information that libcurl gives about a finished transfer.
struct CurlOutcome {
    /// The result code.
    let result: CURLcode
    /// libcurl's message, on one line; empty if there is none.
    let said: String
    /// The system error number of a failed connection; 0 if there is none.
    let system: Int
    /// The connection limit in seconds.
    let connectSeconds: Int
    /// The proxy that the request used.
    let proxy: Proxy?
    /// True for https.
    let isSecure: Bool
    /// True if the server has sent anything.
    let hasBytes: Bool
    /// The head of the proxy's answer to the tunnel request.
    let tunnel: WebHead?
    /// The reason why a SOCKS proxy failed (`CURLproxycode`).
    let socks: Int
    /// The verification result of the proxy's own certificate; 0 if it is valid.
    let proxyVerification: Int
    /// The trusted certificates.
    let settings: TransferSettings

    /// libcurl's message, or its error number.
    fileprivate var words: String { said.isEmpty ? "libcurl's error \(result.rawValue)" : said }

    /// The reason why there was no connection.
    fileprivate var refusal: String {
        // libcurl's message would show the variable's text, including the password.
        if said.contains("proxy scheme") { return "the scheme of its address is unknown" }
        return system == 0 ? words : String(cString: strerror(Int32(truncatingIfNeeded: system))).lowercased()
    }
}

extension TransferError {
    /// The reason for an answer that is not HTTP.
    static let noHTTP = "it does not speak HTTP"

    /// Converts libcurl's result; nil if the answer is complete.
    init?(_ outcome: CurlOutcome) {
        guard outcome.result != CURLE_OK else { return nil }
        self = Self.atProxy(outcome) ?? Self.atCertificate(outcome) ?? Self.atServer(outcome)
    }

    /// Returns the error of the server itself, or of the connection to it.
    private static func atServer(_ outcome: CurlOutcome) -> TransferError {
        let words = outcome.words
        switch outcome.result {
        case CURLE_OPERATION_TIMEDOUT:
            // libcurl itself enforces only the connection limit.
            return .timedOut(.connecting, seconds: outcome.connectSeconds)
        case CURLE_COULDNT_CONNECT:
            return .unreachable(reason: outcome.refusal, again: true)
        case CURLE_COULDNT_RESOLVE_HOST:
            return .unreachable(reason: "its name is not known", again: true)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            // The scheme of the address was checked before, so this is about the answer.
            return .dropped(reason: Self.noHTTP)
        case CURLE_URL_MALFORMAT:
            return .unreachable(reason: "the address is malformed", again: false)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
            // OpenSSL puts its own numbers and names before the actual message.
            let plain = words.split(separator: ":").last.map { String($0.trimmed) } ?? words
            if ["wrong version number", "packet length too long", "unknown protocol"].contains(plain) {
                return .unreachable(reason: "it does not speak TLS", again: false)
            }
            // Where the connection just ends, the message ends with the port.
            let isClosed = ["unexpected eof while reading", "Connection reset by peer"].contains(plain)
            if isClosed || plain.allSatisfy(\.isNumber) {
                return .unreachable(reason: "the connection closed during the TLS handshake", again: true)
            }
            return .unreachable(reason: "there is no TLS connection to it: \(plain)", again: true)
        case CURLE_GOT_NOTHING:
            return .closed
        case CURLE_RECV_ERROR where !outcome.hasBytes, CURLE_SEND_ERROR where !outcome.hasBytes:
            return .closed
        case CURLE_PARTIAL_FILE:
            return .dropped(reason: "it closed the connection")
        case CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3, CURLE_QUIC_CONNECT_ERROR:
            // libcurl's messages about streams and frames do not help users.
            return .dropped(reason: "it ended the connection")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            return .dropped(reason: "the connection was lost")
        case CURLE_BAD_CONTENT_ENCODING:
            return .dropped(reason: "its answer was damaged")
        default:
            return .dropped(reason: words)
        }
    }

    /// Returns the certificate error; nil if the failure is something else.
    private static func atCertificate(_ outcome: CurlOutcome) -> TransferError? {
        let settings = outcome.settings
        switch outcome.result {
        case CURLE_SSL_CACERT_BADFILE:
            guard let file = settings.certificateFile else { return .untrusted(.noneTrusted, proxy: nil) }
            return .untrusted(.unreadable(file: file, variable: settings.certificateVariable), proxy: nil)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS:
            let isProxys = outcome.proxyVerification != 0
            return .untrusted(CertificateFault(outcome.words), proxy: isProxys ? outcome.proxy?.name : nil)
        default: return nil
        }
    }

    /// Returns the proxy's error; nil if the proxy is not the cause.
    private static func atProxy(_ outcome: CurlOutcome) -> TransferError? {
        guard let proxy = outcome.proxy else { return nil }
        if outcome.result == CURLE_PROXY { return proxy.failure(.init(socks: outcome.socks, proxy)) }
        if let tunnel = outcome.tunnel, tunnel.status >= 300 { return proxy.refusal(tunnel) }
        // Until the tunnel is open, only the proxy has been contacted.
        let isTunnelOpen = outcome.tunnel != nil || proxy.isSocks || !outcome.isSecure
        switch outcome.result {
        case CURLE_COULDNT_RESOLVE_PROXY:
            return proxy.failure(.unreachable(reason: "its name is not known"))
        case CURLE_COULDNT_CONNECT:
            return proxy.failure(.unreachable(reason: outcome.refusal))
        case CURLE_OPERATION_TIMEDOUT where outcome.tunnel == nil:
            return proxy.failure(.unreachable(reason: "no connection within \(outcome.connectSeconds) seconds"))
        case CURLE_RECV_ERROR where !isTunnelOpen, CURLE_SEND_ERROR where !isTunnelOpen,
            CURLE_GOT_NOTHING where !isTunnelOpen:
            return proxy.failure(.unreachable(reason: "it closed the connection"))
        case CURLE_UNSUPPORTED_PROTOCOL where !isTunnelOpen, CURLE_WEIRD_SERVER_REPLY where !isTunnelOpen:
            return proxy.failure(.unreachable(reason: "it does not speak HTTP"))
        case CURLE_SSL_CONNECT_ERROR where !isTunnelOpen:
            return proxy.failure(.unreachable(reason: "there is no TLS connection to it"))
        default: return nil
        }
    }
}

extension CertificateFault {
    /// Parses libcurl's message: its own text if the host differs, else the TLS library's.
    fileprivate init(_ words: String) {
        let said = words.lowercased()
        func says(_ parts: String...) -> Bool { parts.contains { said.contains($0) } }
        self =
            if says("has expired", "certificate expired", "cert_has_expired") {
                .expired
            } else if says("not yet valid", "not valid yet") {
                .notYetValid
            } else if says("does not match", "no alternative certificate subject", "no subject alternative") {
                .otherHost
            } else if says("issuer", "self-signed", "self signed", "unknown ca", "not trusted", "first certificate") {
                .unknownIssuer
            } else {
                .other(words)
            }
    }
}

extension ProxyFailure.Kind {
    /// Converts the failure code of a SOCKS proxy (RFC 1928 §6, RFC 1929).
    fileprivate init(socks code: Int, _ proxy: Proxy) {
        switch CURLproxycode(UInt32(truncatingIfNeeded: code)) {
        case CURLPX_NO_AUTH, CURLPX_USER_REJECTED, CURLPX_GSSAPI_PERMSG, CURLPX_IDENTD, CURLPX_IDENTD_DIFFER:
            self = .wantsPassword(given: proxy.hasPassword)
        case CURLPX_REPLY_NOT_ALLOWED: self = .refused(said: "its rules forbid it")
        case CURLPX_REQUEST_FAILED: self = .refused(said: "no reason given")
        case CURLPX_REPLY_ADDRESS_TYPE_NOT_SUPPORTED, CURLPX_REPLY_COMMAND_NOT_SUPPORTED:
            self = .refused(said: "it does not accept such addresses")
        case CURLPX_REPLY_CONNECTION_REFUSED: self = .noConnection(said: "connection refused")
        case CURLPX_REPLY_HOST_UNREACHABLE, CURLPX_REPLY_NETWORK_UNREACHABLE, CURLPX_REPLY_TTL_EXPIRED:
            self = .noConnection(said: "there is no route to that host")
        case CURLPX_REPLY_GENERAL_SERVER_FAILURE, CURLPX_REPLY_UNASSIGNED:
            self = .noConnection(said: "no reason given")
        case CURLPX_RESOLVE_HOST: self = .noConnection(said: "the name is not known")
        case CURLPX_BAD_VERSION, CURLPX_BAD_ADDRESS_TYPE, CURLPX_UNKNOWN_MODE:
            self = .unreachable(reason: "it does not speak SOCKS")
        default: self = .unreachable(reason: "it closed the connection")
        }
    }
}
