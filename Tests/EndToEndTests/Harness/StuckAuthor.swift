import LoopbackServer
import Platform
import Terminal

/// An author that says the beginning of some sections and then falls silent until it is freed.
final class StuckAuthor: Sendable {
    private let numbers: Set<String>
    private let beginning: String
    private let isStuck = Guarded(true)

    /// Falls silent in the sections of these numbers, behind `beginning`.
    init(in numbers: String..., after beginning: String = StuckAuthor.beginning) {
        self.numbers = Set(numbers)
        self.beginning = beginning
    }

    /// The text before the silence, unless a test sets another.
    static let beginning = "A keeper climbs the stairs every evening. He carries oil and"

    /// A beginning, and then comments alone, as servers send them to keep a connection: a hang-up is noticed by them.
    static func silence(after beginning: String) -> Reply {
        let comments = (0..<3000).map { _ in Reply.Piece(": still here\n\n", after: 0.1) }
        return .raw(200, headers: ["Content-Type": "text/event-stream"], [.init(Chunk.text(beginning))] + comments)
    }

    /// Waits until `free` is called.
    func untilFree() async throws {
        while isStuck.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// From now on every answer is whole.
    func free() { isStuck.withLock { $0 = false } }

    /// The answer to a request.
    func reply(to request: ReceivedRequest) -> Reply {
        guard let number = request.number, numbers.contains(number), isStuck.withLock({ $0 }) else {
            return Author().reply(to: request)
        }
        return Self.silence(after: beginning)
    }
}

extension Console {
    /// The prompt of a session, which shows at most 14 columns of the name.
    static func prompt(_ name: String) -> String { "\(name.shortened(to: 14))> " }

    /// Waits for the prompt of a session, and for the remark about the model, which is shown above it.
    func begin(_ name: String) async throws {
        let prompt = Self.prompt(name)
        try await wait(for: prompt, seconds: 30)
        try await wait(for: "Model: ", seconds: 30)
        try await wait(for: prompt, seconds: 30)
    }

    /// Leaves with Ctrl-D; the exit status.
    func leave() async throws -> Int32 {
        try type(Key.end)
        return try await end(seconds: 30)
    }
}

/// The bytes that keys send.
enum Key {
    static let interrupt = "\u{3}"
    static let end = "\u{4}"
    static let stop = "\u{1A}"
    static let quit = "\u{1C}"
    static let tab = "\t"
    static let backspace = "\u{7F}"
    static let up = "\u{1B}[A"
    static let left = "\u{1B}[D"
    static let home = "\u{1}"

    /// A text as terminals send it that was pasted and not typed.
    static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
