import CTestSupport
import Platform

/// The program under test while it runs; killed, by its own id, where it outlives its owner.
final class Child {
    /// Its process id.
    let id: pid_t
    /// The bytes from standard output or the terminal.
    private(set) var output: [UInt8] = []
    /// The bytes from standard error.
    private(set) var errors: [UInt8] = []
    private var ends: (output: Int32, errors: Int32)
    private var result: Int32?

    /// Starts galley, or another program; `terminal` is the name of its terminal, otherwise `streams` are what it gets.
    ///
    /// The ends that are read become the child's own and must not block.
    init(
        _ arguments: [String], at place: Place, program other: String? = nil, terminal: String? = nil,
        streams: [Int32] = [], reading ends: (output: Int32, errors: Int32)
    ) throws {
        self.ends = ends
        let program = try other ?? Self.program()
        let words = ([program] + arguments).map { strdup($0) }
        let variables = place.environment.map { strdup("\($0)=\($1)") }
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        let error = galley_test_spawn(&child, program, words + [nil], variables + [nil], place.work, terminal, streams)
        guard error == 0 else { throw SystemError("started", program, code: error) }
        id = child
    }

    deinit {
        if result == nil {
            kill(id, SIGKILL)
            waitpid(id, nil, 0)
        }
        close()
    }

    /// The program under test: the one that `GALLEY_PROGRAM` names, else the one beside the test bundle.
    ///
    /// `scripts/test --release` names the release program, since a fault of an optimised build shows in no other.
    static func program() throws -> String {
        if let named = getenv("GALLEY_PROGRAM"), named[0] != 0 { return String(cString: named) }
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
        guard let bundle, let cut = bundle.firstRange(of: ".xctest") else { throw Unexpected("no test bundle") }
        return Files.folder(of: String(bundle[..<cut.lowerBound])) + "/galley"
    }

    /// Closes what is read: hangs up where it is a terminal.
    func close() {
        for end in Set([ends.output, ends.errors]) where end >= 0 { Platform.close(end) }
        ends = (-1, -1)
    }

    /// Takes what has come; true where the child has ended and everything has come.
    func poll() -> Bool {
        let hasEnded = hasEnded
        Self.drain(ends.output, into: &output)
        Self.drain(ends.errors, into: &errors)
        return hasEnded
    }

    /// True if the process has ended.
    private var hasEnded: Bool {
        if result != nil { return true }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return false }
        // The layout of POSIX systems: the signal in the low seven bits, the exit status above the low eight.
        result = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return true
    }

    private static func drain(_ end: Int32, into bytes: inout [UInt8]) {
        guard end >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(end, &buffer, buffer.count)
            guard count > 0 else { return }
            bytes += buffer[..<count]
        }
    }

    /// Waits until something holds; the limit is only against hanging.
    func wait(for what: String, seconds: Double = 60, until isDone: () throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let isOver = poll()
            if try isDone() { return }
            guard !isOver else { throw Unexpected("ended (\(result ?? -1)) before \(what): \(all)") }
            guard ContinuousClock.now < end else { throw Unexpected("no \(what) in \(seconds) s: \(all)") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Waits for its end; the exit status, or 128 and the signal.
    func end(seconds: Double = 60) async throws -> Int32 {
        try await wait(for: "end", seconds: seconds) { hasEnded }
        _ = poll()
        return result ?? -1
    }

    private var all: String { String(decoding: output + errors, as: UTF8.self).debugDescription }
}
