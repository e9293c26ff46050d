import Chains
import LoopbackServer
import Manuscript
import ModelClient
import Platform

/// Everything that a stream of events said.
struct Heard: Equatable {
    var text = ""
    var reasoning = ""
    var usage: Usage?
    var finish: ModelEvent.FinishReason?
    var events = 0

    var calls: [ToolCall] = []
    var members: [String: JSONValue] = [:]

    init() {}

    init(_ events: [ModelEvent]) {
        for event in events { take(event) }
    }

    init(_ stream: AsyncThrowingStream<ModelEvent, any Error>) async throws {
        for try await event in stream { take(event) }
    }

    mutating func take(_ event: ModelEvent) {
        events += 1
        switch event {
        case .text(let words): text += words
        case .reasoning(let words): reasoning += words
        case .call(let call): calls.append(call)
        case .again: (text, calls) = ("", [])
        case .usage(let count): usage = count
        case .finished(let reason): finish = reason
        case .retracted:
            reasoning += text
            text = ""
        case .members(let found): members = found
        }
    }
}

/// A client of a server at `baseURL` that never waits long.
func client(
    _ baseURL: String, key: String? = "sk-test-1234567890", limits: TransferLimits = TransferLimits(),
    retries: Int = 0, llama: Bool = false, environment: [String: String] = [:]
) throws -> ChatClient {
    let endpoint = try Endpoint(baseURL: baseURL, apiKey: key, service: "Loopback", model: "tester")
    return ChatClient(
        endpoint: endpoint,
        profile: ModelProfile(model: "tester", service: "Loopback", takesLlamaSampling: llama),
        engine: TransferEngine(environment: environment), limits: limits,
        retries: RetryPolicy(limit: retries, base: 0, patience: retries))
}

/// A request with one question.
func question(
    _ text: String = "Hello?", sampling: ModelRequest.Sampling = ModelRequest.Sampling(),
    format: ModelRequest.Format = .text
) -> ModelRequest {
    ModelRequest(messages: [.init(.user, text)], format: format, sampling: sampling, maxTokens: 100)
}

/// The error that `body` throws; nil where it throws none.
func caught(_ body: () async throws -> Void) async -> ModelError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? ModelError
    }
}

/// Cuts bytes into pieces at random.
func pieces(_ bytes: [UInt8], longest: Int) -> [[UInt8]] {
    var rest = bytes[...]
    var pieces: [[UInt8]] = []
    while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...longest))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
    }
    return pieces
}

/// A port of this machine at which nobody listens, and that nobody else gets while this is there.
final class ClosedPort {
    private let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    /// Its address as a base URL.
    let baseURL: String

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let door = door
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(door, $0, size) == 0 && getsockname(door, $0, &size) == 0
            }
        }
        guard isBound else { throw SystemError("opened", "a port") }
        baseURL = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/v1"
    }

    deinit { close(door) }
}
