import Configuration
import Manuscript

/// The style card as text: the style settings and their effective values.
struct StyleSheet {
    /// The settings, in the order of the sheet.
    static let keys = SettingKey.all.filter(\.isOfStyle)
    private static let shown = 48

    /// Returns a value for a list, shortened if it is long.
    static func short(_ value: String) -> String {
        value.count > shown ? String(value.prefix(shown - 1)) + "…" : value
    }

    /// Returns the effective card as rows, with the source of each value that the session does not set.
    static func rows(of session: Session, _ configuration: Configuration) -> [[String]] {
        keys.map { key in
            let found = configuration.value(of: key, in: session)
            let value = found.flatMap { SettingKey.words($0.value) } ?? "-"
            let source = found.map { $0.source == .session ? "" : "from \($0.source.words)" } ?? key.summary
            return [key.name, key.name == "sample" ? value : short(value), source]
        }
    }

    /// Returns the differences between two cards: name, new value and old value.
    static func changes(from old: Session, to new: Session) -> [[String]] {
        keys.compactMap { key in
            let (before, after) = (key.value(in: old), key.value(in: new))
            guard before != after else { return nil }
            return [key.name, after ?? "-", before.map { "was \(short($0))" } ?? ""]
        }
    }

    /// Returns rows as text, with a long sample below the others.
    static func text(_ rows: [[String]]) -> String {
        let isParagraph = { (row: [String]) in row[0] == "sample" && row[1].count > shown }
        let lines = TextTable.lines(rows.filter { !isParagraph($0) })
        return (lines + rows.filter(isParagraph).map { "sample\n    \($0[1])" }).joined(separator: "\n")
    }

    /// Returns the card for programs (`--json`).
    static func data(of session: Session, _ configuration: Configuration) -> JSONValue {
        let pairs = keys.map { key in (key.name, configuration.value(of: key, in: session)?.value ?? .null) }
        return ["style": .object(Dictionary(uniqueKeysWithValues: pairs))]
    }
}
