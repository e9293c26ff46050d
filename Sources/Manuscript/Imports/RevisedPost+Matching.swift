import Markdown

extension RevisedPost {
    /// Reads a changed copy of an exported post: each heading is the section that it was exported from, as far as titles
    /// and places tell.
    ///
    /// A text that is as exported stays as it is in the session, since labels and levels differ there. Headings that
    /// were part of a section's text stay in it.
    package init(_ post: MarkdownPost, of session: Session) {
        let shown = ReferenceList.applied(to: session)
        let old = Self.exported(shown)
        let isNumbered =
            post.isNumbered || session.outline.entries.contains { $0.section.imported?.number.isEmpty == false }
        let titles = post.parts.map { part in
            isNumbered ? MarkdownPost.number(of: part.title)?.title ?? part.title : part.title
        }
        let matches = Self.matches(old, titles, post.parts)
        var parts: [Part] = []
        var raw: [String] = []
        for (index, part) in post.parts.enumerated() {
            if let match = matches[index], !old[match].isMain, !parts.isEmpty {
                raw[raw.count - 1] += part.heading + part.text
                continue
            }
            let found = matches[index].flatMap { old[$0].isMain ? old[$0] : nil }
            let isList = found?.id == ReferenceList.sectionID && session.outline[ReferenceList.sectionID] == nil
            // The list of references is made anew by each export.
            if isList, let found, Self.isExport(Prose.body(part.text), of: found.body) { continue }
            let id = isList ? nil : found?.id
            // Nothing is below the text above the first heading.
            parts.append(Part(id: id, title: titles[index], level: part.level == 0 ? 6 : part.level, body: ""))
            parts[parts.count - 1].isLead = part.level == 0 && id == nil
            raw.append(part.text)
        }
        if !raw.isEmpty {
            raw[0] = Self.added(post.unworded, to: session) + (raw[0].first?.isNewline == true ? "" : "\n") + raw[0]
        }
        let texts = Dictionary(
            old.compactMap { $0.isMain ? ($0.id, $0.body) : nil }, uniquingKeysWith: { first, _ in first })
        for index in parts.indices {
            let body = Prose.body(raw[index])
            let id = parts[index].id
            let isSame = id.flatMap { texts[$0] }.map { Self.isExport(body, of: $0) } ?? false
            let own = id.map { session.outline[$0]?.text?.text ?? "" }
            let restored = own.map { ReferenceList.restored(body, from: $0, of: session) }
            parts[index].body = (isSame ? own : restored) ?? body
        }
        self.init(parts)
    }

    /// Returns the lines above the first heading that the post does not have yet, and a line feed.
    private static func added(_ lines: String, to session: Session) -> String {
        let body = Prose.body(lines)
        let known = session.imported.map { $0.opening + "\n" + $0.heading } ?? ""
        let isKnown = Set(body.split(whereSeparator: \.isNewline)).isSubset(
            of: known.split(whereSeparator: \.isNewline))
        return isKnown ? "" : body + "\n"
    }

    /// Returns true if a text is the export of another one: an export may have joined the lines of paragraphs, and have had
    /// the escapes of a site generator.
    private static func isExport(_ body: String, of text: String) -> Bool {
        for text in [text, Markdown.unwrapped(text)] {
            if text == body || SiteFrontMatter.unescaped(text) == body { return true }
            let escaped = ExportOptions.Site.allCases.map { SiteFrontMatter.escaped(text, for: $0) }
            if escaped.contains(where: { SiteFrontMatter.unescaped($0) == body }) { return true }
        }
        return false
    }

    /// A heading of the post as it is exported.
    private struct Exported {
        var id: Section.ID
        var title: String
        /// True for the heading of a section, false for one in its text.
        var isMain: Bool
        /// The whole text of the section.
        var body: String
    }

    private static func exported(_ session: Session) -> [Exported] {
        zip(session.outline.entries, MarkdownExport.exportedSections(of: session)).flatMap { entry, text in
            let section = entry.section
            let headings = Markdown.headings(in: text).filter { !$0.isInner }
            let lines = SourceLines.split(text[...])
            let below = section.hasNoHeading ? 0 : (headings.first?.lines.upperBound ?? -1) + 1
            let body = Prose.body(lines.dropFirst(below).joined(separator: ""))
            let main = Exported(id: section.id, title: section.title, isMain: true, body: body)
            return [main]
                + headings.dropFirst(section.hasNoHeading ? 0 : 1).map {
                    Exported(id: section.id, title: $0.title, isMain: false, body: "")
                }
        }
    }

    /// Returns the index of the exported heading for each part that has one.
    private static func matches(_ old: [Exported], _ titles: [String], _ parts: [MarkdownPost.Part]) -> [Int: Int] {
        let before = old.map { $0.title.lowercased() }
        let after = titles.map { $0.lowercased() }
        var (gone, come) = (Set<Int>(), Set<Int>())
        for change in after.difference(from: before) {
            switch change {
            case .remove(let place, _, _): gone.insert(place)
            case .insert(let place, _, _): come.insert(place)
            }
        }
        var matches = Dictionary(
            uniqueKeysWithValues: zip(
                after.indices.filter { !come.contains($0) }, before.indices.filter { !gone.contains($0) }))
        // A section that was moved has the only other heading with its title.
        for index in come.sorted() {
            let same = gone.filter { before[$0] == after[index] && old[$0].isMain }
            guard same.count == 1, let only = same.first else { continue }
            matches[index] = only
            gone.remove(only)
            come.remove(index)
        }
        // A section that was renamed has the text or the neighbours of the old one.
        for index in come.sorted() {
            let body = Prose.body(parts[index].text)
            let same = gone.sorted().filter { old[$0].isMain && !body.isEmpty && old[$0].body == body }
            let beside = (index > 0 ? matches[index - 1].map { $0 + 1 } : 0).flatMap { next in
                gone.contains(next) && old[next].isMain && isEnd(next, index, matches, old.count, parts.count)
                    ? next : nil
            }
            guard let found = same.first ?? beside else { continue }
            matches[index] = found
            gone.remove(found)
            come.remove(index)
        }
        return matches
    }

    /// Returns true if the headings behind an old and a new one are the same, or the last ones.
    private static func isEnd(_ old: Int, _ new: Int, _ matches: [Int: Int], _ olds: Int, _ news: Int) -> Bool {
        matches[new + 1].map { $0 == old + 1 } ?? (new + 1 == news && old + 1 == olds)
    }
}
