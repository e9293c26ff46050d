import Manuscript

/// Finds the comments and formulas that reach over several lines, in which a line is never a heading.
///
/// A comment ends with `-->` (CommonMark 4.6), a formula with `$$` or `\]`, or before a blank line.
struct OpenBlock: Sendable {
    /// The end of the block that the current line is in; nil if it is in none.
    private var closer: String?
    /// The current line, as far as it has arrived.
    private var line = ""

    /// True if the current line is in a block that began on an earlier one.
    var isOpen: Bool { closer != nil }

    /// Takes more of the current line.
    mutating func take(_ text: String) { line += text }

    mutating func take(_ character: Character) { line.append(character) }

    /// Ends the current line; with `isCode`, it has no meaning.
    mutating func endLine(isCode: Bool = false) {
        defer { line = "" }
        guard !isCode else { return }
        let plain = line.trimmed
        if let open = closer {
            if plain.contains(open) || (plain.isEmpty && open != "-->") { closer = nil }
        } else if !line.hasPrefix("    ") {
            closer = Self.closer(of: plain)
        }
    }

    /// Returns the end of the block that a line opens without closing it.
    private static func closer(of line: String) -> String? {
        for (opener, closer) in [("<!--", "-->"), ("$$", "$$"), ("\\[", "\\]")] where line.hasPrefix(opener) {
            return line.dropFirst(opener.count).contains(closer) ? nil : closer
        }
        return nil
    }
}
