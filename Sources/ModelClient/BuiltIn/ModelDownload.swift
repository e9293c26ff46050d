import Chains
import Platform

/// Downloads a model file from an https address, and goes on where an earlier attempt broke off (RFC 9110 §14).
struct ModelDownload: Sendable {
    let url: String
    let engine: TransferEngine
    /// The memory of this machine: a file that cannot fit is not downloaded.
    var memory: MachineMemory
    /// The pause before a broken connection is tried again, and times as much before each further attempt.
    var pause = Duration.seconds(1)
    var limits = TransferLimits(connect: 15, firstByte: 60, idle: 30)
    let progress: @Sendable (ModelProgress) -> Void

    /// The number of attempts in a row that may bring nothing.
    private static let attempts = 4
    private static let redirects = 5

    /// Throws `ModelInstallError.insecure` unless the address is https, or http on this machine.
    init(
        url: String, engine: TransferEngine, memory: MachineMemory = .current,
        progress: @escaping @Sendable (ModelProgress) -> Void
    ) throws(ModelInstallError) {
        guard Self.isSafe(url, fromHere: true) else { throw .insecure(url: Self.shown(url)) }
        (self.url, self.engine, self.memory, self.progress) = (url, engine, memory, progress)
    }

    /// The address without a password or query, which may hold a secret.
    var name: String { Self.shown(url) }

    /// Receives the rest of the file; `note` is the file that names the source of what is there already.
    ///
    /// Throws `ModelInstallError`, and `CancellationError`. What was received stays if the connection breaks.
    func receive(into part: PartialFile, note: String) async throws {
        let known = (try? Files.read(note, within: .small)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var source = known.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if source.first != url {
            try part.restart()
            source = [url]
        }
        var state = State(tag: source.count > 1 ? source[1] : "", address: url)
        var failures = 0
        while true {
            let before = part.count
            do {
                try await attempt(&state, into: part, note: note)
                return
            } catch let error as TransferError {
                try Task.checkCancellation()
                failures = part.count > before ? 1 : failures + 1
                guard Self.mayPass(error), failures < Self.attempts else { throw failure(error, part, state.total) }
                progress(.step("The connection broke off; trying again."))
                try await Task.sleep(for: pause * failures)
            }
        }
    }

    /// The state that one attempt leaves to the next one.
    private struct State {
        /// The server's mark of this version of the file.
        var tag: String
        /// The address after redirects.
        var address: String
        var total: Int?
        var redirects = 0
    }

    private func attempt(_ state: inout State, into part: PartialFile, note: String) async throws {
        while true {
            var headers = ["Accept-Encoding: identity", "User-Agent: galley"]
            if part.count > 0 {
                headers.append("Range: bytes=\(part.count)-")
                if !state.tag.isEmpty { headers.append("If-Range: \(state.tag)") }
            }
            let direct = (try? Endpoint(baseURL: state.address))?.isLoopback == true
            let transfer = engine.start(
                WebRequest(url: state.address, headers: headers, direct: direct, limits: limits))
            var events = transfer.events.makeAsyncIterator()
            guard case .head(let head) = try await events.next() else {
                try Task.checkCancellation()
                throw TransferError.closed
            }
            if [301, 302, 303, 307, 308].contains(head.status), let target = head["location"] {
                try redirect(to: target, &state)
                continue
            }
            if head.status == 416, part.count > 0 {
                try part.restart()
                continue
            }
            guard head.status == 200 || head.status == 206 else {
                if head.status >= 500 { throw TransferError.dropped(reason: "it answered \(head.status)") }
                throw ModelInstallError.refused(url: name, status: head.status)
            }
            try begin(head, &state, part, note)
            return try await body(&events, state.total, into: part)
        }
    }

    /// Checks an answer's head, and empties the file if the answer begins at its start.
    private func begin(_ head: WebHead, _ state: inout State, _ part: PartialFile, _ note: String) throws {
        if head["content-type"]?.lowercased().contains("html") == true { throw ModelInstallError.webPage(url: name) }
        // `bytes 100-199/200`, or the whole file although only a part was asked for.
        let range = head["content-range"].map { $0.split { !$0.isNumber }.compactMap { Int($0) } } ?? []
        if head.status == 206, range.first == part.count {
            state.total = range.count > 2 ? range[2] : nil
        } else {
            guard head.status == 200 else { throw TransferError.dropped(reason: "it sent another part of the file") }
            try part.restart()
            state.total = head["content-length"].flatMap { Int($0) }
        }
        // A weak mark must not be used for parts (RFC 9110 §13.1.5).
        state.tag = head["etag"].flatMap { $0.hasPrefix("W/") ? nil : $0 } ?? head["last-modified"] ?? ""
        if let total = state.total {
            guard total <= memory.total else {
                throw ModelInstallError.tooLarge(
                    name: Files.name(of: name), needed: total, memory: memory.total)
            }
            try part.checkRoom(for: total - part.count)
        }
        do { try Files.replace(note, with: Array("\(url)\n\(state.tag)".utf8)) } catch {
            throw ModelInstallError.unwritable(path: note, reason: "the download cannot be recorded")
        }
    }

    private func body(
        _ events: inout AsyncThrowingStream<TransferEvent, any Error>.Iterator, _ total: Int?, into part: PartialFile
    ) async throws {
        var meter = ModelMeter(from: part.count, of: total)
        var start: [UInt8] = []
        while let event = try await events.next(isolation: #isolation) {
            guard case .body(let bytes) = event else { continue }
            if part.count < 4, start.count < 4 {
                start += bytes.prefix(4 - start.count)
                if start.count == 4 || !Array("GGUF".utf8).starts(with: start) { try checkMark(start) }
            }
            try part.append(bytes)
            if let words = meter.words(part.count) { progress(.amount(words)) }
        }
        try Task.checkCancellation()
        if let total, part.count < total { throw TransferError.dropped(reason: "the file is not complete") }
    }

    private func checkMark(_ start: [UInt8]) throws(ModelInstallError) {
        guard !start.elementsEqual("GGUF".utf8) else { return }
        let isMarkup = String(decoding: start, as: UTF8.self).trimmed.hasPrefix("<")
        throw isMarkup ? .webPage(url: name) : .notAModel(what: name, reason: GGUFFault.noMark.words)
    }

    private func redirect(to target: String, _ state: inout State) throws(ModelInstallError) {
        state.redirects += 1
        guard state.redirects <= Self.redirects else { throw .redirectLoop(url: name) }
        let origin = PlainHTTP.origin(of: state.address)
        let next =
            target.contains("://")
            ? target
            : target.hasPrefix("//")
                ? origin.prefix { $0 != "/" } + target
                : target.hasPrefix("/") ? origin + target : Files.folder(of: state.address) + "/" + target
        let isLocal = !state.address.lowercased().hasPrefix("https:")
        guard Self.isSafe(next, fromHere: isLocal) else { throw .insecureRedirect(url: Self.shown(next)) }
        state.address = next
    }

    /// True for an https address; with `fromHere` also for plain http on this machine.
    private static func isSafe(_ url: String, fromHere: Bool) -> Bool {
        guard let endpoint = try? Endpoint(baseURL: url) else { return false }
        return !endpoint.isPlain || fromHere && endpoint.isLoopback
    }

    private static func shown(_ url: String) -> String {
        let plain = url.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = plain.firstRange(of: "://") else { return String(plain) }
        let rest = plain[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
        return "\(plain[..<scheme.upperBound])\(host)\(rest.dropFirst(authority.count))"
    }

    /// True if another attempt may bring the rest.
    private static func mayPass(_ error: TransferError) -> Bool {
        switch error {
        case .closed, .dropped, .timedOut, .unreachable(_, again: true): true
        default: false
        }
    }

    private func failure(_ error: TransferError, _ part: PartialFile, _ total: Int?) -> any Error {
        if part.count > 0 { return ModelInstallError.brokeOff(url: name, received: part.count, total: total) }
        if case .unreachable(let reason, _) = error { return ModelInstallError.unreachable(url: name, reason: reason) }
        guard let endpoint = try? Endpoint(baseURL: url) else { return error }
        return ModelError(error, endpoint)
    }
}
