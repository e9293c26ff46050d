import Manuscript
import Markdown

/// A heading line in a text edited by hand.
struct TypedHeading: Equatable {
    /// The id that follows the title as `{#id}`; nil if there is none.
    var id: String?
    var title: String
    /// The heading level, from 1 to 6.
    var level: Int

    /// Parses an ATX heading (CommonMark 4.2); nil if the line is not one.
    init?(_ line: some StringProtocol) {
        guard let match = String(line).firstMatch(of: Self.pattern) else { return nil }
        id = match.4.map { String($0) }
        title = Prose.title(String(match.2))
        level = match.1.count
        if title.isEmpty, id == nil { return nil }
    }

    /// Hashes at the end close the heading, but those before an id belong to a title that Galley wrote.
    private static var pattern: Regex<(Substring, Substring, Substring, Substring?, Substring?)> {
        /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*(\{#([^}\s]*)\})?(?:[ \t]+#+)?[ \t]*$/
    }

    /// Splits lines into the text above the first heading and the parts; `start` returns the part that a line outside
    /// of code starts, given the part before it.
    ///
    /// `old` are the texts whose underlined headings start no part.
    static func parts(
        of lines: [Substring], except old: [String], start: (Substring, RevisedPost.Part?) -> RevisedPost.Part?
    ) -> (lead: String, parts: [RevisedPost.Part]) {
        var (lead, parts, body, fences) = ("", [RevisedPost.Part](), [Substring](), FenceScanner())
        func end() {
            let text = Prose.body(body.joined(separator: "\n"))
            if parts.isEmpty { lead = text } else { parts[parts.count - 1].body = text }
            body = []
        }
        for line in marked(lines, except: old) {
            if fences.take(line) == .text, let part = start(line, parts.last) {
                end()
                parts.append(part)
            } else {
                body.append(line)
            }
        }
        end()
        return (lead, parts)
    }

    /// Returns lines in which each heading underlined with `=` is a line with a `#`, unless an old text had it already.
    static func marked(_ lines: [Substring], except old: [String]) -> [Substring] {
        var lines = lines
        for heading in Markdown.headings(in: lines.joined(separator: "\n")).reversed() where heading.lines.count > 1 {
            let own = lines[heading.lines]
            // In quotes and lists, a heading is part of the text.
            guard let first = own.first?.first, !"->*+ \t".contains(first), !first.isNumber,
                own.last?.trimmed.allSatisfy({ $0 == "=" }) == true
            else { continue }
            let text = own.joined(separator: "\n")
            guard !old.contains(where: { $0.contains(text) }) else { continue }
            let title = own.dropLast().map { String($0.trimmed) }.joined(separator: " ")
            lines.replaceSubrange(heading.lines, with: ["# \(title)"])
        }
        return lines
    }

    /// Returns the lines behind the help at the top of a file, whose own lines are given.
    ///
    /// If none of these is left, a line that begins with % may be the writer's, unless the rest of the head follows.
    static func withoutHelp(
        _ lines: ArraySlice<Substring>, _ help: some Sequence<Substring>, isHead: (Substring) -> Bool = { _ in false }
    ) -> ArraySlice<Substring> {
        let rest = lines.drop { $0.hasPrefix("%") || $0.trimmed.isEmpty }
        let known = Set(help)
        let hasHelp = lines[..<rest.startIndex].contains(where: known.contains) || rest.first.map(isHead) == true
        return hasHelp ? rest : lines
    }
}
