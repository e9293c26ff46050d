import Markdown
import Platform

/// A Markdown file (CommonMark) as a post: front matter, title, and the parts that its headings begin.
///
/// The parts have every byte of the file, so that it can be put together again.
package struct MarkdownPost: Sendable, Equatable {
    /// A heading and the text below it, up to the next one.
    package struct Part: Sendable, Equatable {
        /// The lines of the heading with their ends; empty for the text above the first heading.
        package var heading: String
        /// The text below the heading with its blank lines.
        package var text: String
        /// The text of the heading, without markup and attributes such as `{#id}`.
        package var title: String
        /// The level, 1 to 6; 0 for the text above the first heading.
        package var level: Int
    }

    /// Everything above the title: a byte order mark, the front matter, and any text above the title.
    package private(set) var opening = ""
    /// The front matter; nil if there is none.
    package let front: FrontMatter?
    /// The title: the only heading of level 1 if it comes first, or else the title of the front matter; nil if neither.
    package private(set) var title: String?
    /// The lines of the title's heading, and the blank lines below it if they are all that comes before the first part.
    package private(set) var heading = ""
    /// Lines without words above the first part, such as link definitions and comments; they are in `opening` or `heading`.
    private(set) var unworded = ""
    /// The parts in order.
    package private(set) var parts: [Part] = []
    /// The line end that most lines have.
    package let lineEnd: String

    /// The greatest number of heading levels that become sections; deeper headings belong to the text.
    package static let deepest = 5

    /// Splits a file.
    package init(_ text: String) {
        lineEnd = SourceLines.end(of: text)
        let unmarked = text.unmarkedStart
        front = FrontMatter(of: unmarked)
        opening = (unmarked.startIndex > text.startIndex ? "\u{FEFF}" : "") + (front?.raw ?? "")
        let rest = unmarked.utf8.dropFirst(front?.raw.utf8.count ?? 0)
        split(String(Substring(rest)))
        if title == nil { title = front?.text("title") }
    }

    private mutating func split(_ text: String) {
        let lines = SourceLines.split(text[...])
        var headings = Markdown.headings(in: text).filter { !$0.isInner && $0.lines.upperBound < lines.count }
        func join(_ range: Range<Int>) -> String { lines[range].joined(separator: "") }
        var next = 0
        if let first = headings.first, first.level == 1, headings.filter({ $0.level == 1 }).count == 1 {
            unworded = join(0..<first.lines.lowerBound)
            opening += unworded
            heading = join(first.lines.lowerBound..<first.lines.upperBound + 1)
            title = Self.plain(first.title)
            next = first.lines.upperBound + 1
            headings.removeFirst()
        }
        headings = Self.shallow(headings)
        let lead = join(next..<(headings.first?.lines.lowerBound ?? lines.count))
        if Prose.words(in: Markdown.plainText(lead)) > 0 {
            parts.append(Part(heading: "", text: lead, title: Self.leadTitle, level: 0))
        } else {
            unworded += lead
            if heading.isEmpty { opening += lead } else { heading += lead }
        }
        for (index, found) in headings.enumerated() {
            let end = index + 1 < headings.count ? headings[index + 1].lines.lowerBound : lines.count
            let below = found.lines.upperBound + 1
            parts.append(
                Part(
                    heading: join(found.lines.lowerBound..<below), text: join(below..<end),
                    title: Self.plain(found.title), level: found.level))
        }
    }

    /// The title of the section that the text above the first heading becomes.
    static let leadTitle = "Opening"

    /// Returns a title without the attributes of kramdown and Pandoc.
    private static func plain(_ title: String) -> String {
        Prose.title(title.replacing(/\s*\{:?\s*[#.][^{}]*\}\s*$/, with: ""))
    }

    /// Leaves out the headings below the deepest level of an outline.
    private static func shallow(_ headings: [Markdown.Heading]) -> [Markdown.Heading] {
        var above: [Int] = []
        return headings.filter { heading in
            while let last = above.last, last >= heading.level { above.removeLast() }
            guard above.count < deepest else { return false }
            above.append(heading.level)
            return true
        }
    }
}

extension MarkdownPost {
    /// True if each heading has a number in front that says its place, such as "2.1 Storage" or "3) Costs".
    package var isNumbered: Bool {
        let titled = Self.paths(of: parts.filter { $0.level > 0 })
        return titled.count > 1
            && titled.allSatisfy { part, path in
                Self.number(of: part.title).map { $0.path == path } ?? false
            }
    }

    /// Returns each part with its place in the outline, counted from 1 on each level.
    static func paths(of parts: [Part]) -> [(part: Part, path: [Int])] {
        var above: [(level: Int, place: Int)] = []
        return parts.map { part in
            var place = 1
            while let last = above.last, last.level == 0 || last.level >= part.level {
                place = last.place + 1
                above.removeLast()
            }
            above.append((part.level, place))
            return (part, above.map(\.place))
        }
    }

    /// Returns the number that a title begins with, as its places and as it is typed, and the title behind it.
    package static func number(of title: String) -> (path: [Int], text: String, title: String)? {
        guard title.first?.isNumber == true,
            let match = title.wholeMatch(of: /((\d{1,3}(?:\.\d{1,3})*)[.):]?)\s+(\S.*)/)
        else { return nil }
        return (match.2.split(separator: ".").compactMap { Int($0) }, String(match.1), String(match.3))
    }
}
