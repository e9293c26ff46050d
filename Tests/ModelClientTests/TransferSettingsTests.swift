import Testing

@testable import ModelClient

struct TransferSettingsTests {
    @Test func `The first file of certificates that is named is trusted`() {
        #expect(TransferSettings([:]).certificateFile == nil)
        #expect(TransferSettings(["CURL_CA_BUNDLE": "", "SSL_CERT_FILE": "/b"]).certificateFile == "/b")
        let both = TransferSettings(["CURL_CA_BUNDLE": "/a", "SSL_CERT_FILE": "/b"])
        #expect(both.certificateFile == "/a" && both.certificateVariable == "CURL_CA_BUNDLE")
    }

    /// Values of SSL_CERT_DIR and the folders that are trusted; an empty part would mean the working folder.
    @Test(arguments: [
        ("", nil), (":", nil), ("/a", "/a"), ("/a:/b", "/a:/b"), (":/a::/b:", "/a:/b"), ("/a b:/c", "/a b:/c"),
    ]) func `SSL_CERT_DIR names one folder or several`(value: String, folders: String?) {
        #expect(TransferSettings(["SSL_CERT_DIR": value]).certificateFolders == folders)
        #expect(TransferSettings(["SSL_CERT_DIR": value]).certificateFile == nil)
    }
}
