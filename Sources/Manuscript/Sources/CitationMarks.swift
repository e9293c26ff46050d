import Markdown

/// The marks by which a section cites passages: `[2#5]`.
package enum CitationMarks {
    /// A pair of brackets with addresses in it.
    package struct Mark: Sendable, Equatable {
        package var addresses: [Passage.Address]
        /// The place of the mark with its brackets.
        package var range: Range<String.Index>
    }

    /// Returns the marks of a text, in order; those in code do not count.
    package static func all(in text: String) -> [Mark] {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return [] }
        let code = code(in: text)
        var marks: [Mark] = []
        var place = text.startIndex
        while let start = text[place...].firstIndex(of: "[") {
            place = text.index(after: start)
            guard let mark = mark(at: start, in: text), !code.contains(where: { $0.contains(start) }) else { continue }
            marks.append(mark)
            place = mark.range.upperBound
        }
        return marks
    }

    /// Returns the mark that begins at an opening bracket: addresses with commas or semicolons between them.
    private static func mark(at start: String.Index, in text: String) -> Mark? {
        var rest = text[text.index(after: start)...]
        var addresses: [Passage.Address] = []
        while true {
            let word = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "#") }
            guard let address = Passage.Address(word) else { return nil }
            addresses.append(address)
            rest = rest[word.endIndex...].drop { $0 == " " }
            guard let next = rest.popFirst() else { return nil }
            if next == "]" { return Mark(addresses: addresses, range: start..<rest.startIndex) }
            guard next == "," || next == ";" else { return nil }
            rest = rest.drop { $0 == " " }
        }
    }

    /// Returns the ranges of fenced code and code spans.
    private static func code(in text: String) -> [Range<String.Index>] {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }) else { return [] }
        var ranges: [Range<String.Index>] = []
        var scanner = FenceScanner()
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
            if scanner.take(text[start..<end]) != .text {
                ranges.append(start..<end)
            } else {
                ranges += text[start..<end].ranges(of: /`+[^`]+`+/)
            }
            start = end < text.endIndex ? text.index(after: end) : end
        }
        return ranges
    }

    /// Returns the text without the unwanted addresses, and without the blank before each mark that goes.
    package static func removed(from text: String, where isUnwanted: (Passage.Address) -> Bool = { _ in true })
        -> String
    {
        replaced(in: text) { addresses in
            let kept = addresses.filter { !isUnwanted($0) }
            return kept.isEmpty ? "" : kept.map { "[\($0)]" }.joined()
        }
    }

    /// Returns the text with each mark replaced; an empty replacement takes the blank before it away too.
    static func replaced(in text: String, with replacement: ([Passage.Address]) -> String) -> String {
        var result = ""
        var last = text.startIndex
        for mark in all(in: text) {
            let new = replacement(mark.addresses)
            result += text[last..<mark.range.lowerBound]
            last = mark.range.upperBound
            // The blank stays if another mark follows.
            if new.isEmpty, text[last...].first != "[" { while result.last == " " { result.removeLast() } }
            result += new
        }
        return result + text[last...]
    }

    // MARK: - The marks of a model

    /// Returns a model's text with its marks in the usual form: in square brackets, one blank before them, and before the
    /// full stop of the sentence that they belong to.
    package static func normalised(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        let usual = outsideCode(text) { plain($0, isStart: $1) }
        let moved = withoutLeading(usual)
        return moved == usual ? usual : outsideCode(moved) { plain($0, isStart: $1) }
    }

    /// Returns a text with the marks at the start of a paragraph moved to the end of its first sentence.
    ///
    /// Small models copy the passages' form, in which the address comes first.
    private static func withoutLeading(_ text: String) -> String {
        let known = all(in: text)
        var result = text
        for sentence in ProseSentence.all(in: text).reversed() {
            let start = sentence.range.lowerBound
            guard start == text.startIndex || text[..<start].hasSuffix("\n\n") else { continue }
            var (end, marks) = (start, "")
            while let mark = known.first(where: { $0.range.lowerBound == end }) {
                marks += text[mark.range]
                end = text[mark.range.upperBound...].firstIndex { !" \t,:".contains($0) } ?? text.endIndex
            }
            guard !marks.isEmpty, end < sentence.range.upperBound else { continue }
            let words = text[end..<sentence.range.upperBound]
            guard let last = words.lastIndex(where: { !".!?…\"”’)".contains($0) }) else { continue }
            let stop = words.index(after: last)
            result.replaceSubrange(sentence.range, with: "\(words[..<stop]) \(marks)\(words[stop...])")
        }
        return result
    }

    /// Returns a model's text without marks such as `[3]`, which would look like references in the exported post.
    ///
    /// A text that defines labels of links keeps them.
    package static func withoutNumbers(_ text: String) -> String {
        guard text.contains("["), !text.contains("]:") else { return text }
        return outsideCode(text) { piece, _ in
            // Swift's regular expressions cannot look behind, so the blank or the word before belongs to the match.
            piece.replacing(/([\w.!?”"])?[ \t]?\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\](?![(\[:])/) { match in
                String(match.output.1 ?? "")
            }
        }
    }

    /// Changes the parts of a text that are not code; the first one is at its start.
    private static func outsideCode(_ text: String, _ change: (String, Bool) -> String) -> String {
        var result = ""
        var last = text.startIndex
        for range in code(in: text) where range.lowerBound >= last {
            result += change(String(text[last..<range.lowerBound]), last == text.startIndex) + text[range]
            last = range.upperBound
        }
        return result + change(String(text[last...]), last == text.startIndex)
    }

    private static func plain(_ text: String, isStart: Bool) -> String {
        let loose =
            /[\[(](?:(?:[Ss]ources?|[Pp]assages?|[Ss]ee|[Ff]rom)\s*:?\s*)?(\d{1,7}#\d{1,7}(?:\s*(?:,|;|and|&)\s*\d{1,7}#\d{1,7})*)[\])]/
        let bracketed = text.replacing(loose) { match in
            let addresses = match.output.1.split { !$0.isNumber && $0 != "#" }
            return addresses.map { "[\($0)]" }.joined()
        }
        let behind = /([.!?…]["”’)]?)[ \t]*((?:\[\d{1,7}#\d{1,7}\][ \t,]*)+)/
        let moved = bracketed.replacing(behind) { match in
            let marks = match.output.2.filter { !$0.isWhitespace && $0 != "," }
            return " \(marks)\(match.output.1)\(match.output.2.last?.isWhitespace == true ? " " : "")"
        }
        return spaced(moved, isStart: isStart)
    }

    /// Returns the text with one blank before each group of marks, and with each address once in a group.
    private static func spaced(_ text: String, isStart: Bool) -> String {
        let group = /[ \t]*((?:\[\d{1,7}#\d{1,7}\][ \t,]*)+)/
        return text.replacing(group) { match in
            var marks: [Substring] = []
            for mark in match.output.1.split(whereSeparator: { "[], \t".contains($0) }) where !marks.contains(mark) {
                marks.append(mark)
            }
            let isAtStart =
                match.range.lowerBound == text.startIndex
                ? isStart : text[text.index(before: match.range.lowerBound)].isNewline
            let isBeforeWord = match.range.upperBound < text.endIndex && text[match.range.upperBound].isLetter
            return (isAtStart ? "" : " ") + marks.map { "[\($0)]" }.joined() + (isBeforeWord ? " " : "")
        }
    }
}
