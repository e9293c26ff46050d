/// The tree of sections, with common queries.
package struct Outline: Sendable, Equatable, Codable {
    /// The top-level sections, in order.
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

    /// A section with the properties that follow from its place in the outline.
    package struct Entry: Sendable, Equatable {
        package let section: Section
        /// The position on each level, counted from 1: [2, 3] is 2.3.
        package let path: [Int]
        /// The parent section; nil at the top level.
        package let parent: Section.ID?

        /// The number as text: "2.3".
        package var number: String { path.map(String.init).joined(separator: ".") }
        /// The number and the title, for messages: "2.3 Tables".
        package var name: String { "\(number) \(section.title)" }
        /// The depth, counted from 1.
        package var depth: Int { path.count }
        /// The level of its heading in Markdown, 2 to 6; level 1 is the post's title.
        package var headingLevel: Int { min(depth + 1, 6) }
    }

    /// All sections in post order.
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

    /// True if the outline has no sections.
    package var isEmpty: Bool { sections.isEmpty }

    /// The section with this id.
    package subscript(id: Section.ID) -> Section? { entry(id)?.section }

    /// Returns the section with this id and its place.
    package func entry(_ id: Section.ID) -> Entry? { entries.first { $0.section.id == id } }

    /// Returns the section at this path: [2, 3] is 2.3.
    package func entry(at path: [Int]) -> Entry? { entries.first { $0.path == path } }

    /// The number of words written so far.
    package var words: Int { entries.reduce(0) { $0 + ($1.section.text?.words ?? 0) } }

    /// Sections that should have a text and have none, in post order.
    package var unwritten: [Entry] { entries.filter(\.section.isUnwritten) }
}

extension Outline {
    /// Changes one section in place; returns false if there is no section with this id.
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

    /// Removes a section and everything below it, and returns it with its place.
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

    /// Inserts a section; the index counts from 0 and is clamped to the list.
    ///
    /// Returns false if the parent does not exist.
    mutating func put(_ section: Section, parent: Section.ID?, at index: Int) -> Bool {
        func insert(into list: inout [Section]) { list.insert(section, at: min(max(index, 0), list.count)) }
        guard let parent else {
            insert(into: &sections)
            return true
        }
        return update(parent) { insert(into: &$0.children) }
    }
}

extension [Outline.Entry] {
    /// The name of the only section, or the number of sections, for messages.
    package var name: String { count == 1 ? self[0].name : "\(count) sections" }
}
