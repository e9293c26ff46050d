import Platform

/// Waits for input from the terminal, from signals and from other threads, and returns it as events.
struct KeyReader {
    /// An event.
    enum Event: Equatable {
        case character(Unicode.Scalar)
        /// Text to insert as one edit.
        case insertion(String)
        /// A key that terminals send as a sequence, with that sequence.
        case key(Key, [UInt8])
        /// A sequence that the user has bound.
        case bound([UInt8])
        case interrupt
        case resize
        /// The program continues after a stop.
        case resumed
        /// A notice is waiting to be shown.
        case notice
        /// The terminal is gone, or the system asked the program to end.
        case hangUp
    }

    /// The keys that Galley handles in every editing mode.
    enum Key: CaseIterable, Equatable {
        case up, down, right, left, home, end, delete, nextWord, previousWord, pageUp, pageDown
    }

    private let input: Int32
    private let signals: SignalPipe
    private let notices: Int32
    private var bound: Set<[UInt8]> = []
    private var decoder = KeyDecoder()

    init(input: Int32, signals: SignalPipe, notices: Int32) {
        self.input = input
        self.signals = signals
        self.notices = notices
    }

    /// Reopens the terminal for non-blocking reads; returns `terminal` itself if that is impossible.
    ///
    /// Ctrl-C empties the terminal's queue, possibly between a successful poll and the read. A blocking read would then
    /// delay signals and notices until the next key. The flag belongs to the open file, which other programs share.
    static func opened(_ terminal: Int32) -> Int32 {
        var name = [CChar](repeating: 0, count: 1024)
        guard isatty(terminal) == 1, ttyname_r(terminal, &name, name.count) == 0 else { return terminal }
        let file = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return file >= 0 ? file : terminal
    }

    /// Passes these sequences on unchanged from now on, unless they are cursor keys.
    mutating func handOn(_ sequences: Set<[UInt8]>) {
        bound = sequences.subtracting(
            KeyDecoder.keys.filter { $0.key != .pageUp && $0.key != .pageDown }.map(\.sequence))
        decoder = KeyDecoder(bound: bound)
    }

    /// True if no input is waiting, so the user has paused.
    var isIdle: Bool {
        var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return decoder.isEmpty && poll(&wanted, 1, 0) == 0
    }

    /// Waits for the next event; `lone` is the number of milliseconds after which an Esc is a key by itself.
    mutating func next(lone: Int32 = EscapeSequence.patience) -> Event {
        let input = input
        while true {
            if let event = decoder.next(lone: lone, waiting: { Self.bytes(from: input, within: $0) }) {
                // The terminal itself handles Ctrl-Z, unless it sends the key as a sequence.
                guard event == .character("\u{1A}"), isatty(input) == 1 else { return event }
                kill(0, SIGTSTP)
            }
            if let event = wait() { return event }
        }
    }

    /// Returns the bytes that arrive within the given number of milliseconds; nil if there are none.
    private static func bytes(from input: Int32, within milliseconds: Int32) -> [UInt8]? {
        var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, milliseconds) > 0 else { return nil }
        return read(input)
    }

    private mutating func wait() -> Event? {
        var wanted = [input, signals.readEnd, notices].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&wanted, nfds_t(wanted.count), -1) > 0 else { return nil }
        if wanted[1].revents != 0, let signal = signals.next() {
            switch signal {
            case SIGINT:
                // An incomplete character belongs to the line that is dropped.
                decoder = KeyDecoder(bound: bound)
                return .interrupt
            case SIGWINCH: return .resize
            case SIGCONT: return .resumed
            case SIGTERM, SIGHUP: return .hangUp
            default: return nil
            }
        }
        if wanted[2].revents != 0 { return .notice }
        guard wanted[0].revents != 0 else { return nil }
        guard let bytes = Self.read(input) else { return .hangUp }
        decoder.feed(bytes)
        return nil
    }

    /// Returns the available bytes; nil if the terminal is gone.
    private static func read(_ input: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Platform.read(input, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
    }
}
