import Manuscript

/// Handles lines that match a title; only the next line tells a heading from text.
extension BodyFilter {
    /// A line that matches a title, held until the next line arrives.
    struct HeldTitle: Sendable {
        let text: String
        /// True if it is the section's own title.
        let isOwn: Bool
        /// True if no text precedes it.
        let isFirst: Bool
        /// True if a blank line precedes it.
        let isApart: Bool
    }

    enum Match { case own, other }

    /// Returns which title a line matches, ignoring marks and numbers around it; nil if none.
    func match(_ line: some StringProtocol) -> Match? {
        guard line.utf8.count <= longestHeld else { return nil }
        let key = TitleMatch.key(line)
        for key in [key, TitleMatch.withoutBareNumber(key) ?? ""] where !key.isEmpty {
            if otherTitles.contains(key) { return .other }
            if key == ownTitle { return .own }
        }
        return nil
    }

    /// Returns the line if it matches a title without heading marks and may be a heading; nil if it is text.
    func heldTitle(_ plain: String, _ text: String, isFirst: Bool, couldBegin: Bool) -> HeldTitle? {
        guard couldBegin || isFirst, !isItem(plain), let match = match(plain) else { return nil }
        return HeldTitle(text: text, isOwn: match == .own, isFirst: isFirst, isApart: blankBefore)
    }

    /// Returns true if a line has a list or quotation mark and so is not a title; a number does not rule out a title.
    private func isItem(_ plain: String) -> Bool {
        Sentences.isStructural(plain) && plain.first?.isNumber != true || plain.hasPrefix("•") || plain.hasPrefix(">")
    }

    /// Settles a held title by `next`, the line after it or nil at the end; returns true if that line belongs to the
    /// title.
    ///
    /// An echo of the section's own title is dropped. Another section's title is a heading if it is underlined, or if
    /// it is bold and alone before any text. Everything else is text.
    mutating func settleTitle(before next: String?, _ out: inout String) -> Bool {
        guard let held = heldTitle else { return false }
        let plain = next?.trimmed ?? ""
        let isUnderlined = !plain.isEmpty && (plain.allSatisfy { $0 == "=" } || plain.allSatisfy { $0 == "-" })
        let number = Self.number(held.text)
        // The next item shows whether this is the start of a list or an echo.
        if held.isOwn, held.isFirst, number != nil, plain.isEmpty, next != nil { return false }
        heldTitle = nil
        if held.isOwn, isUnderlined { return true }
        if held.isOwn, held.isFirst, number == nil || Self.number(plain) != number.map({ $0 + 1 }) {
            isBlockStart = true
            return false
        }
        if !held.isOwn, isUnderlined || (held.isFirst && plain.isEmpty && isBold(held.text)) {
            cut(at: isUnderlined ? "## " + held.text.trimmed : held.text)
            return isUnderlined
        }
        let isApart = blankBefore
        blankBefore = held.isApart
        open(&out)
        blankBefore = isApart
        out += Self.trimmedEnd(held.text)
        lineIsParagraph = true
        isBlockStart = false
        return false
    }

    /// Returns the number at the start of a line in the form of a list item.
    private static func number(_ line: String) -> Int? {
        let digits = line.trimmed.prefix { $0.isASCII && $0.isNumber }
        let rest = line.trimmed.dropFirst(digits.count)
        return rest.hasPrefix(". ") || rest.hasPrefix(") ") ? Int(digits) : nil
    }

    private func isBold(_ line: String) -> Bool {
        let plain = line.trimmed
        return plain.utf8.count > 4 && ["**", "__"].contains { plain.hasPrefix($0) && plain.hasSuffix($0) }
    }
}
