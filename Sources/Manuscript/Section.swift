/// A node of the outline, with every text it ever had.
///
/// The section number (2.3) follows from the place in the outline and is never stored.
package struct Section: Sendable, Equatable, Identifiable {
    /// An id that stays the same for the life of the session, even if the section is moved or renamed.
    package typealias ID = String

    package var id: ID
    /// One line of plain text, without number or heading marks.
    package var title: String
    /// The subject of the section, in a sentence or two.
    package var brief: String
    /// Points to be made here and in no other section.
    package var points: [String]
    /// The word budget; nil if the section is only a heading for its subsections.
    package var words: Int?
    /// The role of the section, if it affects the order of writing.
    package var role: Role?
    /// True if models and bulk commands must not change the section.
    package var locked: Bool
    /// The writer's notes; never exported.
    package var notes: String
    /// Every complete text, oldest first.
    package var versions: [Version]
    /// The number of the current version; nil if nothing is written.
    package var current: Int?
    /// An unfinished text, if any.
    package var candidate: Candidate?
    /// The heading and the text in the file that the section was imported from; nil if it was not imported.
    package var imported: ImportedPart?
    /// The subsections, in order.
    package var children: [Section]
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// The role of a section; values added by a later release are kept.
    package struct Role: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let introduction = Role(rawValue: "introduction")
        package static let conclusion = Role(rawValue: "conclusion")
    }

    /// Makes a section; the title is reduced to one clean line, or "Untitled" if it is empty.
    package init(
        id: ID = Identifier.random(), title: String, brief: String = "", points: [String] = [], words: Int? = nil,
        role: Role? = nil, children: [Section] = []
    ) {
        self.id = id
        let line = Prose.title(title)
        self.title = line.isEmpty ? "Untitled" : line
        self.brief = brief
        self.points = points
        self.words = words
        self.role = role
        self.children = children
        locked = false
        notes = ""
        versions = []
    }
}

extension Section {
    /// The current version.
    package var text: Version? {
        guard let current else { return nil }
        return versions.last { $0.number == current }
    }

    /// True if it has no subsections.
    package var isLeaf: Bool { children.isEmpty }

    /// True if a text is missing: leaves always need one, other sections only if they have a budget.
    package var isUnwritten: Bool { text == nil && (isLeaf || words != nil) }

    /// True if it has a text, or should have one.
    package var takesText: Bool { isLeaf || words != nil || current != nil }
    /// The number of words to request: the budget, the length of the present text, or a default.
    package var wordBudget: Int { words ?? text?.words ?? 120 }

    /// The number for the next version.
    package var nextVersionNumber: Int { (versions.map(\.number).max() ?? 0) + 1 }

    /// This section and everything below it, in post order.
    package var subtree: [Section] { [self] + children.flatMap(\.subtree) }
}

extension Section: FieldCodable {
    static var blank: Section { Section(id: "", title: "") }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.name("id", &id)
        try fields.name("title", &title)
        try fields.filled("brief", &brief)
        try fields.filled("points", &points)
        try fields.optionalNumber("words", &words, FieldLimits.counts)
        try fields.optional("role", &role)
        try fields.flag("locked", &locked)
        try fields.filled("notes", &notes)
        try fields.filled("versions", &versions)
        try fields.optionalNumber("current", &current, FieldLimits.numbers)
        try fields.optional("candidate", &candidate)
        try fields.optional("imported", &imported)
        try fields.filled("children", &children)
        try fields.refuseRepeated(versions.map(\.number), in: "versions", "two of them have the number")
    }
}
