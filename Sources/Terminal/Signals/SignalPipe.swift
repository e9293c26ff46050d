import CSignals
import Platform

/// The pipe through which signals become something that can be waited for.
///
/// The one file that touches the C handlers' storage (see `CSignals.h`). That storage is the process's, as signals are.
package struct SignalPipe: Sendable {
    /// The end that is read; one byte a signal, its number.
    package let readEnd: Int32

    /// Installs the handlers and remembers the terminal's modes; the first call does it, further ones find it done.
    ///
    /// SIGINT, SIGTERM, SIGHUP, SIGWINCH and SIGCONT go to the pipe, SIGPIPE is ignored (a write then fails with EPIPE),
    /// and a crash, SIGQUIT and SIGTSTP give the terminal back before they take their course.
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

    /// Reads signals from a pipe of the caller's and installs nothing, for tests.
    init(readEnd: Int32) { self.readEnd = readEnd }

    /// The terminal's modes as the program found them; nil where there is no terminal.
    var original: termios? {
        galley_signals().flatMap { $0.pointee.has_modes != 0 ? $0.pointee.modes : nil }
    }

    /// Whether a dialogue has the whole screen, which a crash or a stop has to take from it.
    var isFullScreen: Bool {
        get { galley_signals().map { $0.pointee.is_full_screen != 0 } ?? false }
        nonmutating set { galley_signals()?.pointee.is_full_screen = newValue ? 1 : 0 }
    }

    /// The signal that asked the program to leave, SIGTERM or SIGHUP; nil where none did.
    package var leaving: Int32? {
        galley_signals().flatMap { $0.pointee.leaving == 0 ? nil : Int32($0.pointee.leaving) }
    }

    /// The next signal that came; nil where none is waiting.
    package func next() -> Int32? {
        var byte: UInt8 = 0
        return Platform.read(readEnd, &byte, 1) == 1 ? Int32(byte) : nil
    }
}
