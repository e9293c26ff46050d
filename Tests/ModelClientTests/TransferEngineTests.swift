import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform
import Testing

@Suite(.serialized, .timeLimit(.minutes(5))) struct TransferEngineTests {
    private func read(_ transfer: WebTransfer) async throws -> (head: WebHead?, body: String) {
        var head: WebHead?
        var body: [UInt8] = []
        for try await event in transfer.events {
            switch event {
            case .head(let received): head = received
            case .body(let bytes): body += bytes
            }
        }
        return (head, String(decoding: body, as: UTF8.self))
    }

    /// Waits until `condition` holds; the time limit of the suite ends what never does.
    private func wait(until condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test func `Head and body come through`() async throws {
        let server = try await LoopbackServer.start { _ in .raw(418, headers: ["X-Test": " a: b "], [.init("tea")]) }
        let answer = try await read(TransferEngine().start(WebRequest(url: "\(server.baseURL)/x")))
        #expect(answer.head?.status == 418)
        #expect(answer.head?["x-test"] == "a: b")
        #expect(answer.body == "tea")
        #expect(server.requests.first?.method == "GET")
        await server.stop()
    }

    @Test func `A body is sent as it is`() async throws {
        let server = try await LoopbackServer.start { request in .raw(200, [.init(request.bytes)]) }
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 % 251) }
        let engine = TransferEngine()
        var received: [UInt8] = []
        for try await case .body(let bytes) in engine.start(WebRequest(url: server.baseURL, body: body)).events {
            received += bytes
        }
        #expect(received == body)
        await server.stop()
    }

    @Test func `Cancelling closes the connection at once`() async throws {
        let server = try await LoopbackServer.start { _ in
            .stream(Array(repeating: "x", count: 10_000), delay: 0.005)
        }
        let client = try client(server.baseURL)
        let heard = Guarded(0)
        let task = Task {
            for try await _ in client.stream(question()) { heard.withLock { $0 += 1 } }
            try Task.checkCancellation()
        }
        try await wait { heard.withLock { $0 } > 2 }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await wait { server.brokenOff == 1 }
        await server.stop()
    }

    @Test func `Leaving the loop closes the connection, too`() async throws {
        let server = try await LoopbackServer.start { _ in
            .stream(Array(repeating: "x", count: 10_000), delay: 0.005)
        }
        let client = try client(server.baseURL)
        for try await _ in client.stream(question()) { break }
        try await wait { server.brokenOff == 1 }
        await server.stop()
    }

    @Test func `Cancelling while nothing has come yet ends the call`() async throws {
        let server = try await LoopbackServer.start { _ in
            try await Task.sleep(for: .seconds(30))
            return .stream(["late"])
        }
        let client = try client(server.baseURL)
        let task = Task { try await Heard(client.stream(question())) }
        try await wait { !server.requests.isEmpty }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        await server.stop()
    }

    @Test func `Silence has its limits`() async throws {
        let silent = try await RawServer.start([.init("", after: 30)])
        let limits = TransferLimits(connect: 60, firstByte: 0.1, idle: 0.1)
        let first = try client(silent.baseURL, limits: limits)
        #expect(
            await caught { _ = try await Heard(first.stream(question())) }
                == .timedOut(server: "Loopback", phase: .firstByte, seconds: 1))
        await silent.stop()

        let stalling = try await LoopbackServer.start { _ in
            .events(.init(Chunk.text("x")), .init(Chunk.text("y"), after: 30))
        }
        let next = try client(stalling.baseURL, limits: TransferLimits(idle: 0.1))
        #expect(
            await caught { _ = try await Heard(next.stream(question())) }
                == .timedOut(server: "Loopback", phase: .nextByte, seconds: 1))
        await stalling.stop()
    }

    @Test func `Comments keep a stream alive`() async throws {
        let comments = (0..<10).map { _ in Reply.Piece(": still here\n\n", after: 0.5) }
        let end = Reply.Piece(Chunk.text("x") + Chunk.done)
        let server = try await LoopbackServer.start { _ in .raw(200, comments + [end]) }
        let client = try client(server.baseURL, limits: TransferLimits(idle: 3))
        #expect(try await Heard(client.stream(question())).text == "x")
        await server.stop()
    }

    @Test func `A closed port cannot be reached`() async throws {
        let port = try ClosedPort()
        let client = try client(port.baseURL, retries: 1)
        #expect(
            await caught { _ = try await client.models() }
                == .unreachable(server: "Loopback", reason: "connection refused"))
        #expect(
            await caught { _ = try await Heard(client.stream(question())) }
                == .unreachable(server: "Loopback", reason: "connection refused"))
        withExtendedLifetime(port) {}
    }

    @Test func `A connection that hangs up without a word is closed`() async throws {
        let server = try await RawServer.start([])
        let client = try client(server.baseURL)
        #expect(
            await caught { _ = try await Heard(client.stream(question())) }
                == .closed(server: "Loopback"))
        await server.stop()
    }

    @Test func `A body shorter than announced is dropped`() async throws {
        let text = Chunk.text("half")
        let server = try await RawServer.start([
            .init("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"), .init(text),
        ])
        let client = try client(server.baseURL)
        var heard = ""
        let error = await caught {
            for try await case .text(let words) in client.stream(question()) { heard += words }
        }
        #expect(heard == "half")
        #expect(error == .dropped(server: "Loopback", reason: "it closed the connection"))
        await server.stop()
    }

    @Test func `Interim heads are passed over`() async throws {
        let server = try await RawServer.start([
            .init("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        ])
        let answer = try await read(TransferEngine().start(WebRequest(url: server.baseURL)))
        #expect(answer.head?.status == 200)
        #expect(answer.head?.fields.map(\.name) == ["content-length"])
        #expect(answer.body == "ok")
        await server.stop()
    }

    @Test func `A protocol other than HTTP is named, with a suggestion`() async throws {
        let server = try await RawServer.start([.init("SSH-2.0-nothing\r\n\r\n")])
        let client = try client(server.baseURL)
        #expect(
            await caught { _ = try await Heard(client.stream(question())) }
                == .invalidSetting(
                    "Loopback does not answer in plain http. If it speaks https, use https\(server.baseURL.dropFirst(4)) (`--base-url`, `:set baseURL`)."
                ))
        #expect(server.requests.count == 1)
        await server.stop()
    }

    @Test func `Engines come and go`() async throws {
        let server = try await LoopbackServer.start { _ in .json(200, "{}") }
        for _ in 0..<20 {
            _ = TransferEngine()
            #expect(try await read(TransferEngine().start(WebRequest(url: server.baseURL))).body == "{}")
        }
        await server.stop()
    }
}
