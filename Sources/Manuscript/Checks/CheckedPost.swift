import Markdown

/// A post as checks see it: what its outline asks for, and what is there.
package struct CheckedPost: Sendable, Equatable {
    /// A heading that the outline asks for.
    package struct Heading: Sendable, Equatable {
        package var title: String
        /// 1 to 6; nil where it has no right level.
        package var level: Int?

        /// Makes a heading.
        package init(title: String, level: Int?) {
            self.title = title
            self.level = level
        }
    }

    /// A heading of the text with what stands under it, up to the next heading.
    package struct Part: Sendable, Equatable {
        package var title: String
        package var level: Int
        package var body: String
        /// Words that it was to have; nil where nobody said.
        package var budget: Int?
        /// Whether a text is to be here; false for a heading that only gathers others.
        package var wantsText: Bool
        /// What it is called in findings.
        package var name: String
        /// What it was to cover, where somebody said.
        package var brief = ""
    }

    package var expected: [Heading]
    package var parts: [Part]
    /// How it is to be written; empty where nobody says.
    package var style = Style()
    /// What it is about; empty where nobody says.
    package var topic = ""

    /// The post of a session, as its Markdown export has it; sections without text are not there yet.
    package init(_ session: Session) {
        let entries = session.outline.entries
        let written = entries.filter { !$0.section.isUnwritten }
        let text = MarkdownExport.text(title: session.topic, entries: written, keepsLabels: true)
        expected = entries.map { Heading(title: $0.section.title, level: $0.headingLevel) }
        parts = Self.parts(of: text)
        style = session.style
        topic = session.topic
        guard parts.count == written.count else { return }
        for (index, entry) in written.enumerated() {
            parts[index].budget = entry.section.words
            parts[index].wantsText = entry.section.isLeaf
            parts[index].brief = entry.section.brief
            parts[index].name = "\(entry.number) \(entry.section.title)"
        }
    }

    /// A Markdown text (CommonMark), and the outline that it was written from.
    ///
    /// Without an outline, that is taken to be what the text repeats: every distinct title at its first place. Where most
    /// titles are numbered, the number says the level, and a title without one is in no place of the outline.
    package init(markdown: String, outline: [Heading]? = nil) {
        parts = Self.parts(of: markdown)
        let numbered = parts.filter { Self.depth($0.title) != nil }.count * 2 > parts.count
        var seen: Set<String> = []
        var numbers: Set<String> = []
        let found = parts.compactMap { part -> Heading? in
            guard seen.insert(Self.key(part.title)).inserted else { return nil }
            guard numbered else { return Heading(title: part.title, level: part.level) }
            // A number that another title has already is no place either.
            let number = part.title.prefix { $0.isNumber || $0 == "." }
            let isFree = numbers.insert(String(number.reversed().drop { $0 == "." })).inserted
            return Heading(title: part.title, level: isFree ? Self.depth(part.title).map { $0 + 1 } : nil)
        }
        expected = outline ?? found
    }

    /// By what titles are compared: without a number in front, marks and case.
    static func key(_ title: String) -> String {
        // A pattern is read anew each time it is used, and most titles have no number.
        guard title.first?.isNumber == true else { return TitleMatch.key(title) }
        return TitleMatch.key(title.trimmingPrefix(/\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=\S)/))
    }

    /// How deep a numbered title is: 2 for "2.3 Storage"; nil without a number.
    private static func depth(_ title: String) -> Int? {
        guard title.first?.isNumber == true, let match = title.prefixMatch(of: /(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+\S/)
        else { return nil }
        return match.output.1.split(separator: ".").count
    }

    private static func parts(of text: String) -> [Part] {
        // Swift takes a carriage return and a line feed for one character, and lines are counted here.
        let text = Markdown.withLineFeeds(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var headings = Markdown.headings(in: text)
        // Headings within quotes and lists belong to the text around them.
        headings.removeAll { heading in
            let line = lines[min(heading.lines.lowerBound, lines.count - 1)]
            return line.drop { $0 == " " }.first.map { ">-*+".contains($0) } ?? true
        }
        // The post's own title is no section.
        if headings.first?.level == 1, headings.filter({ $0.level == 1 }).count == 1 { headings.removeFirst() }
        return headings.enumerated().map { index, heading in
            let end = index + 1 < headings.count ? headings[index + 1].lines.lowerBound : lines.count
            let body = lines[min(heading.lines.upperBound + 1, end)..<end].joined(separator: "\n")
            let next = index + 1 < headings.count ? headings[index + 1].level : 0
            return Part(
                title: heading.title, level: heading.level, body: Prose.body(body), budget: nil,
                wantsText: next <= heading.level, name: heading.title)
        }
    }
}
