import Platform

/// A destination for text: standard output or standard error, which may be a terminal, a pipe or a file.
///
/// The program must ignore SIGPIPE; only then does a closed pipe cause ``ClosedPipe``.
package struct Screen: Sendable {
    /// The file descriptor; the caller keeps owning it.
    package let descriptor: CInt
    /// True if the descriptor was a terminal when the value was made.
    package let isTerminal: Bool
    let environment: [String: String]

    /// Returns a screen on standard output.
    package static func standardOutput(environment: [String: String]) -> Screen {
        Screen(descriptor: STDOUT_FILENO, environment: environment)
    }

    /// Returns a screen on standard error.
    package static func standardError(environment: [String: String]) -> Screen {
        Screen(descriptor: STDERR_FILENO, environment: environment)
    }

    /// Makes a screen on an open descriptor; `environment` provides `COLUMNS` and `LINES` if the system knows no size.
    package init(descriptor: CInt, environment: [String: String] = [:]) {
        self.init(descriptor: descriptor, isTerminal: isatty(descriptor) == 1, environment: environment)
    }

    /// Makes a screen that is told whether it is a terminal, for tests.
    init(descriptor: CInt, isTerminal: Bool, environment: [String: String]) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.environment = environment
    }

    /// The current number of columns: the terminal's, else `COLUMNS`, else 80.
    package var columns: Int { size().map { Int($0.ws_col) } ?? named("COLUMNS") ?? 80 }

    /// The current number of rows: the terminal's, else `LINES`, else 24.
    package var rows: Int { size().map { Int($0.ws_row) } ?? named("LINES") ?? 24 }

    /// True if it is a terminal whose cursor can be moved: not `TERM=dumb`.
    package var movesCursor: Bool { isTerminal && !TerminalTraits(environment).isDumb }

    /// True if it rewraps lines when its width changes.
    var reflows: Bool { TerminalTraits(environment).reflows }

    /// Writes all of a text as UTF-8.
    ///
    /// Interrupted and partial writes are resumed; if the descriptor would block, this waits. Throws ``ClosedPipe`` if
    /// the reader has gone, and ``WriteFailure`` for any other error.
    package func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Platform.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: awaitRoom()
            case EPIPE: throw ClosedPipe()
            case let code: throw WriteFailure(code: code)
            }
        }
    }

    private func awaitRoom() {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, 1_000)
    }

    private func size() -> winsize? {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return size
    }

    private func named(_ name: String) -> Int? {
        environment[name].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
