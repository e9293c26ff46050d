/// The tree of sections, with the questions that everybody asks of it.
package struct Outline: Sendable, Equatable, Codable {
    /// The sections of the first level, in order.
    package var sections: [Section]

    /// Makes an outline.
    package init(_ sections: [Section] = []) { self.sections = sections }

    package init(from decoder: any Decoder) throws {
        sections = try decoder.singleValueContainer().decode([Section].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        try box.encode(sections)
    }

    /// A section with what follows from its place.
    package struct Entry: Sendable, Equatable {
        package let section: Section
        /// Counted from 1 on each level: [2, 3] is 2.3.
        package let path: [Int]
        /// The section above it; nil on the first level.
        package let parent: Section.ID?

        /// As people write it: "2.3".
        package var number: String { path.map(String.init).joined(separator: ".") }
        /// Depth from 1.
        package var depth: Int { path.count }
        /// The level of its heading in Markdown: 2 to 6, since the post's own title is 1.
        package var headingLevel: Int { min(depth + 1, 6) }
    }

    /// Every section in the order of the post.
    package var entries: [Entry] {
        var all: [Entry] = []
        func walk(_ sections: [Section], _ path: [Int], _ parent: Section.ID?) {
            for (index, section) in sections.enumerated() {
                all.append(Entry(section: section, path: path + [index + 1], parent: parent))
                walk(section.children, path + [index + 1], section.id)
            }
        }
        walk(sections, [], nil)
        return all
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { sections.isEmpty }

    /// The section with this id.
    package subscript(id: Section.ID) -> Section? { entry(id)?.section }

    /// The section with this id, and its place.
    package func entry(_ id: Section.ID) -> Entry? { entries.first { $0.section.id == id } }

    /// The section at this place: [2, 3] is 2.3.
    package func entry(at path: [Int]) -> Entry? { entries.first { $0.path == path } }

    /// Words written so far.
    package var words: Int { entries.reduce(0) { $0 + ($1.section.text?.words ?? 0) } }

    /// Sections that want a text and have none, in the order of the post.
    package var unwritten: [Entry] { entries.filter(\.section.isUnwritten) }
}

extension Outline {
    /// Changes one section in place; false where there is none with this id.
    @discardableResult
    mutating func update(_ id: Section.ID, _ change: (inout Section) throws -> Void) rethrows -> Bool {
        try Self.update(&sections, id, change)
    }

    private static func update(
        _ sections: inout [Section], _ id: Section.ID, _ change: (inout Section) throws -> Void
    ) rethrows -> Bool {
        for index in sections.indices {
            if sections[index].id == id {
                try change(&sections[index])
                return true
            }
            if try update(&sections[index].children, id, change) { return true }
        }
        return false
    }

    /// Takes a section out, with everything below it; returns it with its place.
    mutating func take(_ id: Section.ID) -> (section: Section, parent: Section.ID?, index: Int)? {
        guard let entry = entry(id), let last = entry.path.last else { return nil }
        let index = last - 1
        if let parent = entry.parent {
            update(parent) { $0.children.remove(at: index) }
        } else {
            sections.remove(at: index)
        }
        return (entry.section, entry.parent, index)
    }

    /// Puts a section in; the index counts from 0 and is cut to what there is.
    ///
    /// False where the parent is missing.
    mutating func put(_ section: Section, parent: Section.ID?, at index: Int) -> Bool {
        func insert(into list: inout [Section]) { list.insert(section, at: min(max(index, 0), list.count)) }
        guard let parent else {
            insert(into: &sections)
            return true
        }
        return update(parent) { insert(into: &$0.children) }
    }
}
