import Manuscript
import Platform

/// The wait that a server asks for, in the many forms that servers use.
enum WaitTime {
    /// Parses a header or a field, in seconds from `now`, never below 0; nil if it is not a time.
    ///
    /// Accepts durations (`7.66s`, `6m0s`, `1 min 30 s`, `00:00:02`), plain seconds, seconds or milliseconds since 1970, HTTP dates
    /// (RFC 9110 §5.6.7) and ISO 8601.
    static func seconds(_ text: some StringProtocol, now: Date = Date()) -> Double? {
        let text = text.trimmed
        if let plain = Double(text) { return plain.isFinite ? number(plain, now) : nil }
        if let clock = clock(text[...]) { return clock }
        if let (span, rest) = span(text[...].lowercased()[...]), rest.trimmed.isEmpty { return span }
        return moment(String(text)).map { max(0, $0.timeIntervalSince(now)) }
    }

    /// Interprets a plain number; one that is too large for a duration is a timestamp.
    private static func number(_ value: Double, _ now: Date) -> Double? {
        guard value >= 0 else { return nil }
        if value >= 1e11 { return max(0, value / 1000 - now.timeIntervalSince1970) }
        return value >= 1e9 ? max(0, value - now.timeIntervalSince1970) : value
    }

    /// Reads the message of a refusal: "try again in 7.66s", "wait 5 minutes", "resets at 2026-01-01T00:00:00Z".
    static func inWords(_ words: String, now: Date = Date()) -> Double? {
        let text = words.lowercased()
        for marker in markers {
            var rest = text[...]
            while let found = rest.firstRange(of: marker) {
                rest = rest[found.upperBound...]
                var value = rest.prefix(60).drop { " ':=~\"(".contains($0) }
                while let filler = fillers.first(where: value.hasPrefix) { value = value.dropFirst(filler.count) }
                if let clock = clock(value) {
                    // "Resets at 08:50:00" is a time of day.
                    if marker.hasSuffix("at") || marker == "until" { continue }
                    return clock
                }
                if let (span, _) = span(value) { return span }
                if let moment = moment(String(value)) { return max(0, moment.timeIntervalSince(now)) }
                let digits = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
                if let plain = Double(digits.hasSuffix(".") ? digits.dropLast() : digits) { return number(plain, now) }
            }
        }
        // "请在 2 秒后重试".
        return text.firstMatch(of: /(\d{1,6}(?:\.\d{1,9})?) ?(秒|分钟)/).flatMap { found in
            Double(found.output.1).map { $0 * (found.output.2 == "秒" ? 1 : 60) }
        }
    }

    /// Parses hours, minutes and seconds at the start of a text: `00:00:02`, `0:01:30.5`.
    private static func clock(_ text: some StringProtocol) -> Double? {
        guard let found = String(text).prefixMatch(of: /(\d{1,3}):(\d\d):(\d\d(?:\.\d{1,9})?)(?![\d:])/),
            let hours = Double(found.output.1), let minutes = Double(found.output.2),
            let seconds = Double(found.output.3)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    private static let fillers = ["about ", "approximately ", "another ", "at least ", "for "]
    private static let markers = [
        "try again in", "try again after", "retry in", "retry after", "retrydelay", "retry_after", "retry-after",
        "again in", "again after", "wait", "resets in", "reset in", "reset after", "resets after", "available in",
        "again at", "resets at", "reset at", "reset time", "until", "allowed after", "allowed in", "back off",
        "backoff", "cool down", "cooldown", "ready in", "slow down for",
    ]

    /// Searches a refusal's JSON for a field with a wait, such as Google's `retryDelay`.
    static func inTree(_ tree: JSONValue, now: Date = Date()) -> Double? {
        switch tree {
        case .object(let members):
            for (key, value) in members {
                let key = key.lowercased().filter { $0 != "_" && $0 != "-" }
                if let unit = fields[key], let found = read(value, now) { return found * unit }
            }
            return members.values.lazy.compactMap { inTree($0, now: now) }.first
        case .array(let elements):
            return elements.lazy.compactMap { inTree($0, now: now) }.first
        default: return nil
        }
    }

    private static func read(_ value: JSONValue, _ now: Date) -> Double? {
        value.double.flatMap { number($0, now) } ?? value.string.flatMap { seconds($0, now: now) }
    }

    /// The field names, without underscores and hyphens, and their units in seconds.
    private static let fields: [String: Double] = [
        "retryafter": 1, "retryafterseconds": 1, "retryaftersecs": 1, "retryafterms": 0.001, "retrydelay": 1,
        "retrydelayms": 0.001, "retryin": 1, "retryinseconds": 1, "retryat": 1, "resetat": 1, "resetsat": 1,
        "resettime": 1, "resetseconds": 1, "resetafter": 1, "resetin": 1, "xratelimitreset": 1, "ratelimitreset": 1,
        "estimatedtime": 1,
        "waitseconds": 1, "waittime": 1, "waittimeseconds": 1, "waitms": 0.001, "cooldown": 1, "cooldownseconds": 1,
        "cooldownms": 0.001, "backoff": 1, "backoffseconds": 1, "backoffms": 0.001,
    ]

    /// Parses a duration at the start of a lower-case text, and returns the rest too; nil if there is none.
    static func span(_ text: Substring) -> (Double, Substring)? {
        var rest = text
        var total: Double?
        while true {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let behind = rest.dropFirst(digits.count).drop { $0 == " " }
            let unit = behind.prefix { $0.isASCII && $0.isLetter }
            guard let value = Double(digits), let factor = units[unit] else { break }
            total = (total ?? 0) + value * factor
            rest = behind.dropFirst(unit.count)
            let next = rest.drop { $0 == " " || $0 == "," }
            let further = next.hasPrefix("and ") ? next.dropFirst(4) : next
            if further.first?.isNumber ?? false { rest = further }
        }
        guard let total, total.isFinite else { return nil }
        return (total, rest)
    }

    private static let units: [Substring: Double] = [
        "ms": 0.001, "millisecond": 0.001, "milliseconds": 0.001, "s": 1, "sec": 1, "secs": 1, "second": 1,
        "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600,
        "hour": 3600, "hours": 3600, "d": 86_400, "day": 86_400, "days": 86_400,
    ]

    /// Parses a point in time at the start of a text: `2026-01-01T00:00:00Z`, or an HTTP date.
    private static func moment(_ text: String) -> Date? {
        let iso =
            /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d{1,9})? ?(?:[+](\d\d):?(\d\d)|-(\d\d):?(\d\d))?/
        if let found = text.firstMatch(of: iso) {
            let (_, year, month, day, hour, minute, second, part, east, eastMinutes, west, westMinutes) = found.output
            guard let year = Int(year), let month = Int(month), let day = Int(day), let hour = Int(hour),
                let minute = Int(minute), let second = Int(second), year >= 1970,
                let time = Timestamp.date(year, month, day, hour, minute, second == 60 ? 59 : second)
            else { return nil }
            func offset(_ hours: Substring?, _ minutes: Substring?) -> Int {
                (hours.flatMap { Int($0) } ?? 0) * 3600 + (minutes.flatMap { Int($0) } ?? 0) * 60
            }
            let seconds = Double(offset(west, westMinutes) - offset(east, eastMinutes))
            return time.addingTimeInterval(seconds + (part.flatMap { Double("0\($0)") } ?? 0))
        }
        return HTTPDate.parse(text)
    }
}
