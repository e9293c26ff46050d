import Markdown

/// A post as the checks see it: the headings of the outline, and the written parts.
package struct CheckedPost: Sendable, Equatable {
    /// A heading of the outline.
    package struct Heading: Sendable, Equatable {
        package var title: String
        /// The level, 1 to 6; nil if no level is right.
        package var level: Int?

        /// Makes a heading.
        package init(title: String, level: Int?) {
            self.title = title
            self.level = level
        }
    }

    /// A heading of the text and the text below it, up to the next heading.
    package struct Part: Sendable, Equatable {
        package var title: String
        package var level: Int
        package var body: String
        /// The sentences of the body's paragraphs.
        package var sentences: [ProseSentence]
        /// The word budget; nil if there is none.
        package var budget: Int?
        /// True if the part needs a text; false for a heading that only groups others.
        var wantsText: Bool
        /// The name used in findings.
        package var name: String
        /// The brief; empty if there is none.
        package var brief = ""
        /// The passages that its text was given; nil if that is unknown.
        var offered: Set<Passage.Address>?
    }

    package var expected: [Heading]
    package var parts: [Part]
    /// The style card; empty if there is none.
    package var style = Style()
    /// The topic; empty if there is none.
    package var topic = ""

    /// The passages of the post's sources; nil if it has none.
    package var cited: CitedPassages?

    /// Makes the post of a session as it would be exported to Markdown, without unwritten sections.
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
            parts[index].offered = entry.section.text?.offered.map { Set($0.compactMap { Passage.Address($0) }) }
        }
    }

    /// Makes a post from a Markdown text (CommonMark) and the outline it was written from.
    ///
    /// Without an outline, the distinct titles of the text stand in for it, each at its first occurrence. If most
    /// titles are numbered, the numbers give the levels, and a title without a number has no right level.
    package init(markdown: String, outline: [Heading]? = nil) {
        parts = Self.parts(of: markdown)
        let numbered = parts.filter { Self.depth($0.title) != nil }.count * 2 > parts.count
        var seen: Set<String> = []
        var numbers: Set<String> = []
        let found = parts.compactMap { part -> Heading? in
            guard seen.insert(Self.key(part.title)).inserted else { return nil }
            guard numbered else { return Heading(title: part.title, level: part.level) }
            // A number that another title already has does not give a level either.
            let number = part.title.prefix { $0.isNumber || $0 == "." }
            let isFree = numbers.insert(String(number.reversed().drop { $0 == "." })).inserted
            return Heading(title: part.title, level: isFree ? Self.depth(part.title).map { $0 + 1 } : nil)
        }
        expected = outline ?? found
    }

    /// Returns the key for comparing titles: without leading number, marks and case.
    static func key(_ title: String) -> String {
        // A regular expression is recompiled on each use, and most titles have no number.
        guard title.first?.isNumber == true else { return TitleMatch.key(title) }
        return TitleMatch.key(title.trimmingPrefix(/\d{1,2}(?:\.\d{1,2})*[.):]?\s+(?=\S)/))
    }

    /// Returns the depth of a numbered title: 2 for "2.3 Storage"; nil without a number.
    private static func depth(_ title: String) -> Int? {
        guard title.first?.isNumber == true, let match = title.prefixMatch(of: /(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+\S/)
        else { return nil }
        return match.output.1.split(separator: ".").count
    }

    /// The language of the text; nil if it is not one of those that `GrammaticalPerson` supports.
    var proseLanguage: GrammaticalPerson.Language? {
        GrammaticalPerson.language(of: parts.map(\.body).joined(separator: "\n"))
    }

    private static func parts(of text: String) -> [Part] {
        // Swift treats a carriage return and line feed as one character; this code counts lines.
        let text = Markdown.withLineFeeds(text)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var headings = Markdown.headings(in: text)
        // Headings within quotes and lists belong to the text around them.
        headings.removeAll { heading in
            let line = lines[min(heading.lines.lowerBound, lines.count - 1)]
            return line.drop { $0 == " " }.first.map { ">-*+".contains($0) } ?? true
        }
        // The post's own title is not a section, unless there are no others.
        let hasTitle = headings.first?.level == 1 && headings.filter { $0.level == 1 }.count == 1
        if hasTitle, headings.count > 1 { headings.removeFirst() }
        return headings.enumerated().map { index, heading in
            let end = index + 1 < headings.count ? headings[index + 1].lines.lowerBound : lines.count
            let body = lines[min(heading.lines.upperBound + 1, end)..<end].joined(separator: "\n")
            let next = index + 1 < headings.count ? headings[index + 1].level : 0
            let text = Prose.body(body)
            return Part(
                title: heading.title, level: heading.level, body: text, sentences: ProseSentence.all(in: text),
                budget: nil, wantsText: next <= heading.level, name: heading.title)
        }
    }
}
