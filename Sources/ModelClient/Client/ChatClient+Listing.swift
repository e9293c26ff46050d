import Chains
import Manuscript
import Platform

// Lists the models of a server, with the same retries as calls.
extension ChatClient {
    /// Returns the models that the server offers, sorted by name.
    ///
    /// Throws `ModelError`, or `CancellationError`.
    package func models() async throws -> [String] {
        let names = try await listedModels()
        return Set(names).sorted()
    }

    /// Returns the models in the server's own order, which often puts the latest first.
    ///
    /// Retries temporary failures and waits for limits, as calls do. Throws `ModelError`, or `CancellationError`.
    package func listedModels() async throws -> [String] {
        let list = try await patientList(endpoint.url("models"))
        return list.compactMap { $0["id"]?.string ?? $0["name"]?.string }.filter { !$0.isEmpty }
    }

    private func patientList(_ url: String) async throws -> [JSONValue] {
        var (tries, limitTries, waited) = (0, 0, 0.0)
        while true {
            let failure: ModelError
            do {
                let answer = try await get(url)
                if answer.status == 200 {
                    habits.answered()
                    return try list(in: answer)
                }
                if let pause = pause(forLimit: answer, tries: limitTries) {
                    limitTries += 1
                    try await wait(pause, reason: "for \(endpoint.service)'s limit")
                    continue
                }
                let error = answer.error(endpoint)
                // The usual advice for this status is to list the models.
                if case .rejected(let server, 404, _, _, _) = error {
                    failure = .notAModel(server: server, status: 404, what: "no list of models")
                } else {
                    failure = error
                }
            } catch let error as ModelError {
                failure = error
            } catch let error as TransferError {
                failure = ModelError(error, endpoint)
                if case .unreachable(_, again: false) = error { throw failure }
            }
            guard
                let pause = retries.pause(
                    after: failure, tries: tries, waited: waited, isKnown: habits.hasAnswered,
                    hasServed: habits.served > 0)
            else { throw failure }
            tries += 1
            waited += pause
            try await wait(pause, reason: "to ask \(endpoint.service) again")
        }
    }

    /// Returns the list in an answer with status 200, which may also hold an error.
    private func list(in answer: ServerAnswer) throws(ModelError) -> [JSONValue] {
        let tree = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))
        if let list = tree?["data"]?.array ?? tree?["models"]?.array ?? tree?.array { return list }
        if let complaint = tree.flatMap({ ServerErrorBody(stream: $0) }) {
            throw complaint.error(
                server: endpoint.service, status: complaint.impliedStatus, retryAfter: answer.retryAfter,
                secret: endpoint.apiKey)
        }
        throw .notAModel(server: endpoint.service, status: 200, what: answer.kind)
    }

    /// Returns the pause after status 429, in seconds; nil for other statuses or if the call is not retried.
    func pause(forLimit answer: ServerAnswer, tries: Int) -> Double? {
        guard answer.status == 429 else { return nil }
        return retries.pauseForLimit(
            code: ServerErrorBody(body: answer.body).code, asked: answer.retryAfter, tries: tries)
    }

    private func wait(_ pause: Double, reason: String) async throws {
        guard pause > 0 else { return try Task.checkCancellation() }
        let isLong = pause >= 1
        if isLong { onWait(ServerWait(seconds: pause, reason: reason)) }
        defer { if isLong { onWait(nil) } }
        try await Task.sleep(for: .seconds(pause))
    }
}
