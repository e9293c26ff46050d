import CLibEdit
import CSignals
import Dispatch
import Platform

/// Watches for signals while a command runs, when no prompt does.
package final class Interrupts: Sendable {
    /// What the person or the system wants.
    package enum Wish: Sendable, Equatable {
        /// Ctrl-C: stop what is running.
        case stop
        /// SIGTERM, SIGHUP: save and leave.
        case leave
    }

    private let pipe: SignalPipe
    private let state: Guarded<State>

    private struct State {
        var isLeaving = false
        /// Whether another program has the terminal, and Ctrl-C is its own.
        var isLent = false
        /// Whether a loop of prompts keeps the terminal quiet in between.
        var isSettled = false
        /// What is watched now; nil at the prompt.
        var watch: Watch?
    }

    // Dispatch sources may be used from any thread, though they do not say so.
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

    /// Whether the system asked the program to leave.
    package var isLeaving: Bool { state.withLock { $0.isLeaving } }

    /// The exit status where the program was asked to leave, as shells count: 143 after SIGTERM, 129 after SIGHUP; else nil.
    package var leavingStatus: Int32? { pipe.leaving.map { 128 + $0 } }

    /// Runs `body` with echo and line mode off, so that what is typed meanwhile waits for the next prompt unseen.
    ///
    /// `onWish` is called on another thread, at once, for each Ctrl-C, SIGTERM and SIGHUP.
    package func watching<Result>(
        _ onWish: @escaping @Sendable (Wish) -> Void, _ body: () async -> Result
    ) async -> Result {
        let modes = QuietTerminal(pipe.original)
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

    /// Keeps the terminal quiet between the prompts of `body` and gives it back as it was behind them.
    ///
    /// In the terminal's usual modes an Enter that is typed ahead would be a line feed, which at the prompt is Ctrl-J.
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

    /// The value of a task that lends the terminal, which is cancelled as soon as the program is asked to leave.
    package func leaving<Value: Sendable>(_ task: Task<Value, any Error>) async throws -> Value {
        try await watching({ wish in if wish == .leave { task.cancel() } }, { await task.result }).get()
    }

    /// Lends the terminal to somebody else who reads from it, with its modes as they were and no watch over signals.
    ///
    /// A Ctrl-C that is typed meanwhile is theirs; being asked to leave is not, and is told at once, so that whoever has the
    /// terminal can be ended. With `isPrompt` it is a prompt of this program that reads, which sets modes of its own: an Enter that is typed before it does would be a line feed in the modes of
    /// others, which is Ctrl-J there.
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

/// The terminal while nothing reads from it: no echo, no line editing, signals as ever.
final class QuietTerminal: Sendable {
    private let original: termios?

    /// Takes the modes that are given back at the end; nil where there is no terminal.
    init(_ original: termios?) { self.original = original }

    /// Gives back the modes of now.
    convenience init() {
        var modes = termios()
        self.init(tcgetattr(STDIN_FILENO, &modes) == 0 ? modes : nil)
    }

    func begin() {
        guard var modes = original else { return }
        modes.c_lflag &= ~tcflag_t(ECHO | ICANON)
        // Enter stays what the prompt takes for Enter; a line feed would be Ctrl-J there.
        modes.c_iflag &= ~tcflag_t(ICRNL)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }

    /// Begins anew when the program goes on; in the background the terminal is somebody else's.
    func resume() {
        if tcgetpgrp(STDIN_FILENO) == getpgrp() { begin() }
    }

    func end() {
        guard var modes = original else { return }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    }
}
