import Platform

/// Waits for what comes from a terminal, from signals and from other threads, and tells it as events.
struct KeyReader {
    /// What came.
    enum Event: Equatable {
        case character(Unicode.Scalar)
        /// Text that is inserted as one edit.
        case insertion(String)
        /// A key that terminals send as a sequence, with that sequence.
        case key(Key, [UInt8])
        /// A sequence that the person has bound to something.
        case bound([UInt8])
        case interrupt
        case resize
        /// The program was stopped and goes on.
        case resumed
        /// A notice is waiting to be shown.
        case notice
        /// The terminal is gone, or the system wants the program to end.
        case hangUp
    }

    /// The keys that are known whatever the mode of editing.
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

    /// The terminal opened once more, so that a read never waits; `terminal` itself where that cannot be.
    ///
    /// A Ctrl-C empties the terminal's queue, also between a poll that saw something and the read: a read that waits would
    /// then hold up signals and notices until the next key. The flag belongs to the open file, which other programs share.
    static func opened(_ terminal: Int32) -> Int32 {
        var name = [CChar](repeating: 0, count: 1024)
        guard isatty(terminal) == 1, ttyname_r(terminal, &name, name.count) == 0 else { return terminal }
        let file = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return file >= 0 ? file : terminal
    }

    /// Hands these sequences on as they come from now on, unless they are keys that move the cursor.
    mutating func handOn(_ sequences: Set<[UInt8]>) {
        bound = sequences.subtracting(
            KeyDecoder.keys.filter { $0.key != .pageUp && $0.key != .pageDown }.map(\.sequence))
        decoder = KeyDecoder(bound: bound)
    }

    /// Whether nothing waits to be read: who types has paused.
    var isIdle: Bool {
        var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return decoder.isEmpty && poll(&wanted, 1, 0) == 0
    }

    /// Waits for the next event.
    mutating func next() -> Event {
        let input = input
        while true {
            if let event = decoder.next(waiting: { Self.bytes(from: input, within: $0) }) {
                // The terminal itself acts on Ctrl-Z, unless it sends the key as a sequence.
                guard event == .character("\u{1A}"), isatty(input) == 1 else { return event }
                kill(0, SIGTSTP)
            }
            if let event = wait() { return event }
        }
    }

    /// What comes within that many milliseconds; nil where nothing does.
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
                // Half a character belongs to the line that is dropped.
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

    /// What is there; nil where the terminal is gone.
    private static func read(_ input: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Platform.read(input, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
    }
}
