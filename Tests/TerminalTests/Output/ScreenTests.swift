import Platform
import Testing

@testable import Terminal

@Suite("Writing to a screen")
struct ScreenTests {
    init() { signal(SIGPIPE, SIG_IGN) }

    @Test("Without a terminal, the size comes from the environment or is 80 by 24")
    func size() throws {
        let pipe = try PipeScreen(isTerminal: false, columns: 33)
        #expect(pipe.screen.columns == 33)
        #expect(Screen(descriptor: -1, environment: ["COLUMNS": "0"]).columns == 80)
        #expect(Screen(descriptor: -1).rows == 24)
        #expect(!Screen(descriptor: -1).isTerminal)
    }

    @Test("The size of a terminal is read each time")
    func terminalSize() throws {
        let leader = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(leader >= 0)
        defer { close(leader) }
        var size = winsize(ws_row: 10, ws_col: 47, ws_xpixel: 0, ws_ypixel: 0)
        let screen = Screen(descriptor: leader, environment: ["COLUMNS": "99"])
        try #require(ioctl(leader, UInt(TIOCSWINSZ), &size) == 0)
        #expect(screen.isTerminal && screen.columns == 47 && screen.rows == 10)
        size.ws_col = 120
        try #require(ioctl(leader, UInt(TIOCSWINSZ), &size) == 0)
        #expect(screen.columns == 120)
    }

    @Test("Writing waits for a blocking descriptor, and everything arrives")
    func nonBlocking() async throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        let text = String(repeating: "é wide 本 text\n", count: 40_000)
        let reader = Task.detached {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
            return String(decoding: bytes, as: UTF8.self)
        }
        try Screen(descriptor: writing).write(text)
        close(writing)
        #expect(await reader.value == text)
        close(reading)
    }

    @Test("A closed pipe and a closed descriptor throw specific errors")
    func failures() throws {
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        #expect(throws: ClosedPipe()) { try Screen(descriptor: ends[1]).write("x") }
        close(ends[1])
        #expect(throws: WriteFailure(code: EBADF)) { try Screen(descriptor: -1).write("x") }
    }
}
