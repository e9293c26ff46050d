import Platform

/// Finds the rest of the newest history line that begins with the typed text; pure.
struct HistoryHint {
    /// The lines, the newest last.
    private var entries: [String] = []

    /// Adds a line as the newest.
    mutating func add(_ entry: String) { entries.append(entry) }

    /// Returns the rest of the newest line that begins with `line`; nil if there is none or `line` is empty.
    ///
    /// The different command marks count as the same.
    func rest(of line: String) -> String? {
        guard !line.isEmpty else { return nil }
        let isCommand = CommandMark.begins(line)
        let typed = isCommand ? line.dropFirst() : line[...]
        for entry in entries.reversed() {
            guard !isCommand || CommandMark.begins(entry) else { continue }
            let whole = isCommand ? entry.dropFirst() : entry[...]
            guard whole.utf8.count > typed.utf8.count, whole.utf8.starts(with: typed.utf8) else { continue }
            let rest = whole.dropFirst(typed.count)
            // The rest must not begin with a character that combines with the last one typed.
            if typed + rest == whole, !rest.isEmpty { return String(rest) }
        }
        return nil
    }

    /// Returns the first line of a hint, truncated to the given number of columns; empty if there is no room.
    static func shown(_ rest: String, room: Int) -> String {
        guard room > 2 else { return "" }
        let first = rest.prefix { !$0.isNewline }
        return PlainText.clean(first.count < rest.count ? first + " …" : String(first)).truncated(to: room - 1)
    }
}
