import Chains
import LoopbackServer
import ModelClient
import Platform
import Testing

/// Real gateways and proxies that `scripts/test --interop` starts, by the variables that it sets.
enum Peers {
    static let areThere = getenv("INTEROP_FOLDER") != nil

    static func port(_ name: String) -> Int { getenv("INTEROP_\(name)").flatMap { Int(String(cString: $0)) } ?? 0 }

    static var folder: String { getenv("INTEROP_FOLDER").map { String(cString: $0) } ?? "" }
    static var trust: [String: String] { ["SSL_CERT_FILE": "\(folder)/cert.pem"] }

    /// A way to the upstream server.
    struct Way: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let url: String
        let environment: [String: String]
    }

    static let ways: [Way] = {
        let h2 = port("NGINX_H2")
        func way(_ name: String, _ url: String, _ more: [String: String] = [:]) -> Way {
            Way(testDescription: name, url: url + "/v1", environment: trust.merging(more) { $1 })
        }
        return [
            way("direct", "http://127.0.0.1:\(port("UPSTREAM"))"),
            way("nginx, HTTP/1.1", "https://localhost:\(port("NGINX_H1"))"),
            way("nginx, HTTP/2", "https://localhost:\(h2)"),
            way("haproxy, HTTP/2", "https://localhost:\(port("HAPROXY"))"),
            way("squid", "https://0.0.0.0:\(h2)", ["https_proxy": "http://127.0.0.1:\(port("SQUID"))"]),
            way(
                "squid with a password", "https://0.0.0.0:\(h2)",
                ["https_proxy": "http://me:me@127.0.0.1:\(port("SQUID_PASSWORD"))"]),
            way("squid, plain", "http://0.0.0.0:\(port("NGINX_PLAIN"))", ["http_proxy": "127.0.0.1:\(port("SQUID"))"]),
            way("microsocks", "https://0.0.0.0:\(h2)", ["all_proxy": "socks5h://127.0.0.1:\(port("SOCKS"))"]),
            way(
                "microsocks with a password", "https://0.0.0.0:\(h2)",
                ["all_proxy": "socks5h://me:secret@127.0.0.1:\(port("SOCKS_PASSWORD"))"]),
        ]
    }()
}

@Suite(.serialized, .timeLimit(.minutes(2)), .enabled(if: Peers.areThere, "Only with scripts/test --interop"))
struct InteropTests {
    private func upstream(_ respond: @escaping LoopbackServer.Responder) async throws -> LoopbackServer {
        try await LoopbackServer.start(port: UInt16(clamping: Peers.port("UPSTREAM")), respond)
    }

    private func client(of way: Peers.Way) throws -> ChatClient {
        try ModelClientTests.client(way.url, key: nil, environment: way.environment)
    }

    private func seconds(since start: ContinuousClock.Instant) -> Double { (ContinuousClock.now - start) / .seconds(1) }

    /// The sentence of a call that fails.
    private func sentence(_ url: String, _ environment: [String: String]) async throws -> String {
        let client = try ModelClientTests.client(
            url, key: nil, limits: TransferLimits(connect: 60), environment: environment)
        return await caught { _ = try await Heard(client.stream(question())) }?.sentence ?? "none"
    }

    @Test(arguments: Peers.ways) func `The first word comes when the server sends it`(way: Peers.Way) async throws {
        let server = try await upstream { _ in
            .events(
                .init(Chunk.text("Bread")), .init(Chunk.text(" rises") + Chunk.finish("stop") + Chunk.done, after: 2))
        }
        let start = ContinuousClock.now
        var first: Double?
        var text = ""
        for try await case .text(let words) in try client(of: way).stream(question()) {
            if first == nil { first = seconds(since: start) }
            text += words
        }
        #expect(text == "Bread rises")
        #expect((first ?? 9) < 1.5 && seconds(since: start) >= 2, "\(first ?? 9)")
        await server.stop()
    }

    @Test(arguments: Peers.ways) func `A cancelled call ends on the server, too`(way: Peers.Way) async throws {
        let server = try await upstream { _ in .stream(Array(repeating: "x", count: 3000), delay: 0.01) }
        let client = try client(of: way)
        let heard = Guarded(0)
        let task = Task { for try await _ in client.stream(question()) { heard.withLock { $0 += 1 } } }
        while heard.withLock({ $0 }) < 3 { try await Task.sleep(for: .milliseconds(5)) }
        let start = ContinuousClock.now
        task.cancel()
        while server.brokenOff == 0 { try await Task.sleep(for: .milliseconds(5)) }
        // The answer takes 30 seconds.
        #expect(seconds(since: start) < 3, "\(seconds(since: start))")
        _ = await task.result
        await server.stop()
    }

    @Test(arguments: Peers.ways)
    func `One of four calls is cancelled, and the others stay whole`(way: Peers.Way) async throws {
        let server = try await upstream { _ in .stream(Array(repeating: "x", count: 100), delay: 0.02) }
        let client = try client(of: way)
        let tasks = (0..<4).map { _ in Task { try await Heard(client.stream(question())) } }
        while server.requests.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(200))
        tasks[1].cancel()
        for index in [0, 2, 3] {
            let heard = try await tasks[index].value
            #expect(heard.text == String(repeating: "x", count: 100))
        }
        #expect(server.brokenOff == 1)
        _ = await tasks[1].result
        await server.stop()
    }

    @Test func `HTTP/2 is spoken where the gateway offers it`() async throws {
        let server = try await upstream { _ in .json(200, "{}") }
        for (name, version) in [("NGINX_H2", "HTTP/2.0"), ("NGINX_H1", "HTTP/1.1")] {
            let engine = TransferEngine(environment: Peers.trust)
            for try await case .head(let head) in engine.start(
                WebRequest(url: "https://localhost:\(Peers.port(name))/x", direct: true)
            ).events {
                #expect(head["x-spoken"] == version)
            }
        }
        await server.stop()
    }

    @Test func `A proxy's refusals are reported as the proxy's`() async throws {
        let squid = "127.0.0.1:\(Peers.port("SQUID"))"
        let asking = "127.0.0.1:\(Peers.port("SQUID_PASSWORD"))"
        let nobody = Peers.port("NOBODY")
        for scheme in ["http", "https"] {
            func through(_ proxy: String) -> [String: String] { ["\(scheme)_proxy": "http://\(proxy)"] }
            let blocked = try await sentence("\(scheme)://blocked.test/v1", through(squid))
            #expect(blocked.hasPrefix("The proxy \(squid) refused to connect to"), "\(blocked)")
            let unknown = try await sentence("\(scheme)://nobody.invalid/v1", through(squid))
            #expect(unknown.hasPrefix("The proxy \(squid) could not reach"), "\(unknown)")
            let closed = try await sentence("\(scheme)://0.0.0.0:\(nobody)/v1", through(squid))
            #expect(closed.contains("could not reach") && closed.contains("connection refused"), "\(closed)")
            let asked = try await sentence("\(scheme)://api.test/v1", through(asking))
            #expect(asked.hasPrefix("The proxy \(asking) wants a name and a password"), "\(asked)")
            let dead = try await sentence("\(scheme)://api.test/v1", through("127.0.0.1:\(nobody)"))
            #expect(dead.hasPrefix("The proxy 127.0.0.1:\(nobody) cannot be reached"), "\(dead)")
        }
    }

    @Test func `A SOCKS proxy's refusals are reported as the proxy's`() async throws {
        let open = "127.0.0.1:\(Peers.port("SOCKS"))"
        let asking = "127.0.0.1:\(Peers.port("SOCKS_PASSWORD"))"
        let url = "https://0.0.0.0:\(Peers.port("NOBODY"))/v1"
        let closed = try await sentence(url, ["https_proxy": "socks5h://\(open)"])
        #expect(
            closed.hasPrefix("The proxy \(open) could not reach") && closed.contains("connection refused"), "\(closed)")
        let asked = try await sentence(url, ["https_proxy": "socks5h://\(asking)"])
        #expect(asked.hasPrefix("The proxy \(asking) wants a name and a password"), "\(asked)")
        let wrong = try await sentence(url, ["https_proxy": "socks5h://me:wrong@\(asking)"])
        #expect(wrong.hasPrefix("The proxy \(asking) does not accept the name and password"), "\(wrong)")
    }

    @Test func `Certificate errors name the fault`() async throws {
        let server = try await upstream { _ in .stream(["x"]) }
        defer { withExtendedLifetime(server) {} }
        let port = Peers.port("NGINX_H2")
        let url = "https://localhost:\(port)/v1"
        let untrusted = try await sentence(url, [:])
        #expect(untrusted.contains("its issuer is unknown") && untrusted.contains("CURL_CA_BUNDLE or SSL_CERT_FILE"))
        let other = try await sentence("https://127.0.0.1:\(port)/v1", Peers.trust)
        #expect(other.contains("certificate is for another host"), "\(other)")
        let missing = try await sentence(url, ["SSL_CERT_FILE": "/nowhere.pem"])
        #expect(missing == "The certificates in /nowhere.pem cannot be read. Correct SSL_CERT_FILE, or unset it.")
        let folder = Peers.folder
        for folders in [
            "\(folder)/hashed", "\(folder)/empty:\(folder)/hashed", ":/nowhere:\(folder)/hashed:",
            "\(folder)/hashed:/x",
        ] {
            let client = try ModelClientTests.client(url, key: nil, environment: ["SSL_CERT_DIR": folders])
            let text = try await Heard(client.stream(question())).text
            #expect(text == "x", "\(folders)")
        }
        let empty = try await sentence(url, ["SSL_CERT_DIR": "\(folder)/empty"])
        #expect(empty.contains("its issuer is unknown"))
    }

    @Test func `https to a plain port is reported`() async throws {
        let server = try await upstream { _ in .json(404, "{}") }
        defer { withExtendedLifetime(server) {} }
        let start = ContinuousClock.now
        let said = try await sentence("https://127.0.0.1:\(Peers.port("NGINX_PLAIN"))/v1", [:])
        #expect(said.contains("it speaks http, not https") && seconds(since: start) < 2, "\(said)")
    }
}
