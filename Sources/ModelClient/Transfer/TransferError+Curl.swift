import CLibCurl
import Platform

extension TransferError {
    /// What libcurl's result means; nil for a whole answer.
    ///
    /// `said` is libcurl's own message, `system` the error number behind a failed connection (0 where there is none).
    init?(_ result: CURLcode, said: String, system: Int, connectSeconds: Int) {
        let words = said.isEmpty ? "libcurl's error \(result.rawValue)" : said.cleanLine(limit: 160)
        switch result {
        case CURLE_OK:
            return nil
        case CURLE_OPERATION_TIMEDOUT:
            // The only limit that libcurl itself keeps is the one for the connection.
            self = .timedOut(.connecting, seconds: connectSeconds)
        case CURLE_COULDNT_CONNECT:
            let why = system == 0 ? words : String(cString: strerror(Int32(truncatingIfNeeded: system))).lowercased()
            self = .unreachable(reason: why, again: true)
        case CURLE_COULDNT_RESOLVE_HOST:
            self = .unreachable(reason: "its name is not known", again: true)
        case CURLE_COULDNT_RESOLVE_PROXY:
            self = .unreachable(reason: "the proxy's name is not known", again: false)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            // The scheme of the address was looked at before: this is about what came back.
            self = .dropped(reason: "it does not speak HTTP")
        case CURLE_URL_MALFORMAT:
            self = .unreachable(reason: "the address is malformed", again: false)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM:
            self = .unreachable(reason: "its certificate is not trusted: \(words)", again: false)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
            // OpenSSL puts numbers and names of its own before what it has to say.
            let plain = words.split(separator: ":").last.map { String($0.trimmed) } ?? words
            self = .unreachable(reason: "there is no TLS connection to it: \(plain)", again: true)
        case CURLE_PROXY:
            self = .unreachable(reason: words, again: true)
        case CURLE_WRITE_ERROR:
            // The only thing that is not taken (see `Transfer`).
            self = .dropped(reason: "the head of its answer does not end")
        case CURLE_GOT_NOTHING:
            self = .dropped(reason: "it closed the connection without an answer")
        case CURLE_PARTIAL_FILE:
            self = .dropped(reason: "it closed the connection")
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            self = .dropped(reason: "the connection was lost")
        default:
            self = .dropped(reason: words)
        }
    }
}
