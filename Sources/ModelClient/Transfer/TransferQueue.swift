import CLibCurl
import Platform

/// The queue of commands for the libcurl thread, and the means to wake that thread.
final class TransferQueue: Sendable {
    typealias Continuation = AsyncThrowingStream<TransferEvent, any Error>.Continuation

    /// A command for the thread.
    enum Command: Sendable {
        case start(Int, WebRequest, Continuation)
        case cancel(Int)
        case limitIdle(Int, Double)
        case quit
    }

    /// The environment's settings for connections.
    let settings: TransferSettings
    private let state = Guarded(State())

    private struct State {
        var commands: [Command] = []
        var lastID = 0
        var started = false
        /// The error for all further requests.
        var failure: TransferError?
        /// Wakes the thread; set while its multi handle exists.
        var waker: CurlWaker?
    }

    init(settings: TransferSettings) {
        self.settings = settings
    }

    /// Returns an id for a new transfer.
    func nextID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Adds a command; the first request starts the thread.
    func post(_ command: Command) {
        enum Next {
            case nothing, startThread
            case fail(TransferError)
        }
        let next: Next = state.withLock { state in
            if let failure = state.failure { return .fail(failure) }
            if !state.started {
                guard case .start = command else { return .nothing }
                state.started = true
                state.commands.append(command)
                return .startThread
            }
            state.commands.append(command)
            // Called under the lock, so that the handle cannot be freed in between.
            state.waker?.wake()
            return .nothing
        }
        switch next {
        case .nothing: break
        case .startThread:
            if !DetachedThread.start({ TransferLoop.run(self) }) {
                fail(.unreachable(reason: "the system allows no further threads", again: false))
            }
        case .fail(let error):
            if case .start(_, _, let continuation) = command { continuation.finish(throwing: error) }
        }
    }

    /// Removes and returns all commands.
    func drain() -> [Command] {
        state.withLock { state in
            let commands = state.commands
            state.commands = []
            return commands
        }
    }

    /// Sets or removes the means to wake the thread.
    func setWaker(_ waker: CurlWaker?) {
        state.withLock { $0.waker = waker }
    }

    /// Ends all waiting requests, and every further one, with the given error.
    func fail(_ error: TransferError) {
        let waiting = state.withLock { state in
            state.failure = error
            let commands = state.commands
            state.commands = []
            return commands
        }
        for case .start(_, _, let continuation) in waiting { continuation.finish(throwing: error) }
    }
}
