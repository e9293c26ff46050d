import Manuscript

/// Lines that are titles: only the line behind them tells a heading from text.
extension BodyFilter {
    /// A line that is equal to a title, held until the next one has come.
    struct HeldTitle: Sendable {
        let text: String
        /// Whether it is the section's own title.
        let isOwn: Bool
        /// Whether it stands before any text.
        let isFirst: Bool
        /// Whether a blank line stands before it.
        let isApart: Bool
    }

    enum Match { case own, other }

    /// Which title a line is, whatever marks and numbers stand around it; nil where it is none.
    func match(_ line: some StringProtocol) -> Match? {
        guard line.utf8.count <= longestHeld else { return nil }
        let key = TitleMatch.key(line)
        for key in [key, TitleMatch.withoutBareNumber(key) ?? ""] where !key.isEmpty {
            if otherTitles.contains(key) { return .other }
            if key == ownTitle { return .own }
        }
        return nil
    }

    /// The line, where it is a title without heading marks that may be a heading; nil where it is text.
    func heldTitle(_ plain: String, _ text: String, isFirst: Bool, couldBegin: Bool) -> HeldTitle? {
        guard couldBegin || isFirst, !isItem(plain), let match = match(plain) else { return nil }
        return HeldTitle(text: text, isOwn: match == .own, isFirst: isFirst, isApart: blankBefore)
    }

    /// Whether a line is no title for its mark; a number may stand before a title.
    private func isItem(_ plain: String) -> Bool {
        Sentences.isStructural(plain) && plain.first?.isNumber != true || plain.hasPrefix("•") || plain.hasPrefix(">")
    }

    /// Decides on a held title by the line behind it, nil where the text ends; true where that line belongs to it.
    ///
    /// An echo of the own title goes away. Another section's title is a heading where it is underlined, or bold and alone
    /// before any text. Everything else is text.
    mutating func settleTitle(before next: String?, _ out: inout String) -> Bool {
        guard let held = heldTitle else { return false }
        let plain = next?.trimmed ?? ""
        let isUnderlined = !plain.isEmpty && (plain.allSatisfy { $0 == "=" } || plain.allSatisfy { $0 == "-" })
        let number = Self.number(held.text)
        // Whether a list begins or an echo is told by the next item.
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

    /// The number that a line begins with as an item of a list does.
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
