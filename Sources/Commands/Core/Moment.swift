import Platform

/// Formats points in time for people.
enum Moment {
    /// Returns the day and minute in local time: "2026-09-21 14:13".
    ///
    /// `offset` is the number of seconds that local time is ahead of UTC; nil uses the system's offset at that time.
    static func text(_ date: Date, offset: Int? = nil) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let shifted = Date(timeIntervalSince1970: Double(seconds + (offset ?? Self.offset(at: seconds))))
        let whole = shifted.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
        return String(whole.prefix(16))
    }

    private static func offset(at seconds: Int) -> Int {
        var time = time_t(seconds)
        var parts = tm()
        return localtime_r(&time, &parts) == nil ? 0 : parts.tm_gmtoff
    }

    /// Returns how long ago it was: "just now", "5 min ago", "3 days ago"; empty if it lies in the future.
    static func ago(_ date: Date, at now: Date) -> String {
        let seconds = Int(now.timeIntervalSince(date))
        // The clocks of two machines differ slightly.
        guard seconds > -60 else { return "" }
        let units: [(limit: Int, size: Int, name: String)] = [
            (60, 1, ""), (3600, 60, "min"), (86_400, 3600, "h"), (14 * 86_400, 86_400, "day"),
            (60 * 86_400, 7 * 86_400, "week"), (730 * 86_400, 30 * 86_400, "month"), (.max, 365 * 86_400, "year"),
        ]
        guard let unit = units.first(where: { seconds < $0.limit }), !unit.name.isEmpty else { return "just now" }
        let count = seconds / unit.size
        let isPlural = count > 1 && unit.name.count > 3 || count > 1 && unit.name == "day"
        return "\(count) \(unit.name)\(isPlural ? "s" : "") ago"
    }
}
