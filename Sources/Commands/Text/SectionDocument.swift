import Manuscript
import Markdown
import Platform

/// A section as a text file for an editor: help, title and brief, then the body below a rule.
struct SectionDocument {
    let text: String
    private let original: Content

    /// The title, brief and body in a file, and the sections started within the body.
    struct Content: Equatable {
        var title: String
        var brief: String
        var body: String
        /// The sections below headings that the body did not have before.
        var parts: [RevisedPost.Part] = []
    }

    init(_ entry: Outline.Entry) {
        let section = entry.section
        original = Content(title: section.title, brief: Prose.title(section.brief), body: section.text?.text ?? "")
        text = """
            % Section \(entry.number). Change the title, the brief and the text below the line of dashes.
            % Lines at the top that begin with % are ignored. An empty or unchanged file changes nothing.
            title: \(original.title)
            brief: \(original.brief)
            ----------
            \(original.body)

            """
    }

    /// Parses the edited file; nil if it is empty or unchanged.
    ///
    /// Everything but the title, brief, rule and help is text of the section, even if those were deleted.
    func reading(_ text: String) -> Content? {
        // An unchanged file is not tidied up.
        guard Prose.body(text) != Prose.body(self.text) else { return nil }
        var lines = Prose.body(text).split(separator: "\n", omittingEmptySubsequences: false)[...]
        let help = self.text.split(separator: "\n").prefix { $0.hasPrefix("%") }
        lines = TypedHeading.withoutHelp(lines, help) { Self.isField($0) || Self.isRule($0) }
        guard lines.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
        var content = original
        let above = Self.takeAbove(&lines)
        takeFields(&lines, into: &content)
        let hasRule = lines.first.map(Self.isRule) ?? false
        if hasRule { lines = lines.dropFirst() }
        let parts = parts(of: Array(above) + (above.isEmpty ? [] : [""]) + lines)
        // If the rule and everything below it are gone, the text may have been deleted by accident, so it stays.
        if hasRule || !parts.lead.isEmpty || !parts.parts.isEmpty { (content.body, content.parts) = parts }
        return content == original ? nil : content
    }

    /// Takes the text typed above the title, the brief and the rule.
    private static func takeAbove(_ lines: inout ArraySlice<Substring>) -> ArraySlice<Substring> {
        guard let first = lines.firstIndex(where: isField), first > lines.startIndex,
            let rule = lines[first...].firstIndex(where: isRule),
            lines[first..<rule].allSatisfy({ isField($0) || $0.trimmed.isEmpty })
        else { return [] }
        var above = lines[..<first]
        while above.last?.trimmed.isEmpty == true { above.removeLast() }
        lines = lines[first...]
        return above
    }

    /// Takes title and brief from the start, each at most once.
    private func takeFields(_ lines: inout ArraySlice<Substring>, into content: inout Content) {
        var isNamed = false
        var isBriefed = false
        while let line = lines.first {
            if line.hasPrefix("title:"), !isNamed {
                let title = Prose.title(String(line.dropFirst(6)))
                if !title.isEmpty { content.title = title }
                isNamed = true
            } else if line.hasPrefix("brief:"), !isBriefed {
                // A brief may continue over several lines, up to the rule.
                let more = lines.dropFirst().prefix { !$0.trimmed.isEmpty && !Self.isRule($0) }
                let isRuled = lines.dropFirst(1 + more.count).first.map(Self.isRule) ?? false
                let old = original.body.split(separator: "\n")
                let goesOn = isRuled && more.first.map { !Self.isField($0) && !old.contains($0) } == true
                let whole = [line.dropFirst(6)] + (goesOn ? Array(more) : [])
                content.brief = Prose.title(whole.joined(separator: " "))
                if goesOn { lines = lines.dropFirst(more.count) }
                isBriefed = true
            } else if !line.trimmed.isEmpty {
                return
            }
            lines = lines.dropFirst()
        }
    }

    private static func isField(_ line: Substring) -> Bool { line.hasPrefix("title:") || line.hasPrefix("brief:") }

    private static func isRule(_ line: Substring) -> Bool {
        let plain = line.trimmed
        return plain.count >= 5 && plain.allSatisfy { $0 == "-" }
    }

    /// Splits the lines into the body and the sections started in it by new headings.
    private func parts(of lines: [Substring]) -> (lead: String, parts: [RevisedPost.Part]) {
        let old = original.body.split(separator: "\n")
        func new(_ line: Substring) -> TypedHeading? {
            old.contains(line) ? nil : TypedHeading(line).flatMap { $0.title.isEmpty ? nil : $0 }
        }
        // Galley makes the section's own heading, so a typed copy is dropped.
        let lines = TypedHeading.marked(lines, except: [original.body]).drop { line in
            line.trimmed.isEmpty || new(line)?.title == original.title
        }
        return TypedHeading.parts(of: Array(lines), except: [original.body]) { line, _ in
            new(line).map { .init(title: $0.title, level: $0.level, body: "") }
        }
    }
}

extension SectionDocument.Content {
    /// Returns the edits that apply this content to a section; an emptied text makes the section unwritten.
    func edits(of entry: Outline.Entry, at now: Date) -> [Edit] {
        let section = entry.section
        var edits: [Edit] = []
        if title != section.title { edits.append(.setTitle(section.id, title)) }
        if brief != Prose.title(section.brief) { edits.append(.setBrief(section.id, brief)) }
        let current = section.text?.text ?? ""
        if body != current {
            if body.isEmpty {
                edits.append(.choose(section.id, number: nil))
            } else {
                let version = Version(number: section.nextVersionNumber, text: body, origin: .edited, at: now)
                edits.append(.addVersion(section.id, version))
            }
        }
        return edits + begun(in: entry, at: now)
    }

    /// Returns the edits that insert new sections: deeper headings go below the section, others after it.
    private func begun(in entry: Outline.Entry, at now: Date) -> [Edit] {
        var edits: [Edit] = []
        var above = [(id: entry.section.id, level: entry.headingLevel, count: 0)]
        var place = entry.path.last ?? 1
        for part in parts {
            var section = Section(title: part.title)
            if !part.body.isEmpty {
                section.versions = [Version(number: 1, text: part.body, origin: .edited, at: now)]
                section.current = 1
            }
            while above.count > 1, above[above.count - 1].level >= part.level { above.removeLast() }
            // An outline has at most five levels.
            while above.count > 1, entry.depth + above.count > 5 { above.removeLast() }
            if part.level > entry.headingLevel, entry.depth + above.count <= 5 {
                let last = above.count - 1
                edits.append(.insert(section: section, parent: above[last].id, index: above[last].count))
                above[last].count += 1
                above.append((section.id, part.level, 0))
            } else {
                edits.append(.insert(section: section, parent: entry.parent, index: place))
                place += 1
                above = [(section.id, entry.headingLevel, 0)]
            }
        }
        return edits
    }
}
