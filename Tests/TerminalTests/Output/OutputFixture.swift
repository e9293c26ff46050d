import CTestSupport
import Platform

@testable import Terminal

/// A pipe whose writing end plays the terminal.
final class PipeScreen: Sendable {
    let screen: Screen
    private let reading: CInt
    private let writing: CInt

    init(isTerminal: Bool, columns: Int = 80, rows: Int = 24, term: String = "xterm-256color") throws {
        var ends: [CInt] = [0, 0]
        guard pipe(&ends) == 0 else { throw WriteFailure(code: errno) }
        (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
        screen = Screen(
            descriptor: writing, isTerminal: isTerminal,
            environment: ["COLUMNS": "\(columns)", "LINES": "\(rows)", "TERM": term])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// The output since the last call.
    func taken() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A pseudo-terminal whose size changes when told.
final class SizedScreen: Sendable {
    let screen: Screen
    private let master: CInt
    private let slave: CInt

    init(columns: Int, rows: Int, reflows: Bool = true) throws {
        var name = [CChar](repeating: 0, count: 128)
        master = galley_test_terminal(Int32(columns), Int32(rows), &name, name.count)
        guard master >= 0 else { throw WriteFailure(code: errno) }
        slave = open(&name, O_RDWR | O_NOCTTY)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        var environment = ["TERM": "xterm-256color"]
        environment["XTERM_VERSION"] = reflows ? nil : "XTerm(390)"
        screen = Screen(descriptor: slave, environment: environment)
    }

    deinit {
        close(slave)
        close(master)
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    }

    /// The output since the last call.
    func taken() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(master, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A clock that goes on when told.
final class ManualTime: Sendable {
    private struct State: Sendable {
        var now = Duration.zero
        var waiting: [(at: Duration, action: @Sendable () -> Void)] = []
    }

    private let state = Guarded(State())

    var pace: Pace {
        Pace(
            now: { self.state.withLock { $0.now } },
            later: { wait, action in self.state.withLock { $0.waiting.append(($0.now + wait, action)) } })
    }

    func advance(by wait: Duration) {
        let due = state.withLock { state in
            state.now += wait
            let now = state.now
            let due = state.waiting.filter { $0.at <= now }
            state.waiting.removeAll { $0.at <= now }
            return due
        }
        for item in due { item.action() }
    }
}

/// Random numbers that are the same every time (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of `count` pieces.
    mutating func text(of pieces: [String], count: Int) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    /// The text in chunks of 1 to 7 scalars.
    mutating func chunks(of text: String) -> [String] {
        var rest = text.unicodeScalars[...]
        var chunks: [String] = []
        while !rest.isEmpty {
            let count = Int.random(in: 1...7, using: &self)
            chunks.append(String(String.UnicodeScalarView(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
