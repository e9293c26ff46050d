import Manuscript
import Markdown
import Platform

/// The whole post as one Markdown file for an editor, with headings that map back to sections.
///
/// Each heading carries its section's id as `{#id}`, as in kramdown and Pandoc, so that a section is recognized after
/// it is moved or renamed. A heading without an id is the section with that title, if any, otherwise a new section.
struct PostDocument {
    let text: String
    private let session: Session

    init(_ session: Session) {
        self.session = session
        var blocks = [
            """
            % The whole post. Change texts and headings; move a heading with its text to move a section, delete both to
            % remove it, write a new heading to add one: ## for sections, ### for what is below them. The {#…} after a heading
            % identifies its section. Lines at the top that begin with % are ignored. An empty or unchanged file
            % changes nothing. Galley shows your changes before making them.
            """
        ]
        for entry in session.outline.entries {
            // Titles are plain text in the editor too.
            let marks = String(repeating: "#", count: entry.headingLevel)
            blocks.append("\(marks) \(Prose.title(entry.section.title)) {#\(entry.section.id)}")
            if let body = entry.section.text?.text, !body.isEmpty { blocks.append(body) }
        }
        text = blocks.joined(separator: "\n\n") + "\n"
    }

    /// The edited post: the sections and their texts in file order.
    struct Content: Equatable {
        /// The sections in file order; the id is nil for a new section.
        var parts: [RevisedPost.Part]
        /// The outline.
        var draft: OutlineDraft { RevisedPost(parts).draft }
        /// The text above the first heading, which belongs to no section; empty if there is none.
        var lead = ""
    }

    /// Parses the edited file; nil if it is empty or unchanged.
    func reading(_ text: String) -> Content? {
        guard Prose.body(text) != Prose.body(self.text) else { return nil }
        let (lead, found) = parts(of: text)
        guard !found.isEmpty || !lead.isEmpty else { return nil }
        return Content(parts: identified(found), lead: lead)
    }

    // MARK: - Parts

    private func parts(of text: String) -> (lead: String, parts: [RevisedPost.Part]) {
        let whole = Prose.body(text).split(separator: "\n", omittingEmptySubsequences: false)[...]
        let help = self.text.split(separator: "\n").prefix { $0.hasPrefix("%") }
        let lines = Array(TypedHeading.withoutHelp(whole, help))
        return TypedHeading.parts(of: lines, except: session.outline.entries.compactMap(\.section.text?.text)) {
            line, last in
            belongs(line, to: last) ? nil : heading(line)
        }
    }

    /// Returns the part that a heading starts; if the title was deleted, the section keeps its title.
    private func heading(_ line: Substring) -> RevisedPost.Part? {
        guard let typed = TypedHeading(line) else { return nil }
        let title = typed.title.isEmpty ? typed.id.flatMap { session.outline[$0]?.title } : typed.title
        return title.map { .init(id: typed.id, title: $0, level: max(2, typed.level), body: "") }
    }

    /// Returns true if a heading without an id was in the section's text before, and so does not start a section.
    private func belongs(_ line: Substring, to part: RevisedPost.Part?) -> Bool {
        guard !line.hasSuffix("}"), let id = part?.id, let text = session.outline[id]?.text?.text else { return false }
        return text.split(separator: "\n").contains(line)
    }

    /// Removes unknown and repeated ids, and gives a part without an id the id of the only other section with its
    /// title.
    private func identified(_ parts: [RevisedPost.Part]) -> [RevisedPost.Part] {
        var parts = parts
        var taken: Set<Section.ID> = []
        for index in parts.indices {
            guard let id = parts[index].id, session.outline[id] != nil, taken.insert(id).inserted else {
                parts[index].id = nil
                continue
            }
        }
        for index in parts.indices where parts[index].id == nil {
            let same = session.outline.entries.map(\.section).filter {
                !taken.contains($0.id) && $0.title.lowercased() == parts[index].title.lowercased()
            }
            guard same.count == 1, let id = same.first?.id else { continue }
            taken.insert(id)
            parts[index].id = id
        }
        return parts
    }
}

extension PostDocument.Content {
    /// Returns the edits that apply this content to a post, and the locked sections that it leaves unchanged.
    ///
    /// Throws `EditError`.
    func edits(of session: Session, at now: Date) throws -> (edits: [Edit], spared: [Section.ID]) {
        try RevisedPost(parts).edits(of: session, origin: .edited, at: now)
    }
}
