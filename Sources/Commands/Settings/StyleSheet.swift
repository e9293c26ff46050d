import Configuration
import Manuscript

/// The style card as people read it: the settings that are of style, and what counts of each.
struct StyleSheet {
    /// The settings, in the order of the sheet.
    static let keys = SettingKey.all.filter(\.isOfStyle)
    private static let shown = 48

    /// A value as it is shown in a list: a long one is cut.
    static func short(_ value: String) -> String {
        value.count > shown ? String(value.prefix(shown - 1)) + "…" : value
    }

    /// The sheet of the card that counts, with where each value comes from that the session does not set itself.
    static func rows(of session: Session, _ configuration: Configuration) -> [[String]] {
        keys.map { key in
            let found = configuration.value(of: key, in: session)
            let value = found.flatMap { SettingKey.words($0.value) } ?? "-"
            let source = found.map { $0.source == .session ? "" : "from \($0.source.words)" } ?? key.summary
            return [key.name, key.name == "sample" ? value : short(value), source]
        }
    }

    /// What differs between two cards: name, old value and new one.
    static func changes(from old: Session, to new: Session) -> [[String]] {
        keys.compactMap { key in
            let (before, after) = (key.value(in: old), key.value(in: new))
            guard before != after else { return nil }
            return [key.name, after ?? "-", before.map { "was \(short($0))" } ?? ""]
        }
    }

    /// Rows as text; a paragraph stands below the others.
    static func text(_ rows: [[String]]) -> String {
        let isParagraph = { (row: [String]) in row[0] == "sample" && row[1].count > shown }
        let lines = TextTable.lines(rows.filter { !isParagraph($0) })
        return (lines + rows.filter(isParagraph).map { "sample\n    \($0[1])" }).joined(separator: "\n")
    }

    /// For programs (`--json`).
    static func data(of session: Session, _ configuration: Configuration) -> JSONValue {
        let pairs = keys.map { key in (key.name, configuration.value(of: key, in: session)?.value ?? .null) }
        return ["style": .object(Dictionary(uniqueKeysWithValues: pairs))]
    }
}
