import Platform

/// Turns the bytes of a terminal into characters and events: UTF-8, signals, pastes, notices from other threads.
struct KeyReader {
    /// What came.
    enum Event: Equatable {
        case character(Unicode.Scalar)
        /// Text that is inserted as one edit.
        case insertion(String)
        case interrupt
        case resize
        /// The program was stopped and goes on.
        case resumed
        /// A notice is waiting to be shown.
        case notice
        /// The terminal is gone, or the system wants the program to end.
        case hangUp
    }

    private let input: Int32
    private let signals: SignalPipe
    private let notices: Int32
    private var bytes: [UInt8] = []

    /// How long a lone Esc waits for what may belong to it, in milliseconds.
    private static let patience: Int32 = 25
    /// A paste longer than this is cut: the line editor is no place for more.
    private static let longestPaste = 4 << 20

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

    /// Waits for the next event.
    mutating func next() -> Event {
        while true {
            if let event = takeEvent() { return event }
            if let event = wait() { return event }
        }
    }

    // MARK: - Decoding

    /// What the bytes at hand say; nil where they are incomplete.
    private mutating func takeEvent() -> Event? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return takeEscape() }
        if first == 0x0A {
            bytes.removeFirst()
            return .insertion("\n")
        }
        let length = Self.length(of: first)
        let known = bytes.prefix(length)
        // A sequence that breaks off takes nothing of what follows with it.
        let isBroken = known.dropFirst().contains { $0 & 0xC0 != 0x80 }
        guard known.count == length || isBroken else { return nil }
        let decoded = String(decoding: known, as: UTF8.self).unicodeScalars
        bytes.removeFirst(isBroken ? 1 : length)
        return decoded.first.map { .character(isBroken ? "\u{FFFD}" : $0) }
    }

    private mutating func takeEscape() -> Event? {
        let start: [UInt8] = Array("\u{1B}[200~".utf8)
        while bytes.count < start.count, start.starts(with: bytes), hasMore() {}
        if bytes.starts(with: start) { return takePaste(after: start.count) }
        if bytes.count > 1, bytes[1] == 0x0D || bytes[1] == 0x0A {
            bytes.removeFirst(2)
            return .insertion("\n")
        }
        bytes.removeFirst()
        return .character("\u{1B}")
    }

    private mutating func takePaste(after start: Int) -> Event {
        let end: [UInt8] = Array("\u{1B}[201~".utf8)
        var from = start
        while true {
            if let stop = Self.find(end, in: bytes, from: from) {
                let pasted = String(decoding: bytes[start..<stop], as: UTF8.self)
                bytes.removeFirst(stop + end.count)
                return .insertion(Self.normal(pasted))
            }
            from = max(start, bytes.count - end.count)
            // A paste that never ends is a terminal gone mad: what is there is taken.
            guard bytes.count < Self.longestPaste, fill(waiting: 2000) else {
                let pasted = String(decoding: bytes[start...], as: UTF8.self)
                bytes = []
                return .insertion(Self.normal(pasted))
            }
        }
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
        guard bytes.count >= needle.count else { return nil }
        return (from...(max(from, bytes.count - needle.count))).first { place in
            bytes.count >= place + needle.count && bytes[place..<(place + needle.count)].elementsEqual(needle)
        }
    }

    private static func normal(_ pasted: String) -> String {
        let unified = pasted.split(separator: /\r\n|\r/, omittingEmptySubsequences: false).joined(separator: "\n")
        return PlainText.clean(unified).replacing("\t", with: "    ")
    }

    private static func length(of first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    // MARK: - Waiting

    private mutating func hasMore() -> Bool { fill(waiting: Self.patience) }

    /// Reads what comes within that many milliseconds; false where nothing does.
    private mutating func fill(waiting milliseconds: Int32) -> Bool {
        var wanted = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&wanted, 1, milliseconds) > 0 else { return false }
        return read() == nil
    }

    private mutating func wait() -> Event? {
        var wanted = [input, signals.readEnd, notices].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&wanted, nfds_t(wanted.count), -1) > 0 else { return nil }
        if wanted[1].revents != 0, let signal = signals.next() {
            switch signal {
            case SIGINT:
                // Half a character belongs to the line that is dropped.
                bytes = []
                return .interrupt
            case SIGWINCH: return .resize
            case SIGCONT: return .resumed
            case SIGTERM, SIGHUP: return .hangUp
            default: return nil
            }
        }
        if wanted[2].revents != 0 { return .notice }
        return wanted[0].revents != 0 ? read() : nil
    }

    /// Reads what is there; an event where the terminal is gone.
    private mutating func read() -> Event? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Platform.read(input, &buffer, buffer.count)
        if count > 0 {
            bytes += buffer[..<count]
            return nil
        }
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? nil : .hangUp
    }
}
