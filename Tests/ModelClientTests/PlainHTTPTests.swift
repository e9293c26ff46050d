import Chains
import LoopbackServer
import ModelClient
import Platform
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct PlainHTTPTests {
    /// The error of a call over https of a port of this machine, with the seconds that it took.
    private func failure(port: Int, limits: TransferLimits = TransferLimits(connect: 60, probe: 60)) async throws -> (
        error: ModelError?, seconds: Double
    ) {
        let client = try client("https://127.0.0.1:\(port)/v1", limits: limits)
        let start = ContinuousClock.now
        let error = await caught { _ = try await Heard(client.stream(question())) }
        return (error, (ContinuousClock.now - start) / .seconds(1))
    }

    private static let plain = ModelError.unreachable(server: "Loopback", reason: "it speaks http, not https")

    /// Answers of plain http servers to a request without a key.
    @Test(arguments: [
        "200 OK", "401 Unauthorized", "403 Forbidden", "404 Not Found", "405 Method Not Allowed", "501 Not Implemented",
        "301 Moved\r\nLocation: /x",
    ]) func `A server that waits for a line is known`(status: String) async throws {
        for oneByOne in [false, true] {
            let server = try await RawServer.start(
                waitingForHead: "HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n", oneByOne: oneByOne)
            let (error, seconds) = try await failure(port: server.port)
            #expect(error == Self.plain, "\(seconds)")
            await server.stop()
        }
    }

    @Test func `A server that complains about TLS is known, too`() async throws {
        for answer in ["HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n<html>"] {
            let server = try await RawServer.start([.init(answer)])
            let (error, seconds) = try await failure(port: server.port)
            #expect(error == Self.plain, "\(seconds)")
            await server.stop()
        }
        let server = try await LoopbackServer.start { _ in .json(200, "{}") }
        let (error, seconds) = try await failure(port: server.port)
        #expect(error == Self.plain, "\(seconds)")
        await server.stop()
    }

    /// A list is retried like a call, but not where the address is wrong.
    @Test func `A list is not asked for again over the wrong scheme`() async throws {
        let server = try await RawServer.start([.init("HTTP/1.1 404 Not Found\r\n\r\n")])
        let client = try client("https://127.0.0.1:\(server.port)/v1", retries: 2)
        #expect(await caught { _ = try await client.listedModels() } == Self.plain)
        #expect(server.requests.count { !$0.method.isEmpty } == 1)
        await server.stop()
    }

    @Test func `The question holds no key`() async throws {
        let server = try await RawServer.start([.init("HTTP/1.1 404 Not Found\r\n\r\n")])
        _ = try await failure(port: server.port)
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == nil && $0.bytes.isEmpty })
        #expect(server.requests.contains { $0.method == "GET" && $0.path == "/" })
        await server.stop()
    }

    @Test func `Other protocols are reported as such`() async throws {
        let talker = try await RawServer.start([.init("SSH-2.0-nothing\r\n\r\n")])
        let odd = try await failure(port: talker.port).error
        #expect(odd == .unreachable(server: "Loopback", reason: "it does not speak TLS"))
        await talker.stop()
        let silent = try await RawServer.start(waitingForHead: "", oneByOne: false)
        let (error, seconds) = try await failure(port: silent.port, limits: TransferLimits(connect: 1.5))
        #expect(error == .timedOut(server: "Loopback", phase: .connecting, seconds: 2) && seconds > 1.5, "\(seconds)")
        await silent.stop()
    }

    @Test func `A server of https that complains in plain http is not taken for one of http`() async throws {
        let server = try await RawServer.start(
            waitingForHead: "HTTP/1.1 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.",
            oneByOne: false)
        let error = try await failure(port: server.port, limits: TransferLimits(connect: 1.5)).error
        #expect(error == .timedOut(server: "Loopback", phase: .connecting, seconds: 2))
        await server.stop()
    }

    @Test func `A call can be cancelled while the server is asked`() async throws {
        let server = try await RawServer.start(waitingForHead: "", oneByOne: false)
        let client = try client("https://127.0.0.1:\(server.port)/v1")
        let task = Task { try await Heard(client.stream(question())) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await server.stop()
    }
}
