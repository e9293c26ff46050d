import Manuscript
import Platform

/// Turns what a model streams into the body of one section, while it streams.
///
/// It works line by line and holds back only what may still turn out not to belong: the first characters of a line, lines
/// that could be a title, paragraphs that open as a closing summary does, and a Markdown fence around the whole answer.
/// The result is the same for every chunking.
package struct BodyFilter: Sendable {
    private let ownTitle: String
    private let otherTitles: Set<String>
    private let keepsCloser: Bool

    /// The last character of a piece, which marks in the next one may change.
    private var pending = ""
    private var plain = PlainText()
    private var line = ""
    private var released = false
    private var fence: Fence?
    private var thinking = false
    private var hasText = false
    private var blankBefore = false
    private var lineIsParagraph = false
    private var heldCloser: String?
    private var wrapper: AnswerFence?
    private var mayBeWrapped = true
    /// Whether the text was cut because the model went on with another section.
    package private(set) var isCut = false

    private struct Fence: Sendable {
        let mark: Character
        let length: Int
    }

    /// Makes a filter for one section; the conclusion may sum up, other sections may not.
    package init(title: String, otherTitles: [String], isConclusion: Bool = false) {
        let own = TitleMatch.key(title)
        ownTitle = own
        self.otherTitles = Set(otherTitles.map { TitleMatch.key($0) }).subtracting([own, ""])
        keepsCloser = isConclusion
    }

    /// Takes the next piece and returns the text that is certain by now.
    package mutating func push(_ piece: String) -> String {
        // Most pieces are plain words within a line that is through already.
        if released, !isCut, pending.isEmpty, plain.isIdle, piece.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            return piece
        }
        var out = ""
        var text = pending + cleaned(piece)
        pending = ""
        if let last = text.last, last != "\n" { pending = String(text.removeLast()) }
        take(text, &out)
        // Where nothing is held back, the last character is not either.
        if released {
            take(pending, &out)
            pending = ""
        }
        return out
    }

    /// Without what steers a terminal, a byte order mark and what is no character.
    private mutating func cleaned(_ piece: String) -> String {
        let text = plain.clean(piece)
        guard text.utf8.contains(0xEF) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.filter { ![0xFEFF, 0xFFFE, 0xFFFF].contains($0.value) }))
    }

    private mutating func take(_ text: String, _ out: inout String) {
        for character in text where !isCut {
            if character == "\n" {
                endLine(&out)
            } else if released {
                out.append(character)
            } else {
                line.append(character)
                if !couldBeSpecial { release(&out) }
            }
        }
    }

    /// Says that nothing more comes, and returns the rest.
    package mutating func finish() -> String {
        var out = ""
        take(pending, &out)
        pending = ""
        if !isCut, !released, !line.isEmpty { endLine(&out) }
        if let ended = wrapper.take() { replay(ended.answer, &out) }
        if let closer = heldCloser, !hasText { out += Phrases.withoutCloser(closer) }
        heldCloser = nil
        return out
    }

    // MARK: - Lines

    private var couldBeSpecial: Bool {
        let start = line.trimmed
        if thinking || wrapper != nil { return true }
        if fence != nil { return start.isEmpty || begins(start, ["```", "~~~"]) }
        if start.isEmpty || begins(start, ["#", "```", "~~~", "<|"]) { return true }
        if !hasText, begins(start, ["<think"]) { return true }
        if Phrases.mayBecome(start, preamble: !hasText, closer: !keepsCloser) { return true }
        return start.allSatisfy { "-=*_ ".contains($0) } || mayBeTitle(start)
    }

    /// Whether the text begins with one of the marks, or a mark with the text.
    private func begins(_ text: String, _ marks: [String]) -> Bool {
        marks.contains { text.hasPrefix($0) || $0.hasPrefix(text) }
    }

    private func mayBeTitle(_ start: String) -> Bool {
        // Numbers and words such as "Section" may stand before a title.
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

    private mutating func release(_ out: inout String) {
        open(&out)
        out += line
        line = ""
        released = true
        lineIsParagraph = true
    }

    /// Writes what stands before a new line of text: a closer that was not the last, the line feed, the blank line.
    private mutating func open(_ out: inout String) {
        releaseCloser(&out)
        if hasText { out += blankBefore ? "\n\n" : "\n" }
        hasText = true
        blankBefore = false
    }

    /// A paragraph that opened as a closing summary does, and was not the last.
    private mutating func releaseCloser(_ out: inout String) {
        guard let closer = heldCloser else { return }
        heldCloser = nil
        out += (hasText ? "\n\n" : "") + closer
        hasText = true
    }

    private mutating func endLine(_ out: inout String) {
        defer {
            line = ""
            released = false
        }
        if released { return }
        if thinking { return endThinking(&out) }
        let text = line
        if wrapper != nil { return endWrappedLine(text, &out) }
        if let open = fence { return endFencedLine(text, open, &out) }
        let plain = text.trimmed
        guard !plain.isEmpty else {
            blankBefore = blankBefore || hasText || heldCloser != nil
            lineIsParagraph = false
            return
        }
        if !hasText, heldCloser == nil, plain.hasPrefix("<think") { return startThinking(plain, &out) }
        if !hasText, heldCloser == nil, mayBeWrapped, AnswerFence.opens(plain) {
            wrapper = AnswerFence(opening: text)
            return
        }
        if !keepsCloser, Phrases.startsCloser(plain) {
            releaseCloser(&out)
            heldCloser = text
            blankBefore = false
            lineIsParagraph = true
            return
        }
        guard let kept = judged(plain, text) else { return }
        emit(kept, &out)
    }

    private mutating func emit(_ text: String, _ out: inout String) {
        let plain = text.trimmed
        if let mark = plain.first, mark == "`" || mark == "~" {
            let length = plain.prefix { $0 == mark }.count
            if length >= 3, !(mark == "`" && plain.dropFirst(length).contains("`")) {
                fence = Fence(mark: mark, length: length)
            }
        }
        open(&out)
        out += text
        lineIsParagraph = true
    }

    /// What is left of a whole line; nil where nothing is.
    private mutating func judged(_ plain: String, _ text: String) -> String? {
        let key = TitleMatch.key(plain)
        for key in [key, TitleMatch.withoutBareNumber(key) ?? ""] where !key.isEmpty {
            if otherTitles.contains(key) {
                isCut = true
                return nil
            }
            if key == ownTitle {
                // What underlines the title goes with it.
                lineIsParagraph = true
                return nil
            }
        }
        if plain.hasPrefix("#") { return demoted(plain) ?? text }
        if lineIsParagraph, plain.allSatisfy({ $0 == "=" }) || plain.allSatisfy({ $0 == "-" }) {
            blankBefore = true
            return nil
        }
        if !hasText, heldCloser == nil, Phrases.isPreamble(plain) { return nil }
        if Phrases.isRemark(plain) { return nil }
        return plain.hasPrefix("<|") ? Self.withoutMarks(plain) : Self.trimmedEnd(text)
    }

    /// A heading line as a bold line; nil where it is no heading (CommonMark 4.2).
    private func demoted(_ plain: String) -> String? {
        let level = plain.prefix { $0 == "#" }.count
        let rest = plain.dropFirst(level)
        guard level <= 6, rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        let title = rest.trimmed.reversed().drop { $0 == "#" || $0 == " " }.reversed()
        let words = String(title).filter { $0 != "*" }.trimmed
        return words.isEmpty ? nil : "**\(words)**"
    }

    private mutating func endFencedLine(_ text: String, _ open: Fence, _ out: inout String) {
        let plain = text.trimmed
        self.open(&out)
        out += text
        if plain.count >= open.length, plain.allSatisfy({ $0 == open.mark }) {
            fence = nil
            lineIsParagraph = false
        }
    }

    private mutating func startThinking(_ plain: String, _ out: inout String) {
        thinking = true
        line = plain
        endThinking(&out)
    }

    private mutating func endThinking(_ out: inout String) {
        guard let end = line.firstRange(of: "</think>") else { return }
        thinking = false
        line = String(line[end.upperBound...])
        if !line.trimmed.isEmpty { endLine(&out) }
    }
}

// MARK: - A fence around everything

extension BodyFilter {
    private mutating func endWrappedLine(_ text: String, _ out: inout String) {
        if wrapper?.isEnded(by: text) == true, let ended = wrapper.take() { replay(ended.lines[...], &out) }
    }

    /// Takes lines that a fence held; it must be gone by then, and is taken out whole: lines that are looked at within it
    /// while it is put to nil are freed too early in optimised builds (Swift 6.3).
    private mutating func replay(_ lines: ArraySlice<String>, _ out: inout String) {
        mayBeWrapped = false
        for text in lines where !isCut {
            line = text
            released = false
            endLine(&out)
        }
    }
}
