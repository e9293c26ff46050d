import Manuscript
import Platform
import Testing

/// The programs that these tests need.
enum CertificateTools {
    static let areThere = ["openssl", "python3"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            Files.exists("\($0)/\(name)")
        }
    }

    /// Makes NAME.pem and NAME.key in the working folder, signed by two authorities, one of which has expired.
    static let certificates = """
        set -e
        cat > ca.cnf <<'END'
        [ca]
        default_ca = here
        [here]
        database = index
        new_certs_dir = .
        rand_serial = yes
        default_md = sha256
        policy = any
        copy_extensions = copy
        unique_subject = no
        [any]
        commonName = supplied
        [authority]
        basicConstraints = critical,CA:TRUE
        END
        : > index
        make() { openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -subj "/CN=$1" "${@:2}"; }
        sign() { openssl ca -batch -config ca.cnf -notext -in "$1.csr" -out "$1.pem" -startdate "$2" -enddate "$3" "${@:4}"; }
        leaf() {
            make "$1" -out "$1.csr" -addext "subjectAltName=DNS:$2" "${@:6}"
            sign "$1" "$3" "$4" -cert "$5.pem" -keyfile "$5.key"
        }
        past=20200101000000Z
        future=20490101000000Z
        {
            make ca -out ca.csr
            sign ca $past $future -selfsign -keyfile ca.key -extensions authority
            make old -out old.csr
            sign old $past 20210101000000Z -selfsign -keyfile old.key -extensions authority
            leaf good localhost $past $future ca
            leaf expired localhost $past 20210101000000Z ca
            leaf late localhost $past $future old
            leaf early localhost 20480101000000Z $future ca
            leaf other other.test $past $future ca
            leaf client localhost $past $future ca -addext extendedKeyUsage=clientAuth
            make self -x509 -days 2 -out self.pem -addext subjectAltName=DNS:localhost
        } >&2
        """

    /// Serves one answer, prints its port, and a line for each request.
    static let server = """
        import http.server, json, ssl, sys
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                print("asked", flush=True)
                choice = {"message": {"content": "Bread rises."}, "finish_reason": "stop"}
                body = json.dumps({"choices": [choice]}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1] + ".pem", sys.argv[1] + ".key")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_port, flush=True)
        server.serve_forever()
        """
}

/// A certificate that is not accepted ends in one sentence that says why, and the server is sent nothing.
///
/// The certificates are made with `openssl`, and the server is one of Python's.
@Suite(.enabled(if: CertificateTools.areThere, "openssl or python3 is missing"), .timeLimit(.minutes(5)))
struct CertificateTests {
    /// A certificate, what the client trusts, and the host that it asks.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var certificate: String
        var trusted: String
        var host = "localhost"
        /// The sentence after the server's name; nil if the server is trusted.
        var sentence: String?
    }

    private static let unknown = "'s certificate is not trusted: its issuer is unknown here. "
    private static let expired =
        "'s certificate has expired. If this machine's clock is right, the server needs a new one."
    private static let cases = [
        Case(testDescription: "good", certificate: "good", trusted: "ca"),
        Case(testDescription: "self-signed and trusted", certificate: "self", trusted: "self"),
        Case(testDescription: "expired", certificate: "expired", trusted: "ca", sentence: expired),
        Case(testDescription: "of an expired authority", certificate: "late", trusted: "old", sentence: expired),
        Case(
            testDescription: "not yet valid", certificate: "early", trusted: "ca",
            sentence: "'s certificate is not valid yet. Check this machine's clock."),
        Case(
            testDescription: "for another name", certificate: "other", trusted: "ca",
            sentence: "'s certificate is for another host. Check the address (`:set baseURL`)."),
        Case(
            testDescription: "for a name and not the address", certificate: "good", trusted: "ca", host: "127.0.0.1",
            sentence: "'s certificate is for another host. Check the address (`:set baseURL`)."),
        Case(testDescription: "self-signed", certificate: "self", trusted: "ca", sentence: unknown),
        Case(testDescription: "of an unknown authority", certificate: "good", trusted: "self", sentence: unknown),
        Case(testDescription: "expired and unknown", certificate: "expired", trusted: "self", sentence: unknown),
        Case(
            testDescription: "for clients", certificate: "client", trusted: "ca",
            sentence: "'s certificate is not accepted: SSL certificate problem: "),
    ]

    @Test(arguments: cases) func aCertificateErrorNamesTheFault(of test: Case) async throws {
        let place = try Place()
        place.environment["CURL_CA_BUNDLE"] = ""
        place.environment["SSL_CERT_FILE"] = "\(place.work)/\(test.trusted).pem"
        let made = try await place.shell(CertificateTools.certificates)
        try #require(made.status == 0, "\(made)")
        try place.keep(Posts.half())
        let server = try place.start(
            ["python3", "-c", CertificateTools.server, test.certificate], program: "/usr/bin/env")
        try await server.wait(for: "the port") { server.output.last == UInt8(ascii: "\n") }
        let port = String(decoding: server.output, as: UTF8.self).prefix { $0.isNumber }
        let run = try await place.run(
            "-r", "post", "--base-url", "https://\(test.host):\(port)/v1", "-m", "m", "-x", "Why?")
        _ = server.poll()
        let isAsked = String(decoding: server.output, as: UTF8.self).contains("asked")
        if let sentence = test.sentence {
            #expect(run.status == 1 && run.output.isEmpty && !isAsked, "\(run)")
            // Behind the session's own line nothing else is said, such as a second try.
            #expect(run.remarks.count == 2, "\(run)")
            #expect(run.complaints.first?.hasPrefix("galley: \(test.host):\(port)\(sentence)") == true, "\(run)")
        } else {
            #expect(run.status == 0 && run.output.contains("Bread rises.") && isAsked, "\(run)")
        }
    }

    /// This server closes a plain connection without a word.
    @Test(arguments: ["ca", "self"]) func aServerOfTLSIsNamedAtAnHTTPAddress(trusted: String) async throws {
        let place = try Place()
        place.environment["CURL_CA_BUNDLE"] = ""
        place.environment["SSL_CERT_FILE"] = "\(place.work)/\(trusted).pem"
        let made = try await place.shell(CertificateTools.certificates)
        try #require(made.status == 0, "\(made)")
        try place.keep(Posts.half())
        let server = try place.start(["python3", "-c", CertificateTools.server, "good"], program: "/usr/bin/env")
        try await server.wait(for: "the port") { server.output.last == UInt8(ascii: "\n") }
        let port = String(decoding: server.output, as: UTF8.self).prefix { $0.isNumber }
        let run = try await place.run(
            "-r", "post", "--base-url", "http://localhost:\(port)/v1", "-m", "m", "-x", "Why?")
        #expect(run.status == 1 && run.remarks.count == 2, "\(run)")
        #expect(
            run.complaints.first?.contains(
                "speaks https, and the address says http. Use https://localhost:\(port)/v1") == true, "\(run)")
    }
}
