import Manuscript
import Markdown
import Platform

/// Turns a model's answer into the body of one section while it streams.
///
/// It works line by line and holds back only text that may turn out not to belong: the first characters of a line,
/// lines that could be a title, paragraphs that start like a closing summary, and a Markdown fence around the whole
/// answer. The result does not depend on the chunking, and takes time proportional to the text.
package struct BodyFilter: Sendable {
    let ownTitle: String
    let otherTitles: Set<String>
    let keepsCloser: Bool
    /// True if only reasoning, echoed titles and a fence around the whole answer are left out.
    let keepsAll: Bool

    /// The length in bytes beyond which a line is neither a title nor a remark, so that it is not examined again.
    let longestHeld: Int

    /// The last character of a piece, which combining marks in the next one may change.
    private var pending = ""
    private var plain = PlainText(keepsMarks: true)
    var line = ""
    private var progress = Progress.undecided
    var fence: Fence?
    /// The comment or formula that the current line is in.
    var block = OpenBlock()
    var thinking = false
    var hasText = false
    var blankBefore = false
    var lineIsParagraph = false
    /// True if the next line could be a heading, which is so only after a blank line, a heading or code.
    var isBlockStart = true
    var heldCloser: String?
    var heldTitle: HeldTitle?
    var wrapper: AnswerFence?
    var mayBeWrapped = true
    /// True if the answer began with the mark that prompts put around texts.
    var isQuoted = false
    /// The heading of another section and the text after it.
    private var tail = ""
    /// True if the text was cut because the model went on to another section.
    package internal(set) var isCut = false
    /// The parts left out so far, besides reasoning and echoed titles.
    private(set) var removed = Removals()

    /// The state of the current line.
    private enum Progress {
        /// The line may turn out not to belong.
        case undecided
        /// The line is held until its end in any case.
        case held
        /// The line belongs to the text, and its characters are passed through.
        case released
    }

    /// Creates a filter for one section; only a conclusion may end with a summary.
    package init(title: String, otherTitles: [String], isConclusion: Bool = false) {
        self.init(title: title, otherTitles: otherTitles, isConclusion: isConclusion, keepsAll: false)
    }

    /// Creates a filter that leaves out only reasoning, echoed titles and a fence around the whole answer.
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
        // Most pieces are plain words within a line already released.
        if progress == .released, !isCut, pending.isEmpty, plain.isIdle,
            piece.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
        {
            block.take(piece)
            return piece
        }
        var out = ""
        var text = pending + cleaned(piece)
        pending = ""
        // An endless run of combining marks is not treated as one character.
        if let last = text.last, last != "\n", last.utf8.count < 64 { pending = String(text.removeLast()) }
        take(text, &out)
        // If nothing is held back, the last character need not be either.
        if progress == .released {
            take(pending, &out)
            pending = ""
        }
        return out
    }

    /// Removes terminal control sequences, byte order marks and noncharacters.
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
                block.take(character)
                out.append(character)
            } else {
                line.append(character)
                if progress == .undecided { decide(&out) }
            }
        }
    }

    /// Decides after each of the first characters whether the line may be passed on.
    private mutating func decide(_ out: inout String) {
        if thinking || wrapper != nil {
            progress = .held
        } else if line.utf8.count <= longestHeld {
            if !couldBeSpecial { release(&out) }
        } else if line.trimmed.isEmpty {
            // This many blanks are not an indentation.
            line.removeLast()
        } else if fence == nil, !keepsAll, Phrases.isRemark(line) || mayEnd(with: line) {
            progress = .held
        } else {
            release(&out)
        }
    }

    /// Ends the answer and returns the remaining text.
    package mutating func finish() -> String {
        var out = ""
        take(pending, &out)
        pending = ""
        if !isCut, progress != .released, !line.isEmpty { endLine(&out) }
        if let ended = wrapper.take() { unwrap(ended, &out) }
        _ = settleTitle(before: nil, &out)
        if let closer = heldCloser.take() {
            if hasText {
                removed.count(Phrases.startsTurn(closer) ? .remark : .closer)
            } else {
                out += Phrases.withoutCloser(closer)
                removed.count(.phrase)
            }
        }
        removed.count(tail: tail)
        tail = ""
        return out
    }

    /// True if the paragraph under way would be left out if it were the last one, as a summary is.
    var holdsEnd: Bool { heldCloser != nil || progress != .released && hasText && mayEnd(with: line) }

    // MARK: - Lines

    private mutating func release(_ out: inout String) {
        if settleTitle(before: line, &out) {
            line = ""
            return
        }
        open(&out)
        block.take(line)
        out += line
        line = ""
        progress = .released
        lineIsParagraph = true
        isBlockStart = false
    }

    /// Writes everything due before a new line of text: a held closer that was not the last paragraph, and line breaks.
    mutating func open(_ out: inout String) {
        releaseCloser(&out)
        if hasText { out += blankBefore ? "\n\n" : "\n" }
        hasText = true
        blankBefore = false
    }

    /// Releases a held closer, which turned out not to be the last paragraph.
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
        if progress == .released { return block.endLine(isCode: fence != nil) }
        if thinking { return endThinking(&out) }
        if wrapper != nil { return endWrappedLine(line, &out) }
        if let open = fence { return endFencedLine(line, open, &out) }
        endPlainLine(line, &out)
    }

    /// Filters lines that a fence held; the fence must be taken out of its variable as a whole before, because lines
    /// accessed within it while it is set to nil are freed too early in optimised builds (Swift 6.3).
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

    /// Ends the text at the heading of another section, or behind a mark.
    mutating func cut(at heading: String) {
        isCut = true
        tail = heading + "\n"
        line = ""
        progress = .undecided
    }

    mutating func leaveOut(_ kind: Removals.Kind) { removed.count(kind) }
}
