import LoopbackServer
import Manuscript
import Platform

/// A server that answers as a fault says, and otherwise as an author does.
final class FaultyServer: Sendable {
    let raw: RawServer
    private let log: Guarded<Log>

    /// The requests and the complete answers.
    private struct Log {
        /// How often each section was asked for; an outline has an empty number.
        var asked: [String: Int] = [:]
        var said: [String: Set<String>] = [:]
        var count = 0
        var hasStruck = false
    }

    /// Starts a server on which one request suffers, counted from 1, and with a lasting fault all from there on.
    static func start(_ fault: Fault, onRequest number: Int) async throws -> FaultyServer {
        let log = Guarded(Log())
        let raw = try await RawServer.start { request in
            guard request.isChat, let body = request.json else { return Raw.refusal(404) }
            let text = Author.text(for: body)
            let suffers = log.withLock { log in
                log.count += 1
                log.said[request.number ?? "", default: []].insert(text)
                return fault.nature == .lasting ? log.count >= number : log.count == number
            }
            if suffers, let answer = fault.answer(Fault.Exchange(request: request, text: text)) {
                log.withLock { $0.hasStruck = true }
                return answer
            }
            return Raw.events(Raw.whole(text, prompt: request.tokens.prompt))
        }
        return FaultyServer(raw: raw, log: log)
    }

    /// True if the fault hit a request.
    var hasStruck: Bool { log.withLock { $0.hasStruck } }

    /// Starts a server; `target` is the section that suffers, nil the outline.
    static func start(_ fault: Fault, target: String?) async throws -> FaultyServer {
        let log = Guarded(Log())
        let raw = try await RawServer.start { request in
            guard request.isChat, let body = request.json else { return Raw.refusal(404) }
            let text = Author.text(for: body)
            let number = request.number ?? ""
            let time = log.withLock { log in
                log.asked[number, default: 0] += 1
                log.said[number, default: []].insert(text)
                return log.asked[number, default: 0]
            }
            if fault.strikesAll || number == target ?? "", time <= fault.times,
                let answer = fault.answer(Fault.Exchange(request: request, text: text))
            {
                return answer
            }
            return Raw.events(Raw.whole(text, prompt: request.tokens.prompt))
        }
        return FaultyServer(raw: raw, log: log)
    }

    private init(raw: RawServer, log: Guarded<Log>) {
        self.raw = raw
        self.log = log
    }

    /// How often a section was asked for, or the outline by nil.
    func asked(_ number: String?) -> Int { log.withLock { $0.asked[number ?? ""] ?? 0 } }

    /// The texts that were meant for a section.
    func said(_ number: String) -> Set<String> { log.withLock { $0.said[number] ?? [] } }
}
