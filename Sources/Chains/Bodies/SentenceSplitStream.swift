import Manuscript
import Markdown
import Platform

/// Splits the long sentences of a text while it streams, as `SentenceSplit` does.
///
/// Text is passed on at once, but from where a sentence may be split it waits for the end of the sentence. Lines that
/// belong to no paragraph, and sentences with marks such as those of code and links, stay as they are. The result does
/// not depend on the chunking.
struct SentenceSplitStream {
    /// The maximum length in bytes of text that waits for the end of its sentence.
    private static let mostHeld = 400
    /// The length in bytes from which a sentence is not examined.
    private static let longest = 2000
    /// The number of characters at the start of a line that tell whether it belongs to a paragraph.
    private static let longestHead = 80
    private static let marks = Set("`[]<>$|*_\\".unicodeScalars)

    private let avoided: Set<String>
    /// The start of the current line.
    private var head = ""
    private var fence: Fence?
    /// The current sentence, without the whitespace before it.
    private var sentence = ""
    /// The number of bytes of `sentence` that were passed on.
    private var shown = 0
    /// True if the current sentence is not split, whatever follows.
    private var staysWhole = false

    /// Makes a splitter that begins no sentence with a word of `avoided`.
    init(avoiding avoided: Set<String>) { self.avoided = avoided }

    /// Takes the next piece and returns the text that is certain by now.
    mutating func push(_ piece: String) -> String {
        var out = ""
        // A piece may end within a character.
        for scalar in piece.unicodeScalars {
            let isNewline = scalar == "\n" || scalar == "\r"
            if isNewline || (scalar.properties.isWhitespace && isComplete) { end(&out) }
            if isNewline {
                endLine()
                out.unicodeScalars.append(scalar)
            } else {
                take(scalar, &out)
            }
        }
        pass(until: nextJoint() ?? sentence.endIndex, &out)
        return out
    }

    /// Ends the text and returns the rest.
    mutating func finish() -> String {
        var out = ""
        end(&out)
        return out
    }

    private mutating func take(_ scalar: Unicode.Scalar, _ out: inout String) {
        if head.utf8.count < Self.longestHead { head.unicodeScalars.append(scalar) }
        if sentence.isEmpty, scalar.properties.isWhitespace { return out.unicodeScalars.append(scalar) }
        sentence.unicodeScalars.append(scalar)
        if Self.marks.contains(scalar) { staysWhole = true }
        guard sentence.utf8.count > Self.longest else { return }
        pass(until: sentence.endIndex, &out)
        (sentence, shown) = ("", 0)
        staysWhole = true
    }

    /// Returns the first place where the current sentence may be split; if it is too far back, the sentence stays whole.
    private mutating func nextJoint() -> String.Index? {
        guard !staysWhole else { return nil }
        let text = sentence.utf8
        // There is none in the text that was passed on.
        let joint = text.indices.dropFirst(shown).first {
            [0x2C, 0x3B].contains(text[$0]) && SentenceSplit.mayBeJoint(sentence[$0...])
        }
        if let joint { staysWhole = text.distance(from: joint, to: text.endIndex) > Self.mostHeld }
        return staysWhole ? nil : joint
    }

    private mutating func pass(until end: String.Index, _ out: inout String) {
        let certain = sentence.utf8[..<end].dropFirst(shown)
        out += String(decoding: certain, as: UTF8.self)
        shown += certain.count
    }

    /// Passes on the rest of the current sentence, split where it can be.
    private mutating func end(_ out: inout String) {
        if nextJoint() != nil, isInParagraph, isComplete, Sentences.ends(in: sentence).count == 1 {
            sentence = SentenceSplit.of(sentence, avoiding: avoided)
        }
        pass(until: sentence.endIndex, &out)
        (sentence, shown) = ("", 0)
        staysWhole = false
    }

    private var isComplete: Bool {
        let lastWord = sentence[(sentence.lastIndex(where: \.isWhitespace) ?? sentence.startIndex)...]
        return !sentence.isEmpty && Sentences.ends(in: lastWord).last == sentence.endIndex
    }

    private mutating func endLine() {
        if let open = fence {
            if open.isClosed(by: head) { fence = nil }
        } else {
            fence = Fence(opening: head)
        }
        head = ""
    }

    private var isInParagraph: Bool {
        let text = head.drop { $0 == " " }
        return fence == nil && !head.hasPrefix("    ") && !head.hasPrefix("\t") && !Sentences.isStructural(head)
            && !["#", "<", "[^"].contains(where: text.hasPrefix)
    }
}
