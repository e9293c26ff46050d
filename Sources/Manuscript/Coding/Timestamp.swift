package import Platform

/// Parses the times in session files: RFC 3339, such as `2026-10-05T08:12:40Z`.
package enum Timestamp {
    /// Returns the time in whole seconds; nil if the text is not a valid time.
    ///
    /// Dates and hours that do not exist are rejected: Foundation's ISO 8601 style reads 30 February as 2 March.
    static func date(_ text: String) -> Date? {
        var bytes = Array(text.utf8)[...]
        func digits(_ count: Int) -> Int? {
            guard bytes.count >= count else { return nil }
            var value = 0
            for byte in bytes.prefix(count) {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            bytes = bytes.dropFirst(count)
            return value
        }
        func mark(_ mark: Character) -> Bool {
            guard bytes.first == mark.asciiValue else { return false }
            bytes = bytes.dropFirst()
            return true
        }
        guard let year = digits(4), mark("-"), let month = digits(2), mark("-"), let day = digits(2), mark("T"),
            let hour = digits(2), mark(":"), let minute = digits(2), mark(":"), let second = digits(2)
        else { return nil }
        if mark(".") {
            guard digits(1) != nil else { return nil }
            while digits(1) != nil {}
        }
        var offset = 0
        if !mark("Z") {
            let isBehind = mark("-")
            guard isBehind || mark("+"), let hours = digits(2), hours < 24, mark(":"), let minutes = digits(2),
                minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (isBehind ? -60 : 60)
        }
        guard bytes.isEmpty else { return nil }
        return date(year, month, day, hour, minute, second)?.addingTimeInterval(Double(-offset))
    }

    /// Returns a time in GMT by the Gregorian calendar; nil for an impossible date.
    package static func date(
        _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int
    ) -> Date? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        let seconds = days(before: year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds))
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Returns the days from 1970-01-01 to a day of the Gregorian calendar.
    private static func days(before year: Int, _ month: Int, _ day: Int) -> Int {
        let past = year - 1
        let whole = past * 365 + past / 4 - past / 100 + past / 400
        let months = (1..<13).prefix(month - 1).reduce(0) { $0 + days(in: $1, of: year) }
        return whole + months + day - 719_163
    }
}
