import Platform

/// Compares words with a text from which they are said to be taken.
package enum Quotation {
    /// A text as quotations are compared: in small letters, with plain quotation marks and dashes, without marks of emphasis,
    /// and one space between words.
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

    /// A quotation without what people put around it: quotation marks and dots for what is left out.
    package static func core(of quote: String) -> String {
        let plain = plain(quote.replacing("...", with: "…"))
        let edges: Set<Character> = ["\"", "'", "…", " ", ".", ","]
        let rest = plain.drop { edges.contains($0) }
        return String(rest.reversed().drop { edges.contains($0) }.reversed())
    }

    /// Whether a text holds the words of a quotation, whatever their marks, case and line breaks.
    package static func occurs(_ quote: String, in text: String) -> Bool {
        let core = core(of: quote)
        return !core.isEmpty && Self.plain(text).contains(core)
    }
}
