import Markdown

/// Detects whether a text ends with an unfinished sentence.
package enum Ending {
    /// Returns the start of an unfinished last sentence; nil if the text ends with anything else.
    ///
    /// The following do not count as sentences: list items, tables, quotations, code, formulas, HTML, definitions of
    /// links and footnotes, bold lines, labels, addresses, and text in scripts without full stops. Takes time
    /// proportional to the text.
    package static func unfinished(in text: String) -> String.Index? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }), !isOpen(text) else { return nil }
        guard isProse(lines[last], behind: last > 0 ? lines[last - 1] : ""), !isWhole(lines[last]) else { return nil }
        var start = lines[last].startIndex
        // A sentence may extend over several lines of its paragraph.
        for index in lines[...last].indices.reversed() {
            let line = lines[index]
            if line.allSatisfy(\.isWhitespace) || index != last && isWhole(line) { break }
            // A line after a list item, a quotation or a definition may belong to it.
            guard isProse(line, behind: "") else { return nil }
            if let end = Sentences.ends(in: line).last {
                // The rest may be an emoji or a mark, which is not an unfinished sentence.
                let rest = text[end...]
                return Prose.words(in: String(rest)) == 0 ? nil : end
            }
            start = line.startIndex
        }
        return Prose.words(in: String(text[start...])) > 0 && usesFullStops(text[start...]) ? start : nil
    }

    /// Returns true if code or a formula is still open at the end.
    private static func isOpen(_ text: String) -> Bool {
        FenceScanner.open(after: text) != nil || text.ranges(of: "$$").count % 2 == 1
    }

    /// Returns true if a line is part of a paragraph, not of a construct without sentences.
    private static func isProse(_ line: Substring, behind before: Substring) -> Bool {
        let plain = line.trimmed
        if plain.isEmpty || Sentences.isStructural(plain) || plain.hasPrefix("<") || plain.hasPrefix("$$") {
            return false
        }
        if plain.hasPrefix("• ") || plain.hasPrefix("— ") || plain.hasPrefix("– ") || plain.hasPrefix(": ") {
            return false
        }
        let isIndented = line.hasPrefix("    ") || line.hasPrefix("\t")
        if isIndented, before.allSatisfy(\.isWhitespace) || before.hasPrefix("    ") || before.hasPrefix("\t") {
            return false
        }
        return !isDefinition(plain)
    }

    /// Returns true for "[1]: https://example.org" and "[^a]: a footnote".
    private static func isDefinition(_ plain: String) -> Bool {
        guard plain.hasPrefix("["), let end = plain.firstIndex(of: "]") else { return false }
        return plain[end...].hasPrefix("]:")
    }

    /// Returns true if a line is complete even though it may not end a sentence.
    private static func isWhole(_ line: Substring) -> Bool {
        let plain = line.trimmed
        if ["`", ":", ";", "$", "**", "__", ">", "|", "](", "\\"].contains(where: plain.hasSuffix) { return true }
        if plain.hasPrefix("**") || plain.hasPrefix("__") || isLabelled(plain) { return true }
        if let end = plain.last(where: { !Sentences.closers.contains($0) }), Sentences.terminators.contains(end) {
            // An abbreviation at the very end also ends the sentence.
            return true
        }
        guard let word = plain.split(whereSeparator: \.isWhitespace).last else { return false }
        return word.contains("://") || word.hasSuffix(")") && word.contains("](")
    }

    /// Returns true for "Source: the survey of 2019".
    private static func isLabelled(_ plain: String) -> Bool {
        let label = plain.prefix { $0 != ":" }
        return label.count < min(plain.count, 30) && label.split(separator: " ").count < 4
            && plain.dropFirst(label.count).hasPrefix(": ")
    }

    /// Returns true if the script of a text ends sentences with a mark; Thai, Lao, Khmer and some others do not.
    private static func usesFullStops(_ text: Substring) -> Bool {
        let letters = text.unicodeScalars.lazy.filter(\.properties.isAlphabetic)
        return !letters.prefix(200).contains {
            (0xE00...0xEFF).contains($0.value) || (0xF00...0x109F).contains($0.value)
                || (0x1780...0x17FF).contains($0.value)
        }
    }
}
