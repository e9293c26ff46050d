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
        guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(clock[0]),
            (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let days = daysFromEpoch(year: year, month: month + 1, day: day)
        return Date(
            timeIntervalSince1970: Double(days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2] - offset))
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

    /// Returns the days since 1970-01-01 in the Gregorian calendar, for years from 1970 on.
    static func daysFromEpoch(year: Int, month: Int, day: Int) -> Int {
        // Years start in March, so that a leap day is the last day of its year.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
