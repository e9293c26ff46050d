import Manuscript
import Platform

/// HTTP dates in the three forms of RFC 9110 §5.6.7, and with a numeric zone.
enum HTTPDate {
    /// Parses a date; nil if it has another form.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    static func parse(_ text: String) -> Date? {
        var words = text.split { $0 == " " || $0 == "," }.dropFirst().map { String($0) }
        if let first = words.first, first.filter({ $0 == "-" }).count == 2 {
            words.replaceSubrange(..<1, with: first.split(separator: "-").map { String($0) })
        }
        // The form of C's asctime is always in GMT.
        if words.count == 4, Int(words[0]) == nil { words = [words[1], words[0], words[3], words[2], "GMT"] }
        guard words.count == 5, let day = Int(words[0]), var year = Int(words[2]), let offset = offset(words[4]),
            let month = months.firstIndex(of: words[1].lowercased())
        else { return nil }
        if words[2].count == 2 { year += year < 70 ? 2000 : 1900 }
        let clock = words[3].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, year >= 1970 else { return nil }
        // A leap second counts as the one before.
        let second = clock[2] == 60 ? 59 : clock[2]
        return Timestamp.date(year, month + 1, day, clock[0], clock[1], second)?.addingTimeInterval(Double(-offset))
    }

    /// Returns a zone's distance from Greenwich in seconds: GMT, UTC, -0000, +0100.
    private static func offset(_ zone: String) -> Int? {
        if ["GMT", "UTC", "UT", "Z"].contains(zone.uppercased()) { return 0 }
        guard zone.count == 5, let sign = ["+": 1, "-": -1][zone.prefix(1)], let number = Int(zone.dropFirst()),
            number >= 0
        else { return nil }
        return sign * (number / 100 * 3600 + number % 100 * 60)
    }

    private static var months: [String] {
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    }
}
