import Manuscript
import Markdown

/// Handles lines that are, or may have to be, held back until they end.
extension BodyFilter {
    /// True if the line so far may turn out not to belong to the text.
    var couldBeSpecial: Bool {
        let start = line.trimmed
        if fence != nil { return start.isEmpty || begins(start, ["```", "~~~"]) }
        if block.isOpen { return start.isEmpty }
        if start.isEmpty || begins(start, ["#", "```", "~~~", "<|", Self.quoteMark]) { return true }
        if !hasText, begins(start, ["<think"]) { return true }
        if !keepsAll, Phrases.mayBecome(start, preamble: !hasText, closer: !keepsCloser) { return true }
        return start.allSatisfy { "-=*_ ".contains($0) } || mayBeTitle(start)
    }

    /// Returns true if the text begins with one of the marks, or one of the marks begins with the text.
    private func begins(_ text: String, _ marks: [String]) -> Bool {
        marks.contains { text.hasPrefix($0) || $0.hasPrefix(text) }
    }

    /// Returns true if the line so far could become one of the post's titles.
    private func mayBeTitle(_ start: String) -> Bool {
        guard isBlockStart || !hasText, !isStructural(start) else { return false }
        // A title may follow a number or a word such as "Section".
        let bare = start.lowercased().drop { !$0.isLetter }
        let labels = ["section", "chapter", "part", "title"]
        if bare.isEmpty || labels.contains(where: { $0.hasPrefix(bare) || (bare.hasPrefix($0) && bare.count < 16) }) {
            return true
        }
        let key = TitleMatch.key(start)
        return [key, TitleMatch.withoutBareNumber(key) ?? key].contains { key in
            key.isEmpty || ownTitle.hasPrefix(key) || otherTitles.contains { $0.hasPrefix(key) }
        }
    }

    /// Returns true if a line is a bullet item, a quotation or a table row, none of which is a title.
    private func isStructural(_ plain: String) -> Bool {
        ["- ", "* ", "+ ", "• ", "> ", "|"].contains { plain.hasPrefix($0) }
    }

    /// Ends a line that is in neither code nor reasoning.
    mutating func endPlainLine(_ text: String, _ out: inout String) {
        let plain = text.trimmed
        let isInBlock = block.isOpen
        block.take(text)
        block.endLine()
        if isInBlock, !plain.isEmpty {
            open(&out)
            out += text
            return
        }
        if settleTitle(before: text, &out) { return }
        guard !plain.isEmpty else {
            blankBefore = blankBefore || hasText || heldCloser != nil || heldTitle != nil
            lineIsParagraph = false
            isBlockStart = true
            return
        }
        if endQuote(plain, &out) { return }
        let isFirst = !hasText && heldCloser == nil
        if isFirst, plain.hasPrefix("<think") { return startThinking(plain, &out) }
        if isFirst, mayBeWrapped, let opened = AnswerFence(opening: text) {
            wrapper = opened
            return
        }
        if mayEnd(with: plain), isBlockStart || !Phrases.startsTurn(plain) {
            releaseCloser(&out)
            heldCloser = text
            blankBefore = false
            lineIsParagraph = true
            isBlockStart = false
            return
        }
        if let kept = judged(plain, text, isFirst: isFirst) { emit(kept, &out) }
    }

    /// The mark around texts in prompts, which some models copy around their answer.
    private static let quoteMark = "\"\"\""

    /// Returns a text without such a mark at its end.
    static func unquoted(_ text: String) -> String {
        let plain = text.trimmed
        return plain.hasSuffix(quoteMark) ? plain.dropLast(quoteMark.count).trimmed : text
    }

    /// Returns a text without such a mark or a thematic break (CommonMark 4.1) at its end, which divide it from nothing.
    static func withoutEndMarks(_ text: String) -> String {
        let plain = unquoted(text)
        guard let last = Prose.blocks(in: plain).last, !last.contains(where: \.isNewline) else { return plain }
        let marks = last.filter { !$0.isWhitespace }
        guard marks.count > 2, let mark = marks.first, "-*_".contains(mark), marks.allSatisfy({ $0 == mark }) else {
            return plain
        }
        return plain.trimmed.dropLast(last.trimmed.count).trimmed
    }

    /// Leaves out a line that is, or begins with, the mark around the answer; a remark follows the second mark.
    private mutating func endQuote(_ plain: String, _ out: inout String) -> Bool {
        guard plain.hasPrefix(Self.quoteMark) else { return false }
        let rest = Self.unquoted(plain.dropFirst(Self.quoteMark.count).trimmed)
        if !hasText, heldCloser == nil, heldTitle == nil {
            isQuoted = true
            if !rest.isEmpty { endPlainLine(rest, &out) }
            return true
        }
        guard rest.isEmpty else { return false }
        if isQuoted, !keepsAll { cut(at: "") }
        lineIsParagraph = false
        isBlockStart = true
        return true
    }

    /// Returns true if a paragraph that starts like this does not belong to the text where it is the last one.
    func mayEnd(with line: String) -> Bool {
        !keepsCloser && Phrases.startsCloser(line) || !keepsAll && hasText && Phrases.startsTurn(line)
    }

    /// Passes a line of the text on.
    private mutating func emit(_ text: String, _ out: inout String) {
        fence = Fence(opening: text.trimmed)
        open(&out)
        out += text
        lineIsParagraph = true
    }

    /// Returns the part of a complete line to emit; nil if there is none, or none yet.
    private mutating func judged(_ plain: String, _ text: String, isFirst: Bool) -> String? {
        let couldBegin = isBlockStart
        isBlockStart = false
        if let title = headingTitle(text) {
            let isTurn = !keepsAll && hasText && Phrases.startsTurn(title.trimmed, isHeading: true)
            switch isTurn ? .other : match(title) {
            case .other:
                cut(at: text)
                return nil
            case .own:
                lineIsParagraph = true
                return nil
            case nil:
                isBlockStart = true
                return demoted(title) ?? text
            }
        }
        if let held = heldTitle(plain, text, isFirst: isFirst, couldBegin: couldBegin) {
            heldTitle = held
            blankBefore = false
            lineIsParagraph = true
            return nil
        }
        if lineIsParagraph, plain.allSatisfy({ $0 == "=" }) || plain.allSatisfy({ $0 == "-" }) {
            blankBefore = true
            isBlockStart = true
            return nil
        }
        if !keepsAll, isFirst, Phrases.isPreamble(plain) {
            leaveOut(Phrases.isByline(plain) ? .byline : .preamble)
            isBlockStart = true
            return nil
        }
        if !keepsAll, Phrases.isRemark(plain) {
            leaveOut(.remark)
            return nil
        }
        return plain.hasPrefix("<|") ? Self.withoutMarks(plain) : Self.trimmedEnd(text)
    }

    /// Returns the title of an ATX heading with its closing marks (CommonMark 4.2); nil if the line is not one.
    private func headingTitle(_ text: String) -> Substring? {
        let indent = text.prefix { $0 == " " }.count
        let marked = text.dropFirst(indent)
        let level = marked.prefix { $0 == "#" }.count
        let rest = marked.dropFirst(level)
        guard indent < 4, (1...6).contains(level), rest.isEmpty || rest.first == " " || rest.first == "\t" else {
            return nil
        }
        return rest
    }

    /// Returns a heading as a bold line; nil if it has no words.
    private func demoted(_ rest: Substring) -> String? {
        let title = rest.trimmed.reversed().drop { $0 == "#" || $0 == " " }.reversed()
        let words = String(title).filter { $0 != "*" }.trimmed
        return words.isEmpty ? nil : "**\(words)**"
    }

    /// Ends a line within a fence, which may be the one that closes it.
    mutating func endFencedLine(_ text: String, _ opening: Fence, _ out: inout String) {
        open(&out)
        out += text
        if opening.isClosed(by: text.trimmed) {
            fence = nil
            lineIsParagraph = false
            isBlockStart = true
        }
    }

    // MARK: - Reasoning, and a fence around everything

    private mutating func startThinking(_ plain: String, _ out: inout String) {
        thinking = true
        line = plain
        endThinking(&out)
    }

    /// Ends the reasoning if the line so far holds its end; what follows on the line is text.
    mutating func endThinking(_ out: inout String) {
        guard let end = line.firstRange(of: "</think>") else { return }
        thinking = false
        let rest = String(line[end.upperBound...])
        if !rest.trimmed.isEmpty { endPlainLine(rest, &out) }
    }

    /// Ends a line within a fence around the whole answer; text behind that fence shows that it was an ordinary one.
    mutating func endWrappedLine(_ text: String, _ out: inout String) {
        if wrapper?.isEnded(by: text) == true, let ended = wrapper.take() { replay(ended.lines[...], &out) }
    }

    /// Removes the fence around the whole answer.
    mutating func unwrap(_ ended: AnswerFence, _ out: inout String) {
        replay(ended.answer, &out)
        if keepsAll, !ended.remarks.isEmpty { replay(["", ended.remarks.joined(separator: "\n")], &out) }
        for _ in ended.remarks where !keepsAll { leaveOut(.remark) }
    }
}
