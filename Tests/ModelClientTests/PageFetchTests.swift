import Library
import LoopbackServer
import Platform
import Testing

@testable import ModelClient

/// Pages from the web, with limits on size, time, redirects and networks.
@Suite(.timeLimit(.minutes(5)))
struct PageFetchTests {
    private let engine = TransferEngine()

    private func server() async throws -> LoopbackServer {
        try await LoopbackServer.start { request in
            let html = ["Content-Type": "text/html; charset=iso-8859-1"]
            switch request.path {
            case "/page": return .raw(200, headers: html, [.init([0x3C, 0x70, 0x3E, 0xE9])])
            case "/once": return .raw(302, headers: ["Location": "page"], [])
            case "/loop": return .raw(301, headers: ["Location": "/loop"], [])
            case "/inside": return .raw(302, headers: ["Location": "http://localhost:1/secret"], [])
            case "/file": return .raw(302, headers: ["Location": "file:///etc/passwd"], [])
            case "/image": return .raw(200, headers: ["Content-Type": "image/png"], [.init("x")])
            case "/large":
                return .raw(200, headers: html, (0..<9).map { _ in .init(String(repeating: "x", count: 1000)) })
            case "/slow": return .raw(200, headers: html, [.init("x"), .init("y", after: 30)])
            default: return .raw(404, headers: html, [.init("no")])
            }
        }
    }

    @Test func aPageComesWithItsTypeAndItsAddressAfterRedirects() async throws {
        let server = try await server()
        let page = try await PageFetch(engine: engine).page(at: "http://127.0.0.1:\(server.port)/once#part")
        #expect(page.url == "http://127.0.0.1:\(server.port)/page" && page.bytes == [0x3C, 0x70, 0x3E, 0xE9])
        #expect(page.type == "text/html; charset=iso-8859-1")
        #expect(server.requests.map(\.path) == ["/once", "/page"])
        #expect(server.requests.allSatisfy { $0.headers["cookie"] == nil && $0.headers["authorization"] == nil })
    }

    @Test func faultsGiveOneSentence() async throws {
        let server = try await server()
        let base = "http://127.0.0.1:\(server.port)"
        var fetch = PageFetch(engine: engine)
        fetch.size = 4000
        let cases: [(String, PageError)] = [
            ("/gone", .refused(url: base + "/gone", status: 404)), ("/loop", .redirectLoop(url: base + "/loop")),
            ("/inside", .privateNetwork(url: "http://localhost:1/secret")),
            ("/file", .badRedirect(url: base + "/file")),
            ("/image", .wrongType(url: base + "/image", type: "image/png")),
            ("/large", .tooLarge(url: base + "/large", limit: 4000)),
        ]
        for (path, error) in cases { await #expect(throws: error) { try await fetch.page(at: base + path) } }
        fetch.seconds = 1
        await #expect(throws: PageError.tooSlow(url: base + "/slow", seconds: 1)) {
            try await fetch.page(at: base + "/slow")
        }
    }

    @Test(arguments: [
        "", "notes.md", "ftp://a.b/", "file:///etc/passwd", "http://", "https://user:word@a.b/", "http://a.b:99999/",
        "javascript:x",
    ])
    func otherAddressesAreRefused(typed: String) {
        #expect(throws: PageError.self) { try PageFetch.address(typed) }
    }

    @Test func lettersOutsideOfASCIIAreEncoded() throws {
        #expect(try PageFetch.address("https://a.b/é x#y").url == "https://a.b/%C3%A9%20x")
        #expect(try PageFetch.address("https://[2001:DB8::1]:8/").host == "2001:db8::1")
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("localhost", true), ("10.1.2.3", true), ("nas", true), ("nas.local", true), ("::1", true),
        ("example.org", false), ("8.8.8.8", false), ("127.0.0.1.example.org", false),
    ])
    func aTypedHostShowsIfAPrivateNetworkIsMeant(host: String, isPrivate: Bool) {
        #expect(PageFetch.isTypedPrivate(host) == isPrivate)
    }

    /// The address is checked when the connection is made, so that no name can lead inside.
    @Test func aPublicRequestDoesNotConnectToThisMachine() async throws {
        let server = try await server()
        var request = WebRequest(url: "http://127.0.0.1:\(server.port)/page")
        request.isPublicOnly = true
        await #expect(throws: TransferError.privateNetwork) {
            for try await _ in engine.start(request).events {}
        }
        #expect(server.requests.isEmpty)
        // An open connection of another request is not used for it either.
        _ = try await PageFetch(engine: engine).page(at: "http://127.0.0.1:\(server.port)/page")
        await #expect(throws: TransferError.privateNetwork) {
            for try await _ in engine.start(request).events {}
        }
        #expect(server.requests.count == 1)
    }
}
