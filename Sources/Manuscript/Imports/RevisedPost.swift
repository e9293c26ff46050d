package import Platform

/// A whole post changed outside of Galley: its sections in file order, each with its title, level and text.
package struct RevisedPost: Sendable, Equatable {
    /// A section of the changed post.
    package struct Part: Sendable, Equatable {
        /// The id of an existing section; nil for a new one.
        package var id: Section.ID?
        package var title: String
        /// The heading level, from 1 to 6.
        package var level: Int
        package var body: String
        /// True for the text above the first heading, if it is new.
        var isLead = false

        /// Makes a part.
        package init(id: Section.ID? = nil, title: String, level: Int, body: String) {
            (self.id, self.title, self.level, self.body) = (id, title, level, body)
        }
    }

    /// The sections in file order.
    package var parts: [Part]

    /// Makes a post of its sections.
    package init(_ parts: [Part]) { self.parts = parts }

    /// The outline; a skipped level counts as the next one.
    package var draft: OutlineDraft { OutlineDraft(Self.nodes(parts[...])) }

    private static func nodes(_ parts: ArraySlice<Part>) -> [OutlineDraft.Node] {
        var nodes: [OutlineDraft.Node] = []
        var rest = parts
        while let first = rest.first {
            let below = rest.dropFirst().prefix { $0.level > first.level }
            nodes.append(OutlineDraft.Node(id: first.id, title: first.title, children: Self.nodes(below)))
            rest = rest.dropFirst(1 + below.count)
        }
        return nodes
    }

    /// Returns edits whose first new section has no heading in exports, like the text above the first heading of a file.
    private static func withoutHeading(_ edits: [Edit]) -> [Edit] {
        var edits = edits
        for (place, edit) in edits.enumerated() {
            guard case .insert(var section, let parent, let index) = edit else { continue }
            section.imported = ImportedPart(
                heading: "", text: "", title: section.title, number: "", level: 0, depth: 1, index: 0)
            edits[place] = .insert(section: section, parent: parent, index: index)
            break
        }
        return edits
    }

    /// Returns the edits that turn a post into this one, and the locked sections that they leave unchanged.
    ///
    /// Throws `EditError`.
    package func edits(
        of session: Session, origin: Origin, at now: Date
    ) throws -> (edits: [Edit], spared: [Section.ID]) {
        let revision = try session.revision(to: draft)
        var edits = revision.edits
        var spared = revision.spared
        if parts.first?.isLead == true { edits = Self.withoutHeading(edits) }
        // New sections are inserted in file order.
        var fresh = edits.compactMap { edit -> Section.ID? in
            if case .insert(let section, _, _) = edit { section.id } else { nil }
        }[...]
        for part in parts {
            guard let id = part.id ?? fresh.popFirst() else { continue }
            let section = session.outline[id]
            guard part.body != Prose.body(section?.text?.text ?? "") else { continue }
            if section?.locked == true {
                if !spared.contains(id) { spared.append(id) }
            } else if part.body.isEmpty {
                edits.append(.choose(id, number: nil))
            } else {
                let number = section?.nextVersionNumber ?? 1
                edits.append(.addVersion(id, Version(number: number, text: part.body, origin: origin, at: now)))
            }
        }
        return (edits, spared)
    }
}
