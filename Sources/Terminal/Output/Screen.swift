import Platform

/// Where text goes: standard output or standard error, which may be a terminal, a pipe or a file.
///
/// The program ignores SIGPIPE; only then does a closed pipe come back as ``ClosedPipe``.
package struct Screen: Sendable {
    /// The file descriptor that is written to; it stays the caller's.
    package let descriptor: CInt
    /// Whether it is a terminal, as asked when the value was made.
    package let isTerminal: Bool
    private let environment: [String: String]

    /// Standard output.
    package static func standardOutput(environment: [String: String]) -> Screen {
        Screen(descriptor: STDOUT_FILENO, environment: environment)
    }

    /// Standard error.
    package static func standardError(environment: [String: String]) -> Screen {
        Screen(descriptor: STDERR_FILENO, environment: environment)
    }

    /// A screen on an open descriptor; `environment` gives `COLUMNS` and `LINES` where the system knows no size.
    package init(descriptor: CInt, environment: [String: String] = [:]) {
        self.init(descriptor: descriptor, isTerminal: isatty(descriptor) == 1, environment: environment)
    }

    /// A screen that is told whether it is a terminal, for tests.
    init(descriptor: CInt, isTerminal: Bool, environment: [String: String]) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.environment = environment
    }

    /// Columns at this moment: the terminal's, else `COLUMNS`, else 80.
    package var columns: Int { size().map { Int($0.ws_col) } ?? named("COLUMNS") ?? 80 }

    /// Rows at this moment: the terminal's, else `LINES`, else 24.
    package var rows: Int { size().map { Int($0.ws_row) } ?? named("LINES") ?? 24 }

    /// Whether it is a terminal whose cursor can be moved: not `TERM=dumb`.
    package var movesCursor: Bool { isTerminal && !TerminalTraits(environment).isDumb }

    /// Whether it breaks its lines anew when its width changes.
    var reflows: Bool { TerminalTraits(environment).reflows }

    /// Writes all of a text as UTF-8.
    ///
    /// Interrupted and partial writes go on where they stopped; a descriptor that would block is waited for.
    /// Throws ``ClosedPipe`` when the reader has gone, ``WriteFailure`` for anything else.
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
