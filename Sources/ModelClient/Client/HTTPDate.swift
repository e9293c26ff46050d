import Platform

/// HTTP dates (RFC 9110 §5.6.7), in the only form that may be sent: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    /// Parses a date; nil if it has another form.
    static func parse(_ text: String) -> Date? {
        let words = text.split { $0 == " " || $0 == "," }
        guard words.count == 6, words[5].uppercased() == "GMT", let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: words[2].lowercased())
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0...23).contains(clock[0]),
            (0...59).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        let days = daysFromEpoch(year: year, month: month + 1, day: day)
        return Date(
            timeIntervalSince1970: Double(days * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]))
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
