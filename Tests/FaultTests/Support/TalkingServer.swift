import LoopbackServer
import Manuscript
import Platform

/// A server with which one talks: it answers the requests of a conversation from a script, and writes sections as an author does.
final class TalkingServer: Sendable {
    let raw: RawServer
    private let log: Guarded<[ReceivedRequest]>

    /// The requests of the conversation so far, without those for texts.
    var talks: [ReceivedRequest] { log.withLock { $0 } }

    /// Starts a server; `answers` gives the bytes for a request of the conversation and its number, from 0.
    static func start(
        _ answers: @escaping @Sendable (ReceivedRequest, Int) -> [Reply.Piece]
    ) async throws -> TalkingServer {
        let log = Guarded<[ReceivedRequest]>([])
        let raw = try await RawServer.start { request in
            guard request.isChat, let body = request.json else { return Raw.refusal(404) }
            guard request.isTalk else { return Raw.events(Raw.whole(Author.text(for: body))) }
            let number = log.withLock { log in
                log.append(request)
                return log.count - 1
            }
            return answers(request, number)
        }
        return TalkingServer(raw: raw, log: log)
    }

    private init(raw: RawServer, log: Guarded<[ReceivedRequest]>) {
        self.raw = raw
        self.log = log
    }
}

extension ReceivedRequest {
    /// True if this belongs to the conversation.
    var isTalk: Bool { messages("system").first?.contains("talk with its writer") == true }
    /// True if the model may call tools.
    var hasTools: Bool { json?["tools"]?.array?.isEmpty == false }
    /// The results of the calls of the last reply.
    var results: [String] { messages("tool") }
}
