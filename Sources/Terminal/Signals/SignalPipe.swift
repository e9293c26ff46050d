import CSignals
import Platform

/// The pipe that turns signals into something to wait for.
///
/// This is the only file that touches the storage of the C handlers (see `CSignals.h`). That storage belongs to the
/// process, as signals do.
package struct SignalPipe: Sendable {
    /// The end to read from; each byte is the number of a signal.
    package let readEnd: Int32

    /// Installs the handlers and saves the terminal's modes; calls after the first one do nothing.
    ///
    /// SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT go to the pipe. SIGPIPE is ignored (a write then fails with
    /// EPIPE). A crash, SIGQUIT and SIGTSTP restore the terminal before they take effect.
    package init() {
        guard let state = galley_signals() else {
            readEnd = -1
            return
        }
        if state.pointee.ends.0 < 0 {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            for end in ends {
                _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            }
            state.pointee.ends = (ends[0], ends[1])
            if tcgetattr(STDIN_FILENO, &state.pointee.modes) == 0 { state.pointee.has_modes = 1 }
            state.pointee.is_shown = isatty(STDOUT_FILENO)
            galley_install_signal_handlers()
        }
        readEnd = state.pointee.ends.0
    }

    /// Reads signals from the caller's pipe and installs nothing, for tests.
    init(readEnd: Int32) { self.readEnd = readEnd }

    /// The terminal's modes when the program started; nil if there is no terminal.
    var original: termios? {
        galley_signals().flatMap { $0.pointee.has_modes != 0 ? $0.pointee.modes : nil }
    }

    /// True if a dialogue has the whole screen, which must be restored at a crash or stop.
    var isFullScreen: Bool {
        get { galley_signals().map { $0.pointee.is_full_screen != 0 } ?? false }
        nonmutating set { galley_signals()?.pointee.is_full_screen = newValue ? 1 : 0 }
    }

    /// True if the terminal reports keys in the way of `KeyReports`, which must end at a crash or stop.
    var hasKeyReports: Bool { galley_signals()?.pointee.key_reports_end != nil }

    /// Records the sequence that ends the key reports; nil when they have ended.
    func keepKeyReports(end: StaticString?) {
        galley_signals()?.pointee.key_reports_end = end.map {
            UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self)
        }
    }

    /// The signal that asked the program to exit, SIGTERM or SIGHUP; nil if there was none.
    package var leaving: Int32? {
        galley_signals().flatMap { $0.pointee.leaving == 0 ? nil : Int32($0.pointee.leaving) }
    }

    /// Returns the next pending signal; nil if there is none.
    package func next() -> Int32? {
        var byte: UInt8 = 0
        return Platform.read(readEnd, &byte, 1) == 1 ? Int32(byte) : nil
    }
}
