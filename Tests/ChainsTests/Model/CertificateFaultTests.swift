import Testing

@testable import Chains

/// Every fault of a certificate names the server or the file, and a way out.
struct CertificateFaultTests {
    @Test(arguments: [
        (CertificateFault.unknownIssuer, "CURL_CA_BUNDLE"), (.expired, "clock"), (.notYetValid, "clock"),
        (.otherHost, "`:set baseURL`"), (.noneTrusted, "ca-certificates"), (.other("odd key"), "odd key"),
    ])
    func theServerAndTheWayOutAreNamed(fault: CertificateFault, words: String) {
        let sentence = fault.sentence(server: "日本.example")
        #expect(sentence.hasPrefix("日本.example's certificate ") && sentence.contains(words) && sentence.hasSuffix("."))
    }

    @Test func anUnreadableFileIsNamedWithItsVariable() {
        let sentence = CertificateFault.unreadable(file: "/a b.pem", variable: "SSL_CERT_FILE").sentence(server: "s")
        #expect(sentence == "The certificates in /a b.pem cannot be read. Correct SSL_CERT_FILE, or unset it.")
    }
}
