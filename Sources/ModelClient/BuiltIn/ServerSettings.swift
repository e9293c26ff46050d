import Platform

/// What the server's program is told on its standard input.
struct ServerSettings: Codable, Equatable, Sendable {
    /// Path of the model file.
    var model: String
    /// The name under which the server offers the model.
    var name: String
    /// The key that every call must carry.
    var key: String
    /// Tokens of context over all slots.
    var context: Int
    /// Calls that are worked on at once.
    var slots: Int
    /// Threads that compute.
    var threads: Int
    /// Path of the log.
    var log: String

    /// Settings for a machine with so many cores: two slots of 4,096 tokens, or four of 2,048 from four cores on.
    ///
    /// SmolLM2's window is 8,192 tokens; memory grows by some 23 KB a token. Two cores are busy with one call already
    /// (two at once make the same number of tokens a second, four a quarter more), so more slots would only be slower.
    /// One core is left to others: the threads wait for each other busily, and as many threads as cores come nearly to a
    /// stand when anything else computes (2 to 25 tokens a second instead of 100, where one thread made 54).
    init(model: String, name: String, log: String, cores: Int, key: String = ServerSettings.randomKey()) {
        self.model = model
        self.name = name
        self.key = key
        context = 8192
        slots = cores >= 4 ? 4 : 2
        threads = max(1, cores - 1)
        self.log = log
    }

    /// 256 random bits in hexadecimal digits, from the system's generator.
    static func randomKey() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// The one line of JSON, with its line end.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

/// What the server's program reports on its standard output, in one line.
struct ServerReport: Codable, Equatable, Sendable {
    /// The port on 127.0.0.1, once the server is ready.
    var port: Int?
    /// Calls that are worked on at once.
    var slots: Int?
    /// Tokens of context in each slot.
    var context: Int?
    /// Why it could not start.
    var error: String?
    /// What it had said in its log by then.
    var log: String?
}

/// The reading of the server's log after a failed start.
enum ServerLog {
    /// The line that says best why a start failed, cleaned for a sentence: the first error in the log, else the last
    /// line, else `fallback`; 200 characters at most, without time stamps, escapes and the final full stop.
    static func reason(in log: String, fallback: String) -> String {
        let lines = log.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        let failure = lines.first { words($0).dropFirst().first == "E" } ?? lines.last
        guard let failure else { return clean(fallback) }
        let all = words(failure)
        let stamped = all.count > 2 && all[0].allSatisfy { $0.isNumber || $0 == "." } && all[1].count == 1
        return clean(stamped ? all.dropFirst(2).joined(separator: " ") : failure)
    }

    private static func words(_ line: String) -> [Substring] { line.split(separator: " ") }

    private static func clean(_ text: String) -> String {
        let plain = String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
        let short = plain.count > 200 ? plain.prefix(199) + "…" : plain[...]
        return short.hasSuffix(".") ? String(short.dropLast()) : String(short)
    }
}
