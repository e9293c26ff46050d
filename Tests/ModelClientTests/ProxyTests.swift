import Chains
import LoopbackServer
import ModelClient
import Platform
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct ProxyTests {
    /// The sentence of a call of `url` through the proxies of an environment, and how many tries the policy would allow.
    private func sentence(_ url: String, _ environment: [String: String]) async throws -> String? {
        let client = try client(
            url, key: nil, limits: TransferLimits(connect: 60), retries: 2, environment: environment)
        return await caught { _ = try await Heard(client.stream(question())) }?.sentence
    }

    private func proxy(_ head: String, body: String = "<html>no</html>") async throws -> RawServer {
        try await RawServer.start([
            .init("HTTP/1.1 \(head)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
        ])
    }

    /// Answers of proxies, and the words of the resulting sentence.
    private static let refusals = [
        ("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"", "wants a name and a password"),
        ("407 authenticationrequired", "wants a name and a password"),
        ("403 Access violation\r\nServer: tinyproxy/1.11.1", "(status 403, Access violation)"),
        ("403 Filtered\r\nServer: tinyproxy/1.11.1", "refused to connect to"),
        (
            "403 Forbidden\r\nServer: squid/5.7\r\nX-Squid-Error: ERR_ACCESS_DENIED 0",
            "(status 403, its rules forbid it)"
        ),
        ("503 Service Unavailable\r\nX-Squid-Error: ERR_DNS_FAIL 0", "(status 503, the name is not known)"),
        ("503 Service Unavailable\r\nX-Squid-Error: ERR_CONNECT_FAIL 111\r\nVia: 1.1 x (squid)", "could not reach"),
        ("500 Unable to connect\r\nServer: tinyproxy/1.11.1", "could not reach"),
        ("502 Bad Gateway\r\nServer: mitmproxy 9.0.1", "(status 502, Bad Gateway)"),
        ("504 Gateway Timeout\r\nServer: Squid", "could not reach"),
        ("429 Too Many\r\nX-Squid-Error: ERR_QUOTA 0", "refused to connect to"),
    ]

    @Test(arguments: [("https://api.test/v1", "https_proxy"), ("http://api.test/v1", "http_proxy")])
    func `A proxy's refusal is the proxy's, and not tried again`(url: String, variable: String) async throws {
        for (head, words) in Self.refusals {
            let proxy = try await proxy(head)
            let sentence = try await sentence(url, [variable: "http://127.0.0.1:\(proxy.port)"])
            #expect(sentence?.contains(words) == true, "\(sentence ?? "none")")
            #expect(sentence?.hasPrefix("The proxy 127.0.0.1:\(proxy.port) ") == true)
            #expect(proxy.requests.count == 1)
            await proxy.stop()
        }
    }

    @Test func `A tunnel that closes before TLS is reported without a port`() async throws {
        let proxy = try await RawServer.start([.init("HTTP/1.1 200 Connection established\r\n\r\n")])
        let client = try client(
            "https://api.test/v1", key: nil, limits: TransferLimits(connect: 60), retries: 0,
            environment: ["https_proxy": "http://127.0.0.1:\(proxy.port)"])
        let sentence = await caught { _ = try await Heard(client.stream(question())) }?.sentence
        #expect(sentence?.contains("the connection closed during the TLS handshake") == true, "\(sentence ?? "none")")
        await proxy.stop()
    }

    @Test func `A password is never shown, and a refused one is reported`() async throws {
        let proxy = try await proxy("407 Proxy Authentication Required")
        let sentence = try await sentence(
            "https://api.test/v1", ["https_proxy": "http://me:topsecret@127.0.0.1:\(proxy.port)/"])
        #expect(
            sentence
                == "The proxy 127.0.0.1:\(proxy.port) does not accept the name and password in https_proxy. Correct them."
        )
        await proxy.stop()
    }

    @Test func `An answer through a proxy counts as the server's`() async throws {
        for head in [
            "403 Forbidden\r\nVia: 1.1 x (squid/5.7)", "503 Busy\r\nServer: nginx", "401 No\r\nServer: uvicorn",
            "404 Not Found\r\nVia: 1.1 tinyproxy (tinyproxy/1.11.1)",
        ] {
            let proxy = try await proxy(head, body: #"{"error":{"message":"said the server"}}"#)
            let sentence = try await sentence("http://api.test/v1", ["http_proxy": "127.0.0.1:\(proxy.port)"])
            #expect(sentence?.contains("said the server") == true, "\(sentence ?? "none")")
            await proxy.stop()
        }
    }

    @Test(arguments: [
        "", "http://", "socks5h://", "socks4a://", "socks5://u:p@", "http://name:pass@",
    ]) func `A dead proxy is named`(scheme: String) async throws {
        let port = try ClosedPort()
        let address = port.baseURL.dropFirst("http://".count).dropLast("/v1".count)
        for url in ["https://api.test/v1", "http://127.1.2.3.test/v1"] {
            let sentence = try await sentence(url, ["all_proxy": "\(scheme)\(address)"])
            let start = "The proxy \(address) cannot be reached: connection refused. Correct all_proxy"
            #expect(sentence?.hasPrefix(start) == true, "\(sentence ?? "none")")
        }
        withExtendedLifetime(port) {}
    }

    @Test func `A proxy that hangs up, speaks something else or cannot be named is named`() async throws {
        for (answer, words) in [("", "it closed the connection"), ("SSH-2.0-x\r\n\r\n", "cannot be reached")] {
            let proxy = try await RawServer.start([.init(answer)])
            let sentence = try await sentence("https://api.test/v1", ["HTTPS_PROXY": "127.0.0.1:\(proxy.port)"])
            #expect(sentence?.contains(words) == true, "\(sentence ?? "none")")
            #expect(sentence?.hasPrefix("The proxy 127.0.0.1:\(proxy.port) ") == true, "\(sentence ?? "none")")
            await proxy.stop()
        }
        let odd = try await sentence("https://api.test/v1", ["https_proxy": "ftp://a:secret@127.0.0.1:9"])
        #expect(odd?.contains("the scheme of its address is unknown") == true && odd?.contains("secret") == false)
    }

    /// Answers of a SOCKS 5 proxy (RFC 1928) after the greeting, and the words that they become.
    @Test(
        arguments: [
            ([5, 0xFF], "wants a name and a password"),
            ([5, 0, 5, 2, 0, 1, 0, 0, 0, 0, 0, 0], "its rules forbid it"),
            ([5, 0, 5, 3, 0, 1, 0, 0, 0, 0, 0, 0], "there is no route to that host"),
            ([5, 0, 5, 4, 0, 1, 0, 0, 0, 0, 0, 0], "there is no route to that host"),
            ([5, 0, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0], "connection refused"),
            ([5, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0], "could not reach"),
            ([4, 0], "it does not speak SOCKS"),
        ] as [([UInt8], String)]) func `A SOCKS proxy's refusal is reported`(answer: [UInt8], words: String)
        async throws
    {
        let proxy = try await RawServer.start(afterGreeting: answer)
        let sentence = try await sentence("https://api.test/v1", ["https_proxy": "socks5h://127.0.0.1:\(proxy.port)"])
        #expect(sentence?.contains(words) == true, "\(sentence ?? "none")")
        #expect(sentence?.hasPrefix("The proxy 127.0.0.1:\(proxy.port) ") == true)
        await proxy.stop()
    }

    /// Hosts, what NO_PROXY holds, and whether the request goes round the proxy.
    @Test(arguments: [
        ("api.test", "api.test", true), ("api.test", ".test", true), ("api.test", "test", true),
        ("api.test", "pi.test", false), ("api.test", "other.test, API.TEST", true), ("api.test", "*", true),
        ("api.test", "other.test", false), ("api.test", "", false), ("10.255.1.2", "10.0.0.0/8", true),
        ("10.255.1.2", "10.255.0.0/17 ", true), ("10.255.200.2", "10.255.0.0/17", false),
        ("10.255.1.2", "10.255.1.2", true), ("[fd00::1]", "fd00::/8", true), ("[fd00::1]", "[fd00::1]", true),
        ("10.255.1.2", "10.0.0.0/99", false), ("api.test", "10.0.0.0/0", false),
    ]) func `NO_PROXY is kept`(host: String, exempt: String, goesRound: Bool) async throws {
        let proxy = try await proxy("407 x")
        let environment = ["http_proxy": "127.0.0.1:\(proxy.port)", "no_proxy": exempt]
        let client = try client(
            "http://\(host):9/v1", key: nil, limits: TransferLimits(connect: 0.2), environment: environment)
        _ = await caught { _ = try await Heard(client.stream(question())) }
        #expect(proxy.requests.isEmpty == goesRound)
        await proxy.stop()
    }

    @Test func `This machine is never reached through a proxy`() async throws {
        let port = try ClosedPort()
        let server = try await LoopbackServer.start { _ in .stream(["x"]) }
        let client = try client(server.baseURL, environment: ["all_proxy": port.baseURL, "http_proxy": port.baseURL])
        #expect(try await Heard(client.stream(question())).text == "x")
        await server.stop()
        withExtendedLifetime(port) {}
    }
}
