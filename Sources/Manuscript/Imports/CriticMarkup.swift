import Markdown
import Platform

/// A Markdown text with CriticMarkup (criticmarkup.com) and comments of writers, taken apart.
///
/// Marks in code and in HTML comments are text. An HTML comment is a comment of a writer if it begins with a word such as
/// `REVIEW:`; others, such as `<!-- more -->`, belong to the post. `[//]: # (…)` and `[comment]: # (…)` are comments too.
package struct CriticMarkup: Sendable, Equatable {
    /// A stretch of the text.
    enum Piece: Sendable, Equatable {
        case same(String)
        /// `{--old--}{++new++}` or `{~~old~>new~~}`; either may be empty.
        case changed(old: String, new: String)
        /// `{==text==}`
        case highlight(String)
        /// `{>>text<<}`
        case comment(String)
    }

    /// The pieces in order.
    private(set) var pieces: [Piece] = []
    private var same = ""
    /// True at the start of a line, where a fence can open.
    private var isLineStart = true

    /// Takes a text apart; without `readsNotes`, only CriticMarkup counts, not comments in HTML or Markdown.
    package init(_ text: String, readsNotes: Bool = true) {
        guard Self.signs.contains(where: { text.contains($0) }) else {
            pieces = [.same(text)]
            return
        }
        var rest = text[...]
        while !rest.isEmpty {
            if isLineStart, takeFence(&rest) || readsNotes && takeDefinition(&rest) { continue }
            switch rest.first {
            case "`"?: takeCode(&rest)
            case "{"? where takeMark(&rest): break
            case "<"? where takeHTMLComment(&rest, readsNotes): break
            case "\\"?: keep(2, &rest)
            default: keep(1, &rest)
            }
        }
        endSame()
    }

    private static let signs = ["{++", "{--", "{~~", "{>>", "{==", "<!--", "]: #"]

    /// True if the text has neither changes nor comments.
    package var isPlain: Bool { !pieces.contains { if case .same = $0 { false } else { true } } }

    /// The text with all changes, without comments and marks.
    package var accepted: String { text(isAccepted: true) }
    /// The text without the changes, without comments and marks.
    package var rejected: String { text(isAccepted: false) }

    private func text(isAccepted: Bool) -> String {
        pieces.map { piece in
            switch piece {
            case .same(let text), .highlight(let text): text
            case .changed(let old, let new): isAccepted ? new : old
            case .comment: ""
            }
        }.joined()
    }

    // MARK: - Reading

    private mutating func endSame() {
        if !same.isEmpty { pieces.append(.same(same)) }
        same = ""
    }

    private mutating func keep(_ count: Int, _ rest: inout Substring) {
        let taken = rest.prefix(count)
        same += taken
        if let last = taken.last { isLineStart = last.isNewline }
        rest = rest[taken.endIndex...]
    }

    private mutating func add(_ piece: Piece, endsLine text: String) {
        endSame()
        pieces.append(piece)
        if let last = text.last { isLineStart = last.isNewline }
    }

    /// Keeps a whole fenced code block.
    private mutating func takeFence(_ rest: inout Substring) -> Bool {
        // A fence may be in a list or a quote.
        func content(_ line: Substring) -> Substring { line.drop { " \t>".contains($0) } }
        guard let fence = Fence(opening: content(rest.prefix { !$0.isNewline })) else { return false }
        var isFirst = true
        while !rest.isEmpty {
            let line = rest.prefix { !$0.isNewline }
            let isEnd = !isFirst && fence.isClosed(by: content(line).trimmed)
            keep(line.count + (line.endIndex < rest.endIndex ? 1 : 0), &rest)
            isFirst = false
            if isEnd { break }
        }
        return true
    }

    /// Keeps a code span, or backticks that close nothing (CommonMark 6.1).
    private mutating func takeCode(_ rest: inout Substring) {
        let run = rest.prefix { $0 == "`" }
        var place = run.endIndex
        while place < rest.endIndex {
            let character = rest[place]
            if character == "`" {
                let other = rest[place...].prefix { $0 == "`" }
                if other.count == run.count {
                    return keep(rest.distance(from: rest.startIndex, to: other.endIndex), &rest)
                }
                place = other.endIndex
                continue
            }
            place = rest.index(after: place)
            // A blank line ends the paragraph.
            if character.isNewline,
                place == rest.endIndex || rest[place...].prefix(while: { !$0.isNewline }).trimmed.isEmpty
            {
                break
            }
        }
        keep(run.count, &rest)
    }

    private mutating func takeMark(_ rest: inout Substring) -> Bool {
        let marks = [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{>>", "<<}"), ("{==", "==}")]
        guard let (open, close) = marks.first(where: { rest.hasPrefix($0.0) }),
            let end = rest.dropFirst(3).firstRange(of: close)
        else { return false }
        let inner = String(rest[rest.index(rest.startIndex, offsetBy: 3)..<end.lowerBound])
        switch open {
        case "{++": add(.changed(old: "", new: inner), endsLine: inner)
        case "{--": add(.changed(old: inner, new: ""), endsLine: inner)
        case "{~~":
            guard let arrow = inner.firstRange(of: "~>") else { return false }
            let (old, new) = (String(inner[..<arrow.lowerBound]), String(inner[arrow.upperBound...]))
            add(.changed(old: old, new: new), endsLine: new)
        case "{==": add(.highlight(inner), endsLine: inner)
        default:
            rest = rest[end.upperBound...]
            addComment(inner, &rest)
            return true
        }
        rest = rest[end.upperBound...]
        return true
    }

    /// Takes an HTML comment of a writer out, and keeps others.
    private mutating func takeHTMLComment(_ rest: inout Substring, _ readsNotes: Bool) -> Bool {
        guard rest.hasPrefix("<!--"), let end = rest.firstRange(of: "-->") else { return false }
        let inner = rest[..<end.lowerBound].dropFirst(4).trimmed
        guard readsNotes, inner.contains(/^(?i:todo|fixme|xxx|review|comment|question|editor|ed|note)\s*:/) else {
            keep(rest.distance(from: rest.startIndex, to: end.upperBound), &rest)
            return true
        }
        rest = rest[end.upperBound...]
        addComment(inner, &rest)
        return true
    }

    /// Takes a comment in the form of a link's definition out.
    private mutating func takeDefinition(_ rest: inout Substring) -> Bool {
        let line = rest.prefix { !$0.isNewline }
        guard rest.first == "[",
            let match = line.wholeMatch(of: /\[(?:\/\/|(?i:comment))\]: +(?:#|<>) +(?:\((.*)\)|"(.*)"|'(.*)')\s*/)
        else { return false }
        rest = rest[line.endIndex...]
        addComment(String(match.output.1 ?? match.output.2 ?? match.output.3 ?? ""), &rest)
        return true
    }

    /// Adds a comment; one that is alone on its lines takes them with it.
    private mutating func addComment(_ text: String, _ rest: inout Substring) {
        let wasLineStart = isLineStart
        let isBehindBlank = pieces.isEmpty && same.isEmpty || same.hasSuffix("\n\n") || same.hasSuffix("\r\n\r\n")
        let tail = rest.prefix { !$0.isNewline }
        // At the end of the text, the blank line before it goes as well.
        if wasLineStart, isBehindBlank, tail.trimmed.isEmpty, rest[tail.endIndex...].count < 2, !same.isEmpty {
            same.removeLast()
        }
        endSame()
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !words.isEmpty { pieces.append(.comment(words)) }
        guard wasLineStart, tail.trimmed.isEmpty else { return }
        rest = rest[tail.endIndex...].dropFirst()
        if isBehindBlank, rest.first?.isNewline == true { rest = rest.dropFirst() }
        isLineStart = true
    }
}

extension CriticMarkup {
    /// A comment with the words that it is about.
    package struct Comment: Sendable, Equatable {
        package var text: String
        /// The highlighted words, or those before the comment, or else those behind it; empty if there are none.
        package var quote: String
        /// The title of the heading above it; empty if there is none.
        package var heading: String
    }

    /// The comments in order, with their words as they are in `accepted`.
    package var comments: [Comment] {
        var comments: [Comment] = []
        var (before, highlight) = ("", "")
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .same(let text), .changed(_, let text):
                before += text
                if !text.isEmpty { highlight = "" }
            case .highlight(let text):
                before += text
                highlight = text
            case .comment(let text):
                let after = pieces[index...].map { piece in
                    switch piece {
                    case .same(let text), .changed(_, let text), .highlight(let text): text
                    case .comment: ""
                    }
                }.joined()
                let heading = Markdown.headings(in: before).last?.title ?? ""
                comments.append(
                    Comment(text: text, quote: Self.quote(highlight, before, after), heading: heading))
            }
        }
        return comments
    }

    private static let most = 12

    private static func quote(_ highlight: String, _ before: String, _ after: String) -> String {
        func words(_ block: Substring?) -> [Substring] { block?.split(whereSeparator: \.isWhitespace) ?? [] }
        guard highlight.trimmed.isEmpty else { return words(highlight[...]).joined(separator: " ") }
        func last(of text: String) -> [Substring] {
            let block = Markdown.blocks(in: text).last.flatMap { $0.isParagraph ? text[$0.range] : nil }
            let all = words(block)
            guard all.count > most else { return all }
            // Half a sentence at the start would mislead.
            let tail = all.suffix(most).joined(separator: " ")
            let whole = Sentences.ends(in: tail).first.map { words(tail[$0...]) } ?? []
            return whole.count > 3 ? whole : all.suffix(most)
        }
        let own = last(of: before)
        guard own.isEmpty else { return own.joined(separator: " ") }
        let next = Markdown.blocks(in: after).first { $0.isParagraph }.map { after[$0.range] }
        return words(next).prefix(most).joined(separator: " ")
    }
}
