import Markdown
import Platform

/// Small measurements and clean-ups of text that several rooms need.
package enum Prose {
    /// Counts words as a reader does: runs of non-whitespace that contain a letter or a digit.
    ///
    /// Chinese and Japanese are written without spaces, so each ideograph or kana counts as a word.
    package static func words(in text: String) -> Int {
        var count = 0
        var counted = false
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                // Most text is ASCII, and looking up Unicode properties is many times slower.
                switch scalar.value {
                case 0x09...0x0D, 0x20: counted = false
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
                    count += counted ? 0 : 1
                    counted = true
                default: break
                }
            } else if scalar.properties.isWhitespace {
                counted = false
            } else if isWordByItself(scalar) {
                counted = false
                count += 1
            } else if !counted, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                counted = true
                count += 1
            }
        }
        return count
    }

    private static func isWordByItself(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// Reduces a title to one clean line: no line breaks, control characters, heading marks or repeated spaces.
    package static func title(_ text: String) -> String {
        let spaced = String(String.UnicodeScalarView(text.unicodeScalars.map { isGap($0) ? " " : $0 }))
        let line = String(String.UnicodeScalarView(PlainText.kept(spaced).unicodeScalars.map { clean($0) }))
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        let unmarked = words.drop { $0.allSatisfy { $0 == "#" } }
        return unmarked.joined(separator: " ")
    }

    /// Removes blank lines at both ends of a body and normalizes its line ends to line feeds.
    package static func body(_ text: String) -> String {
        let text = Markdown.withLineFeeds(text)
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        let start = text[..<first].lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
        return String(text[start..<(text[last...].firstIndex(of: "\n") ?? text.endIndex)])
    }

    /// Splits a body into blocks at blank lines; blank lines inside fenced code do not count.
    package static func blocks(in text: String) -> [String] {
        separated(text).filter { !$0.body.isEmpty }.map { String($0.body) }
    }

    /// Returns the blocks of a text, each with the line ends and blank lines after it; joined, they are the text again.
    ///
    /// If the text begins with blank lines, the first block is empty.
    static func separated(_ text: String) -> [(body: Substring, gap: Substring)] {
        var blocks: [(body: Substring, gap: Substring)] = []
        var (start, end, line) = (text.startIndex, text.startIndex, text.startIndex)
        var scanner = FenceScanner()
        var isBehind = false
        func close(at next: String.Index) {
            if start < next { blocks.append((text[start..<end], text[end..<next])) }
        }
        while line < text.endIndex {
            // Both line ends are ASCII, and comparing bytes is many times faster.
            let stop = text.utf8[line...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
            let content = text[line..<stop]
            if scanner.take(content) == .text, content.allSatisfy(\.isWhitespace) {
                isBehind = true
            } else {
                if isBehind {
                    close(at: line)
                    start = line
                    isBehind = false
                }
                end = stop
            }
            line = stop < text.endIndex ? text.index(after: stop) : stop
        }
        close(at: text.endIndex)
        return blocks
    }

    /// Returns true for characters that separate words: whitespace, and controls that neither begin nor end an escape
    /// sequence.
    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value < 0x20 && ![0x07, 0x18, 0x1A, 0x1B].contains(scalar.value)
    }

    private static func clean(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: " "
        default: scalar
        }
    }
}
