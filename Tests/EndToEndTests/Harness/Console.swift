import CTestSupport
import Platform
import VirtualTerminal

/// The program at a pseudo-terminal, with somebody who types and reads.
final class Console {
    /// The program.
    let child: Child
    private let terminal: Int32
    private var screen = PlainScreen()
    private var taken = 0
    private var seen = 0
    /// The screen, cell by cell.
    private(set) var sight: VirtualTerminal
    private var sighted = 0

    /// Starts the program at a terminal of 200 columns and 50 rows.
    convenience init(_ arguments: String..., at place: Place) throws { try self.init(arguments, at: place) }

    /// Starts the program, or another one, at a terminal of that size.
    init(
        _ arguments: [String], at place: Place, program: String? = nil, columns: Int32 = 200, rows: Int32 = 50
    ) throws {
        var name = [CChar](repeating: 0, count: 128)
        terminal = galley_test_terminal(columns, rows, &name, name.count)
        guard terminal >= 0 else { throw SystemError("opened", "a terminal") }
        let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        sight = VirtualTerminal(columns: Int(columns), rows: Int(rows))
        modesBefore = Self.modes(of: terminal)
        child = try Child(arguments, at: place, program: program, terminal: path, reading: (terminal, -1))
    }

    /// The terminal's modes before the program began.
    let modesBefore: [UInt32]
    /// The terminal's modes now.
    var modes: [UInt32] { Self.modes(of: terminal) }

    private static func modes(of terminal: Int32) -> [UInt32] {
        var modes = termios()
        guard tcgetattr(terminal, &modes) == 0 else { return [] }
        let characters = withUnsafeBytes(of: modes.c_cc) { $0.map { UInt32($0) } }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map { UInt32(truncatingIfNeeded: $0) }
            + characters
    }

    /// Types keys.
    func type(_ keys: String) throws { try type(bytes: Array(keys.utf8)) }

    /// Sends bytes as keys do.
    func type(bytes: [UInt8]) throws { try Files.write(bytes, to: terminal, path: "the terminal") }

    /// Types a line with Enter.
    func enter(_ line: String) throws { try type(line + "\r") }

    /// Waits until a text is on the screen behind what was waited for before; returns what stands before it.
    @discardableResult
    func wait(for text: String, seconds: Double = 60) async throws -> String {
        var before = ""
        try await child.wait(for: text.debugDescription, seconds: seconds) {
            look()
            let fresh = screen.text[seen...]
            guard let place = fresh.firstRange(of: Array(text.utf8)) else { return false }
            before = String(decoding: fresh[..<place.lowerBound], as: UTF8.self)
            seen = place.upperBound
            return true
        }
        return before
    }

    /// Waits until the screen is as it is to be.
    func see(_ what: String, seconds: Double = 30, _ holds: (VirtualTerminal) throws -> Bool) async throws {
        do {
            try await child.wait(for: what, seconds: seconds) {
                watch()
                return try holds(sight)
            }
        } catch let error as Unexpected {
            let rows = sight.lines.enumerated().filter { !$0.element.isEmpty }.map { "\($0): \($1)" }
            throw Unexpected(
                "\(what): \(String(error.description.suffix(600)))\n\(rows.joined(separator: "\n"))\ncursor \(sight.row), \(sight.column); \(sight.errors)"
            )
        }
    }

    /// Gives the window another size, of which the program is told.
    func resize(columns: Int, rows: Int) throws {
        _ = child.poll()
        watch()
        sight.resize(columns: columns, rows: rows)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw SystemError("resized", "the terminal") }
    }

    private func watch() {
        sight.feed(child.output[sighted...])
        sighted = child.output.count
    }

    /// Waits until one of some texts is on the screen behind what was waited for before; returns which came first.
    func wait(forFirst texts: [String], seconds: Double = 60) async throws -> Int {
        var first = 0
        try await child.wait(for: texts.joined(separator: " or "), seconds: seconds) {
            look()
            let fresh = screen.text[seen...]
            let places = texts.enumerated().compactMap { index, text in
                fresh.firstRange(of: Array(text.utf8)).map { (index: index, range: $0) }
            }
            guard let found = places.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else { return false }
            (first, seen) = (found.index, found.range.upperBound)
            return true
        }
        return first
    }

    /// Enters a line and waits for what it brings, and for the prompt behind that.
    @discardableResult
    func enter(_ line: String, until text: String) async throws -> String {
        try enter(line)
        let before = try await wait(for: text)
        return before + text + (try await wait(for: "> "))
    }

    /// Everything that was ever shown.
    var everything: String {
        _ = child.poll()
        look()
        return String(decoding: screen.text, as: UTF8.self)
    }

    private func look() {
        screen.take(child.output[taken...])
        taken = child.output.count
    }

    /// Waits for the end; the exit status.
    func end(seconds: Double = 60) async throws -> Int32 { try await child.end(seconds: seconds) }
}
