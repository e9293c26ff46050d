import Platform

/// The settings that the server program reads from its standard input.
struct ServerSettings: Codable, Equatable, Sendable {
    /// The path of the model file.
    var model: String
    /// The name under which the server offers the model.
    var name: String
    /// The key that every call must include.
    var key: String
    /// The context in tokens, summed over all slots.
    var context: Int
    /// The number of calls processed in parallel.
    var slots: Int
    /// The number of compute threads.
    var threads: Int
    /// The path of the log.
    var log: String

    /// Sets the values of a plan.
    init(model: String, name: String, log: String, plan: ServerPlan, key: String = ServerSettings.randomKey()) {
        self.model = model
        self.name = name
        self.key = key
        context = plan.window * plan.slots
        slots = plan.slots
        threads = plan.threads
        self.log = log
    }

    /// Returns 256 random bits in hexadecimal, from the system's generator.
    static func randomKey() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Returns the settings as one line of JSON, including the line end.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

/// The report that the server program writes to its standard output, in one line.
struct ServerReport: Codable, Equatable, Sendable {
    /// The port on 127.0.0.1, once the server is ready.
    var port: Int?
    /// The number of calls processed in parallel.
    var slots: Int?
    /// The context of each slot, in tokens.
    var context: Int?
    /// The reason why the server could not start.
    var error: String?
    /// The server's log up to then.
    var log: String?
}

/// Finds the cause of a failed start in the server's log.
enum ServerLog {
    /// Returns the line that best explains a failed start, cleaned for use in a sentence.
    ///
    /// That is the first error in the log, else the last line, else `fallback`; at most 200 characters, without time
    /// stamps, escapes and the final full stop.
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
