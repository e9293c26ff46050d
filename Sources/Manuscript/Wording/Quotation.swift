import Platform

/// Compares quotations with the text they come from.
package enum Quotation {
    /// Normalizes a text for comparing quotations.
    ///
    /// The result is lower case, with plain quotation marks and dashes, without emphasis marks, and with single spaces
    /// between words.
    package static func plain(_ text: String) -> String {
        var result = ""
        var isGap = false
        for character in text.lowercased() {
            let mapped: Character?
            switch character {
            case "“", "”", "„", "«", "»", "\"": mapped = "\""
            case "’", "‘", "‚", "`", "'": mapped = "'"
            case "–", "—", "‑", "−": mapped = "-"
            case "*", "_": mapped = nil
            default: mapped = character
            }
            guard let mapped else { continue }
            if mapped.isWhitespace {
                isGap = !result.isEmpty
                continue
            }
            if isGap { result.append(" ") }
            isGap = false
            result.append(mapped)
        }
        return result
    }

    /// Returns a quotation without the quotation marks and ellipses around it.
    package static func core(of quote: String) -> String {
        let plain = plain(quote.replacing("...", with: "…"))
        let edges: Set<Character> = ["\"", "'", "…", " ", ".", ","]
        let rest = plain.drop { edges.contains($0) }
        return String(rest.reversed().drop { edges.contains($0) }.reversed())
    }

    /// Returns true if a text contains the words of a quotation, ignoring marks, case and line breaks.
    package static func occurs(_ quote: String, in text: String) -> Bool {
        let core = core(of: quote)
        return !core.isEmpty && Self.plain(text).contains(core)
    }
}
