import FlyingSocks
import Platform

/// A server that sends given bytes and hangs up, for the faults that no HTTP server commits.
///
/// Each connection gets one answer, the pieces in order, after the head of its request has come.
package final class RawServer: Sendable {
    /// The port that the system gave.
    package let port: Int
    private let listening: Task<Void, any Error>
    private let log: ServerLog

    /// The base URL for clients.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }
    /// How many connections the client closed before the last piece was sent.
    package var brokenOff: Int { log.brokenOff }

    /// Starts a server on a free port.
    package static func start(_ pieces: [Reply.Piece]) async throws -> RawServer {
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
                    group.addTask { await serve(visitor, pieces, log) }
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

    private static func serve(_ visitor: AsyncSocket, _ pieces: [Reply.Piece], _ log: ServerLog) async {
        defer { try? visitor.close() }
        do {
            try await readRequest(visitor)
            for piece in pieces {
                if piece.delay > 0 { try await Task.sleep(for: .seconds(piece.delay)) }
                if !piece.bytes.isEmpty { try await visitor.write(Data(piece.bytes)) }
            }
        } catch {
            log.addBrokenOff()
        }
    }

    /// Reads a request with its body, so that closing does not reset the connection.
    private static func readRequest(_ visitor: AsyncSocket) async throws {
        var bytes: [UInt8] = []
        while true {
            bytes += try await visitor.read(atMost: 65_536)
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.firstRange(of: "\r\n\r\n") else { continue }
            let length =
                text[..<end.lowerBound].lowercased().split(separator: "\r\n")
                .first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
            if text[end.upperBound...].utf8.count >= length { return }
        }
    }
}
