import FlyingSocks
import Platform

/// A server that sends given bytes and hangs up, for the faults that no HTTP server commits.
///
/// Each connection gets one answer, the pieces in order, after its request has come.
package final class RawServer: Sendable {
    /// The port that the system gave.
    package let port: Int
    private let listening: Task<Void, any Error>
    private let log: ServerLog

    /// The base URL for clients.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }
    /// How many connections the client closed before the last piece was sent.
    package var brokenOff: Int { log.brokenOff }
    /// All requests so far, in the order of their arrival.
    package var requests: [ReceivedRequest] { log.requests }

    /// Starts a server on a free port that sends the same to everybody.
    package static func start(_ pieces: [Reply.Piece]) async throws -> RawServer {
        try await start { _ in pieces }
    }

    /// Starts a server that sends these bytes to the first word of everybody, as of another protocol than HTTP.
    package static func start(afterGreeting answer: [UInt8]) async throws -> RawServer {
        try await start { visitor, log in
            _ = try await visitor.read(atMost: 65_536)
            log.add(ReceivedRequest(method: "", path: ""))
            try await visitor.write(Data(answer))
            // Until the client hangs up: bytes that nobody read would reset the connection.
            while true { _ = try await visitor.read(atMost: 65_536) }
        }
    }

    /// Starts a server that waits for the end of a head, whatever else comes; with `oneByOne` nobody else is served
    /// meanwhile.
    package static func start(waitingForHead answer: String, oneByOne: Bool) async throws -> RawServer {
        let turn = OneByOne()
        return try await start { visitor, log in
            if oneByOne { try await turn.take() }
            defer { if oneByOne { turn.give() } }
            var bytes: [UInt8] = []
            while bytes.firstRange(of: Array("\r\n\r\n".utf8)) == nil {
                bytes += try await visitor.read(atMost: 65_536)
            }
            log.add(ReceivedRequest(method: "", path: ""))
            try await visitor.write(Data(answer.utf8))
        }
    }

    /// Starts a server on a free port that decides what to send.
    package static func start(
        _ respond: @escaping @Sendable (ReceivedRequest) -> [Reply.Piece]
    ) async throws -> RawServer {
        try await start { visitor, log in
            let request = try await readRequest(visitor)
            log.add(request)
            for piece in respond(request) {
                if piece.delay > 0 { try await Task.sleep(for: .seconds(piece.delay)) }
                if !piece.bytes.isEmpty { try await visitor.write(Data(piece.bytes)) }
            }
        }
    }

    private static func start(
        serving serve: @escaping @Sendable (AsyncSocket, ServerLog) async throws -> Void
    ) async throws -> RawServer {
        let socket = try Socket(domain: AF_INET)
        try socket.bind(to: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0))
        try socket.listen()
        guard case .ip4(_, let port) = try socket.sockname() else { throw SocketError.unsupportedAddress }
        let pool: some AsyncSocketPool = .poll()
        try await pool.prepare()
        let door = try AsyncSocket(socket: socket, pool: pool)
        let log = ServerLog()
        let listening = Task {
            defer { try? door.close() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await pool.run() }
                for try await visitor in door.sockets {
                    group.addTask {
                        defer { try? visitor.close() }
                        do { try await serve(visitor, log) } catch { log.addBrokenOff() }
                    }
                }
            }
        }
        return RawServer(port: Int(port), listening: listening, log: log)
    }

    private init(port: Int, listening: Task<Void, any Error>, log: ServerLog) {
        self.port = port
        self.listening = listening
        self.log = log
    }

    deinit { listening.cancel() }

    /// Closes the port and every connection.
    package func stop() async {
        listening.cancel()
        _ = await listening.result
    }

    /// Reads a request with its body, so that closing does not reset the connection.
    private static func readRequest(_ visitor: AsyncSocket) async throws -> ReceivedRequest {
        var bytes: [UInt8] = []
        while true {
            bytes += try await visitor.read(atMost: 65_536)
            // A TLS record of type handshake (RFC 8446 §5.1), which is no request and does not end like one.
            if bytes.first == 0x16 { return ReceivedRequest(method: "", path: "") }
            guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
            let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
            }
            let body = bytes[end.upperBound...]
            guard body.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { continue }
            let words = (lines.first ?? "").split(separator: " ")
            return ReceivedRequest(
                method: words.first.map { String($0) } ?? "", path: words.count > 1 ? String(words[1]) : "",
                headers: headers, bytes: Array(body))
        }
    }
}

/// Lets one task in at a time.
private final class OneByOne: Sendable {
    private let isTaken = Guarded(false)

    func take() async throws {
        while !isTaken.withLock({ taken in
            defer { taken = true }
            return !taken
        }) { try await Task.sleep(for: .milliseconds(5)) }
    }

    func give() { isTaken.withLock { $0 = false } }
}
