import Manuscript
import Markdown
import Platform

/// Turns what a model streams into the body of one section, while it streams.
///
/// It works line by line and holds back only what may still turn out not to belong: the first characters of a line, lines
/// that could be a title, paragraphs that open as a closing summary does, and a Markdown fence around the whole answer.
/// The result is the same for every chunking, and takes time proportional to the text.
package struct BodyFilter: Sendable {
    let ownTitle: String
    let otherTitles: Set<String>
    let keepsCloser: Bool
    /// Whether only reasoning, echoed titles and a fence around everything are left out.
    let keepsAll: Bool

    /// Bytes of a line from which on it is no title and no remark, so that it need not be looked at again.
    let longestHeld: Int

    /// The last character of a piece, which marks in the next one may change.
    private var pending = ""
    private var plain = PlainText(keepsMarks: true)
    var line = ""
    private var progress = Progress.undecided
    var fence: Fence?
    var thinking = false
    var hasText = false
    var blankBefore = false
    var lineIsParagraph = false
    /// Whether a heading could begin with the next line: only behind a blank line, a heading or code.
    var isBlockStart = true
    var heldCloser: String?
    var heldTitle: HeldTitle?
    var wrapper: AnswerFence?
    var mayBeWrapped = true
    /// What follows the heading of another section, with that heading.
    private var tail = ""
    /// Whether the text was cut because the model went on with another section.
    package internal(set) var isCut = false
    /// What was left out so far, besides reasoning and echoed titles.
    private(set) var removed = Removals()

    /// How far the present line is.
    private enum Progress {
        /// It may turn out not to belong.
        case undecided
        /// It is held to its end, whatever comes.
        case held
        /// It belongs, and what comes is passed through.
        case released
    }

    /// Makes a filter for one section; the conclusion may sum up, other sections may not.
    package init(title: String, otherTitles: [String], isConclusion: Bool = false) {
        self.init(title: title, otherTitles: otherTitles, isConclusion: isConclusion, keepsAll: false)
    }

    /// Makes a filter that leaves out only reasoning, echoed titles and a fence around everything.
    static func keepingAll(title: String) -> BodyFilter {
        BodyFilter(title: title, otherTitles: [], isConclusion: true, keepsAll: true)
    }

    private init(title: String, otherTitles: [String], isConclusion: Bool, keepsAll: Bool) {
        let own = TitleMatch.key(title)
        ownTitle = own
        self.otherTitles = Set(otherTitles.map { TitleMatch.key($0) }).subtracting([own, ""])
        keepsCloser = isConclusion
        self.keepsAll = keepsAll
        longestHeld = 400 + 2 * ([title] + otherTitles).reduce(0) { max($0, $1.utf8.count) }
    }

    /// Takes the next piece and returns the text that is certain by now.
    package mutating func push(_ piece: String) -> String {
        // Most pieces are plain words within a line that is through already.
        if progress == .released, !isCut, pending.isEmpty, plain.isIdle,
            piece.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        {
            return piece
        }
        var out = ""
        var text = pending + cleaned(piece)
        pending = ""
        // Marks without end do not belong to one character.
        if let last = text.last, last != "\n", last.utf8.count < 64 { pending = String(text.removeLast()) }
        take(text, &out)
        // Where nothing is held back, the last character is not either.
        if progress == .released {
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
        for character in text {
            if isCut {
                tail.append(character)
            } else if character == "\n" {
                endLine(&out)
            } else if progress == .released {
                out.append(character)
            } else {
                line.append(character)
                if progress == .undecided { decide(&out) }
            }
        }
    }

    /// Decides whether the line may be passed on, after each of its first characters.
    private mutating func decide(_ out: inout String) {
        if thinking || wrapper != nil {
            progress = .held
        } else if line.utf8.count <= longestHeld {
            if !couldBeSpecial { release(&out) }
        } else if line.trimmed.isEmpty {
            // So many blanks are no indentation.
            line.removeLast()
        } else if fence == nil, !keepsAll, Phrases.isRemark(line) || !keepsCloser && Phrases.startsCloser(line) {
            progress = .held
        } else {
            release(&out)
        }
    }

    /// Says that nothing more comes, and returns the rest.
    package mutating func finish() -> String {
        var out = ""
        take(pending, &out)
        pending = ""
        if !isCut, progress != .released, !line.isEmpty { endLine(&out) }
        if let ended = wrapper.take() { unwrap(ended, &out) }
        _ = settleTitle(before: nil, &out)
        if let closer = heldCloser.take() {
            if hasText {
                removed.count(.closer)
            } else {
                out += Phrases.withoutCloser(closer)
                removed.count(.phrase)
            }
        }
        removed.count(tail: tail)
        tail = ""
        return out
    }

    // MARK: - Lines

    private mutating func release(_ out: inout String) {
        if settleTitle(before: line, &out) {
            line = ""
            return
        }
        open(&out)
        out += line
        line = ""
        progress = .released
        lineIsParagraph = true
        isBlockStart = false
    }

    /// Writes what stands before a new line of text: a closer that was not the last, the line feed, the blank line.
    mutating func open(_ out: inout String) {
        releaseCloser(&out)
        if hasText { out += blankBefore ? "\n\n" : "\n" }
        hasText = true
        blankBefore = false
    }

    /// A paragraph that opened as a closing summary does, and was not the last.
    mutating func releaseCloser(_ out: inout String) {
        guard let closer = heldCloser else { return }
        heldCloser = nil
        out += (hasText ? "\n\n" : "") + closer
        hasText = true
    }

    private mutating func endLine(_ out: inout String) {
        defer {
            line = ""
            progress = .undecided
        }
        if progress == .released { return }
        if thinking { return endThinking(&out) }
        if wrapper != nil { return endWrappedLine(line, &out) }
        if let open = fence { return endFencedLine(line, open, &out) }
        endPlainLine(line, &out)
    }

    /// Takes lines that a fence held; it must be gone by then, and is taken out whole: lines that are looked at within it
    /// while it is put to nil are freed too early in optimised builds (Swift 6.3).
    mutating func replay(_ lines: ArraySlice<String>, _ out: inout String) {
        mayBeWrapped = false
        for text in lines {
            if isCut {
                tail += text + "\n"
                continue
            }
            line = text
            progress = .undecided
            endLine(&out)
        }
    }

    /// Ends the text with the heading of another section.
    mutating func cut(at heading: String) {
        isCut = true
        tail = heading + "\n"
        line = ""
        progress = .undecided
    }

    mutating func leaveOut(_ kind: Removals.Kind) { removed.count(kind) }
}
