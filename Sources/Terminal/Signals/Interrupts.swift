import CLibEdit
import CSignals
import Dispatch
import Platform

/// Watches for signals while a command runs and no prompt is shown.
package final class Interrupts: Sendable {
    /// A request from the user or the system.
    package enum Wish: Sendable, Equatable {
        /// Ctrl-C: stop the running command.
        case stop
        /// SIGTERM or SIGHUP: save and exit.
        case leave
    }

    private let pipe: SignalPipe
    private let state: Guarded<State>

    private struct State {
        var isLeaving = false
        /// True if another program has the terminal and handles Ctrl-C itself.
        var isLent = false
        /// True if a loop of prompts keeps the terminal quiet in between.
        var isSettled = false
        /// The current watch; nil at the prompt.
        var watch: Watch?
    }

    // Dispatch sources may be used from any thread, although they are not marked as `Sendable`.
    private struct Watch: @unchecked Sendable {
        let source: any DispatchSourceRead
        let modes: QuietTerminal
        let onWish: @Sendable (Wish) -> Void
    }

    /// Makes a watch over the process's signals.
    package init(pipe: SignalPipe = SignalPipe()) {
        self.pipe = pipe
        state = Guarded(State())
    }

    /// True if the system has asked the program to exit.
    package var isLeaving: Bool { state.withLock { $0.isLeaving } }

    /// The exit status after such a request, as shells count: 143 for SIGTERM, 129 for SIGHUP; nil without a request.
    package var leavingStatus: Int32? { pipe.leaving.map { 128 + $0 } }

    /// Runs `body` with echo and line mode off, so that typed text waits unseen for the next prompt.
    ///
    /// With `readsInput`, `body` reads the terminal itself, in its usual modes.
    ///
    /// `onWish` is called immediately, on another thread, for each Ctrl-C, SIGTERM and SIGHUP.
    package func watching<Result>(
        readsInput: Bool = false, _ onWish: @escaping @Sendable (Wish) -> Void, _ body: () async -> Result
    ) async -> Result {
        let modes = QuietTerminal(readsInput ? nil : pipe.original)
        modes.begin()
        let source = DispatchSource.makeReadSource(fileDescriptor: pipe.readEnd, queue: DispatchQueue(label: "signals"))
        source.setEventHandler { [pipe, state] in
            while let signal = pipe.next() {
                switch signal {
                case SIGINT: if !state.withLock({ $0.isLent }) { onWish(.stop) }
                case SIGTERM, SIGHUP:
                    state.withLock { $0.isLeaving = true }
                    onWish(.leave)
                case SIGCONT: if !state.withLock({ $0.isLent }) { modes.resume() }
                default: break
                }
            }
        }
        source.activate()
        state.withLock { $0.watch = Watch(source: source, modes: modes, onWish: onWish) }
        let result = await body()
        state.withLock { $0.watch = nil }
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            source.setCancelHandler { done.resume() }
            source.cancel()
        }
        if !state.withLock({ $0.isSettled }) { modes.end() }
        return result
    }

    /// Keeps the terminal quiet between the prompts of `body`, and restores it afterwards.
    ///
    /// In the terminal's usual modes, an Enter typed ahead would be a line feed, which at the prompt is Ctrl-J.
    package func settling<Result>(_ body: () async -> Result) async -> Result {
        let modes = QuietTerminal(pipe.original)
        modes.begin()
        state.withLock { $0.isSettled = true }
        defer {
            state.withLock { $0.isSettled = false }
            modes.end()
        }
        return await body()
    }

    /// Returns the value of a task that lends the terminal; cancels it if the program is asked to exit.
    package func leaving<Value: Sendable>(_ task: Task<Value, any Error>) async throws -> Value {
        try await watching({ wish in if wish == .leave { task.cancel() } }, { await task.result }).get()
    }

    /// Lends the terminal to code that reads from it, with its original modes and without a watch over signals.
    ///
    /// A Ctrl-C typed meanwhile belongs to the borrower. A request to exit is still reported immediately, so that the
    /// borrower can be ended. With `isPrompt`, the borrower is a prompt of this program, which sets its own modes; the
    /// modes stay quiet until then, since an Enter typed earlier would otherwise be a line feed, which is Ctrl-J there.
    package func lending<Result>(
        isPrompt: Bool = false, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let watch = state.withLock { $0.watch }
        if !isPrompt {
            state.withLock { $0.isLent = true }
            watch?.modes.end()
            defer {
                watch?.modes.begin()
                state.withLock { $0.isLent = false }
            }
            return try await body()
        }
        watch?.source.suspend()
        defer {
            watch?.modes.begin()
            var wantsToLeave = false
            while let signal = pipe.next() { wantsToLeave = wantsToLeave || signal == SIGTERM || signal == SIGHUP }
            if wantsToLeave {
                state.withLock { $0.isLeaving = true }
                watch?.onWish(.leave)
            }
            watch?.source.resume()
        }
        return try await body()
    }
}

/// The terminal while nothing reads from it: no echo, no line editing, signals as usual.
final class QuietTerminal: Sendable {
    private let original: termios?

    /// Takes the modes to restore at the end; nil if there is no terminal.
    init(_ original: termios?) { self.original = original }

    /// Restores the current modes at the end.
    convenience init() {
        var modes = termios()
        self.init(tcgetattr(STDIN_FILENO, &modes) == 0 ? modes : nil)
    }

    func begin() {
        guard var modes = original else { return }
        modes.c_lflag &= ~tcflag_t(ECHO | ICANON)
        // Enter stays a carriage return, which the prompt takes for Enter; a line feed would be Ctrl-J there.
        modes.c_iflag &= ~tcflag_t(ICRNL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    /// Sets the modes again when the program continues; in the background, the terminal belongs to another program.
    func resume() {
        if tcgetpgrp(STDIN_FILENO) == getpgrp() { begin() }
    }

    func end() {
        guard var modes = original else { return }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
}
