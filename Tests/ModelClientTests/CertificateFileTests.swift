import CLibCurl
import Chains
import Testing

@testable import ModelClient

struct CertificateFileTests {
    /// The words of libcurl differ by its version.
    @Test(arguments: [
        "error setting certificate file: /etc/ssl/certs/ca-certificates.crt",
        "error setting certificate verify locations: CAfile: /etc/ssl/certs/ca-certificates.crt CApath: none", "",
    ]) func `A machine without trusted certificates is reported as such`(words: String) {
        func error(_ environment: [String: String]) -> TransferError? {
            TransferError(
                CurlOutcome(
                    result: CURLE_SSL_CACERT_BADFILE, said: words, system: 0, connectSeconds: 1, proxy: nil,
                    isSecure: true, hasBytes: false,
                    tunnel: nil, socks: 0, proxyVerification: 0, settings: TransferSettings(environment)))
        }
        #expect(error([:]) == .untrusted(.noneTrusted, proxy: nil))
        #expect(
            error(["SSL_CERT_FILE": "/a"])
                == .untrusted(.unreadable(file: "/a", variable: "SSL_CERT_FILE"), proxy: nil))
    }
}
