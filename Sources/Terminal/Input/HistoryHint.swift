import Platform

/// What the newest line in the history that begins with what is typed goes on with; pure.
struct HistoryHint {
    /// The lines, the newest last.
    private var entries: [String] = []

    /// Adds the line that is the newest from now on.
    mutating func add(_ entry: String) { entries.append(entry) }

    /// What the newest line that begins with `line` has behind it; nil where there is none or `line` is empty.
    ///
    /// The marks of commands are one.
    func rest(of line: String) -> String? {
        guard !line.isEmpty else { return nil }
        let isCommand = CommandMark.begins(line)
        let typed = isCommand ? line.dropFirst() : line[...]
        for entry in entries.reversed() {
            guard !isCommand || CommandMark.begins(entry) else { continue }
            let whole = isCommand ? entry.dropFirst() : entry[...]
            guard whole.utf8.count > typed.utf8.count, whole.utf8.starts(with: typed.utf8) else { continue }
            let rest = whole.dropFirst(typed.count)
            // A character that combines with the last one typed is no end of it.
            if typed + rest == whole, !rest.isEmpty { return String(rest) }
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
