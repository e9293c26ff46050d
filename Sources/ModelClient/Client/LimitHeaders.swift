import Platform

/// What a server says of its limits in the headers of every answer.
///
/// Source: Groq's and OpenAI's pages on rate limits: `x-ratelimit-limit-…`, `-remaining-…` and `-reset-…`, each for
/// `requests` and `tokens`.
struct LimitHeaders: Equatable {
    /// One limit.
    struct Figures: Equatable {
        var limit: Int
        var remaining: Int
        /// Seconds until nothing of it is used any more, where the server says so.
        var reset: Double?
    }

    var requests: Figures?
    var tokens: Figures?

    init(_ head: WebHead) {
        requests = Self.figures(of: "requests", head)
        tokens = Self.figures(of: "tokens", head)
    }

    private static func figures(of what: String, _ head: WebHead) -> Figures? {
        guard let limit = head["x-ratelimit-limit-\(what)"].flatMap({ Int($0) }), limit > 0,
            let remaining = head["x-ratelimit-remaining-\(what)"].flatMap({ Int($0) })
        else { return nil }
        let reset = head["x-ratelimit-reset-\(what)"].flatMap { seconds($0) }
        return Figures(limit: limit, remaining: max(0, min(remaining, limit)), reset: reset)
    }

    /// Reads a span of time: `2m59.56s`, `7.66s`, `120ms`, `1h2m3s`, or plain seconds; nil where it is none.
    static func seconds(_ text: some StringProtocol) -> Double? {
        var rest = text.trimmed[...]
        guard !rest.isEmpty else { return nil }
        if let plain = Double(rest) { return plain.isFinite && plain >= 0 ? plain : nil }
        let units: [(String, Double)] = [("ms", 0.001), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
        var total = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let tail = rest.dropFirst(digits.count)
            guard let number = Double(digits), let unit = units.first(where: { tail.hasPrefix($0.0) }) else {
                return nil
            }
            total += number * unit.1
            rest = tail.dropFirst(unit.0.count)
        }
        return total.isFinite ? total : nil
    }
}
