import FlyingFox
import FlyingSocks
import Platform

/// A scripted server that speaks the OpenAI-compatible protocol on 127.0.0.1, for tests.
///
/// It streams for real, chunk by chunk. What HTTP does not allow, `RawServer` does.
package final class LoopbackServer: Sendable {
    /// Decides what is answered; it may wait, which delays the whole answer.
    package typealias Responder = @Sendable (ReceivedRequest) async throws -> Reply

    /// The port that the system gave.
    package let port: Int
    private let server: HTTPServer
    private let running: Task<Void, any Error>
    private let log: ServerLog

    /// The base URL for clients.
    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }
    /// All requests so far, in the order of their arrival.
    package var requests: [ReceivedRequest] { log.requests }
    /// The requests for chat completions so far.
    package var chats: [ReceivedRequest] { requests.filter(\.isChat) }
    /// How many bodies the client did not wait for the end of.
    package var brokenOff: Int { log.brokenOff }

    /// Starts a server on a port of this machine; on a free one unless given.
    ///
    /// A given port may still belong to a server that was stopped a moment ago, so it is asked for again for a while.
    package static func start(port: UInt16 = 0, _ respond: @escaping Responder) async throws -> LoopbackServer {
        for _ in 1..<100 {
            do {
                return try await startOnce(port: port, respond)
            } catch SocketError.failed(_, let code, _) where code == EADDRINUSE {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try await startOnce(port: port, respond)
    }

    private static func startOnce(port: UInt16, _ respond: @escaping Responder) async throws -> LoopbackServer {
        let log = ServerLog()
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 600, logger: .disabled)
        await server.appendRoute("*") { request in
            let received = try await ReceivedRequest(request)
            log.add(received)
            return try await respond(received).response(log)
        }
        let hasEnded = Guarded(false)
        let running = Task {
            defer { hasEnded.withLock { $0 = true } }
            try await server.run()
        }
        // A server that cannot have its port ends at once; FlyingFox's own waiting would not notice.
        while await !server.isListening, !hasEnded.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
        if hasEnded.withLock({ $0 }) { try await running.value }
        guard case .ip4(_, let port) = await server.listeningAddress else {
            running.cancel()
            throw SocketError.unsupportedAddress
        }
        return LoopbackServer(port: Int(port), server: server, running: running, log: log)
    }

    private init(port: Int, server: HTTPServer, running: Task<Void, any Error>, log: ServerLog) {
        self.port = port
        self.server = server
        self.running = running
        self.log = log
    }

    deinit { running.cancel() }

    /// Closes the port and every connection.
    package func stop() async {
        await server.stop(timeout: 0)
        running.cancel()
        _ = await running.result
    }
}

/// The events of a server so far.
final class ServerLog: Sendable {
    private let state = Guarded(State())

    private struct State {
        var requests: [ReceivedRequest] = []
        var brokenOff = 0
    }

    var requests: [ReceivedRequest] { state.withLock { $0.requests } }
    var brokenOff: Int { state.withLock { $0.brokenOff } }

    func add(_ request: ReceivedRequest) { state.withLock { $0.requests.append(request) } }
    func addBrokenOff() { state.withLock { $0.brokenOff += 1 } }
}

extension ReceivedRequest {
    fileprivate init(_ request: HTTPRequest) async throws {
        var headers: [String: String] = [:]
        for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
        self.init(
            method: request.method.rawValue, path: request.path, headers: headers,
            bytes: Array(try await request.bodyData))
    }
}

extension Reply {
    fileprivate func response(_ log: ServerLog) -> HTTPResponse {
        switch self {
        case .stream(let tokens, let delay, let usage, let finish):
            let end = Chunk.finish(finish) + (usage.map(Chunk.usage) ?? "") + Chunk.done
            let pieces = tokens.map { Piece(Chunk.text($0), after: delay) } + [Piece(end)]
            return Reply.raw(200, headers: ["Content-Type": "text/event-stream"], pieces).response(log)
        case .json(let status, let body):
            return Self.head(status, ["Content-Type": "application/json"], HTTPBodySequence(data: Data(body.utf8)))
        case .raw(let status, let headers, let pieces, let cut):
            let body = TimedBody(pieces: pieces, cut: cut, log: log)
            return Self.head(status, headers, HTTPBodySequence(from: body))
        }
    }

    private static func head(_ status: Int, _ headers: [String: String], _ body: HTTPBodySequence) -> HTTPResponse {
        var fields = HTTPHeaders()
        for (name, value) in headers { fields[HTTPHeader(name)] = value }
        return HTTPResponse(statusCode: HTTPStatusCode(status, phrase: "Status"), headers: fields, body: body)
    }
}
