import Platform

/// What the newest line in the history that begins with what is typed goes on with; pure.
struct HistoryHint {
    /// The lines, the newest last.
    private var entries: [String] = []

    /// Adds the line that is the newest from now on.
    mutating func add(_ entry: String) { entries.append(entry) }

    /// What the newest line that begins with `line` has behind it; nil where there is none or `line` is empty.
    func rest(of line: String) -> String? {
        guard !line.isEmpty else { return nil }
        let typed = line.utf8
        for entry in entries.reversed() where entry.utf8.count > typed.count {
            guard entry.utf8.starts(with: typed) else { continue }
            let rest = entry.dropFirst(line.count)
            // A character that combines with the last one typed is no end of it.
            if line + rest == entry, !rest.isEmpty { return String(rest) }
        }
        return nil
    }

    /// A rest as it is shown in so many columns: its first line, cut with an ellipsis; empty where there is no room.
    static func shown(_ rest: String, room: Int) -> String {
        guard room > 2 else { return "" }
        let first = rest.prefix { !$0.isNewline }
        return PlainText.clean(first.count < rest.count ? first + " …" : String(first)).truncated(to: room - 1)
    }
}
