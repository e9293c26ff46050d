import CLibCurl
import Platform

/// The loop of the engine's thread: takes commands, runs libcurl, yields received data, and waits.
///
/// Used only on that thread.
final class TransferLoop {
    private let queue: TransferQueue
    private let curl: CurlLibrary
    private let multi: UnsafeMutableRawPointer
    private var active: [Int: Transfer] = [:]
    /// Requests whose server may speak the other scheme, by the id of the test request (`PlainHTTP`).
    private var probed: [Int: UndecidedTransfer] = [:]
    /// The origins whose scheme has worked.
    private var known: Set<String> = []
    /// The http origins with which TLS was tried.
    private var tried: Set<String> = []
    /// Those that do speak TLS.
    private var spoken: Set<String> = []
    private var isQuitting = false

    /// Runs until the engine quits and all requests in flight have ended.
    static func run(_ queue: TransferQueue) {
        do throws(TransferError) {
            let loop = try TransferLoop(queue)
            loop.work()
            loop.close()
        } catch {
            queue.fail(error)
        }
    }

    private init(_ queue: TransferQueue) throws(TransferError) {
        self.queue = queue
        curl = try CurlLibrary()
        guard let multi = curl.functions.pointee.multi_init() else {
            throw .unreachable(reason: "libcurl ran out of memory", again: false)
        }
        self.multi = multi
        // Each transfer has its own connection, even over HTTP/2. On a shared one, libcurl 7.88 reports a cancellation
        // to the server only when another transfer has something to send, which may be never while the server is
        // silent; and one lost connection would interrupt every section that is being written.
        galley_multi_set_long(curl.functions, multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
        queue.setWaker(CurlWaker(functions: curl.functions, multi: multi))
    }

    private func work() {
        while takeCommands() {
            var running: Int32 = 0
            _ = curl.functions.pointee.multi_perform(multi, &running)
            // Yields one piece per transfer and round, however many reads it took: waking the consumer is the main
            // cost.
            let handedOut = active.values.reduce(0) { $0 + $1.flush() }
            endFinished()
            endLate()
            probeSilent()
            if isQuitting, active.isEmpty { return }
            if (1..<4096).contains(handedOut) { nap() }
            _ = curl.functions.pointee.multi_poll(multi, nil, 0, pollMilliseconds, nil)
        }
    }

    /// Pauses so that more tokens can collect after those just yielded.
    ///
    /// The main cost of a token is waking two threads, so the tokens of a fast server are yielded several at a time.
    /// A pause takes 8 ms, half a frame of a screen, which nobody notices; a cancellation waits no longer than that.
    /// There is no pause if much data arrives at once.
    private func nap() { usleep(8000) }

    private func close() {
        queue.setWaker(nil)
        _ = curl.functions.pointee.multi_cleanup(multi)
    }

    /// Carries out the pending commands; returns false when there is nothing left to do.
    private func takeCommands() -> Bool {
        for command in queue.drain() {
            switch command {
            case .start(let id, let request, let continuation):
                start(id, request, continuation)
            case .cancel(let id):
                cancel(id)
            case .limitIdle(let id, let seconds):
                active[id]?.limitIdle(to: seconds)
            case .quit:
                isQuitting = true
            }
        }
        return !(isQuitting && active.isEmpty)
    }

    private func start(_ id: Int, _ request: WebRequest, _ continuation: TransferQueue.Continuation) {
        do throws(TransferError) {
            let transfer = try Transfer(
                id: id, request: request, settings: queue.settings, curl: curl,
                continuation: continuation)
            try add(transfer)
        } catch {
            continuation.finish(throwing: error)
        }
    }

    private func add(_ transfer: Transfer) throws(TransferError) {
        guard curl.functions.pointee.multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            throw .unreachable(reason: "libcurl accepts no further requests", again: false)
        }
        transfer.hasStarted(isKnownSecure: known.contains(transfer.origin))
        active[transfer.id] = transfer
    }

    private func cancel(_ id: Int) {
        // During the plain HTTP test, only the test request is in flight.
        let probe = probed.first { $0.value.transfer.id == id }?.key
        if let probe { probed[probe] = nil }
        if let transfer = active.removeValue(forKey: probe ?? id) { breakOff(transfer) }
    }

    private func endFinished() {
        var left: Int32 = 0
        while let message = curl.functions.pointee.multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE,
                let transfer = active.values.first(where: { $0.easy == message.pointee.easy_handle })
            else { continue }
            let result = galley_result(message)
            remove(transfer)
            var error = transfer.error(for: result)
            if error == .closed, spoken.contains(transfer.origin) { error = .speaksTLS }
            end(
                transfer, error,
                isUndecided: result == CURLE_SSL_CONNECT_ERROR && transfer.mayBePlain
                    || error == .closed && transfer.maySpeakTLS && !known.contains(transfer.origin)
                        && tried.insert(transfer.origin).inserted
            )
        }
    }

    private func endLate() {
        let now = ContinuousClock.now
        for transfer in active.values where transfer.deadline <= now || transfer.failure != nil {
            breakOff(transfer)
            end(transfer, transfer.failure ?? transfer.lateness)
        }
        // The head, or the start of TLS, is enough for a test request; the page is not needed.
        for transfer in active.values where probed[transfer.id] != nil && (transfer.head != nil || transfer.hasTLS) {
            breakOff(transfer)
            end(transfer, nil)
        }
    }

    /// Ends a transfer that was removed from libcurl.
    private func end(_ transfer: Transfer, _ error: TransferError?, isUndecided: Bool = false) {
        active[transfer.id] = nil
        if let undecided = probed.removeValue(forKey: transfer.id) {
            settle(undecided, PlainHTTP.conclusion(from: transfer, error))
        } else if isUndecided {
            probe(UndecidedTransfer(transfer: transfer, error: error))
        } else {
            if transfer.head != nil { known.insert(transfer.origin) }
            transfer.finish(throwing: error)
        }
    }

    /// Tests servers that accepted the connection but are silent instead of beginning TLS.
    private func probeSilent() {
        for transfer in active.values where transfer.isSilentBeforeTLS() {
            active[transfer.id] = nil
            remove(transfer)
            probe(UndecidedTransfer(transfer: transfer, error: nil))
        }
    }

    /// Sends the test request, without the key or any other private data.
    private func probe(_ undecided: UndecidedTransfer) {
        let (_, answer) = AsyncThrowingStream<TransferEvent, any Error>.makeStream()
        let asked = undecided.transfer
        asked.isProbed = true
        let request = PlainHTTP.probe(of: asked.origin, seconds: asked.request.limits.probe)
        let id = queue.nextID()
        probed[id] = undecided
        do throws(TransferError) {
            let probe = try Transfer(
                id: id, request: request, settings: queue.settings, curl: curl, continuation: answer)
            probe.isProbed = true
            try add(probe)
        } catch {
            probed[id] = nil
            settle(undecided, nil)
        }
    }

    /// Ends the request if its server speaks the other scheme or it had already failed; otherwise restarts it.
    private func settle(_ undecided: UndecidedTransfer, _ found: TransferError?) {
        if found == .speaksTLS { spoken.insert(undecided.transfer.origin) }
        if let found { return undecided.transfer.finish(throwing: found) }
        if let error = undecided.error { return undecided.transfer.finish(throwing: error) }
        do throws(TransferError) { try add(undecided.transfer) } catch { undecided.transfer.finish(throwing: error) }
    }

    /// Aborts a transfer and closes its connection.
    private func breakOff(_ transfer: Transfer) {
        transfer.forbidReuse()
        remove(transfer)
    }

    private func remove(_ transfer: Transfer) {
        _ = curl.functions.pointee.multi_remove_handle(multi, transfer.easy)
    }

    /// The longest time to sleep: until the next check of a transfer; commands and libcurl's own timers wake earlier.
    private var pollMilliseconds: Int32 {
        guard let next = active.values.lazy.map(\.nextLook).min() else { return 3_600_000 }
        let wait = (next - ContinuousClock.now) / .milliseconds(1)
        return Int32(max(0, min(wait.rounded(.up), 3_600_000)))
    }
}
