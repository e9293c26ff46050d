/// A node of the outline, with every text it ever had.
///
/// Its number (2.3) follows from its place and is never stored.
package struct Section: Sendable, Equatable, Identifiable {
    /// Stable for the life of the session, whatever happens to place and title.
    package typealias ID = String

    package var id: ID
    /// One line of plain text, without number or heading marks.
    package var title: String
    /// What this section covers, in a sentence or two.
    package var brief: String
    /// What must be said here and nowhere else.
    package var points: [String]
    /// Words asked for; nil where the section is a heading over others and has no text of its own.
    package var words: Int?
    /// What the section is for, where that matters to the order of writing.
    package var role: Role?
    /// A locked section is changed by no model and by no sweeping command.
    package var locked: Bool
    /// The writer's notes; never exported.
    package var notes: String
    /// Every complete text, oldest first.
    package var versions: [Version]
    /// The number of the version that counts; nil where nothing is written.
    package var current: Int?
    /// A text that did not finish.
    package var candidate: Candidate?
    /// The sections below it, in order.
    package var children: [Section]
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

    /// What a section is for; a value that a later release adds is kept as it is.
    package struct Role: RawRepresentable, Sendable, Hashable, Codable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package static let introduction = Role(rawValue: "introduction")
        package static let conclusion = Role(rawValue: "conclusion")
    }

    /// Makes a section; the title is brought to one clean line, and none is "Untitled".
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
    /// The version that counts.
    package var text: Version? {
        guard let current else { return nil }
        return versions.last { $0.number == current }
    }

    /// Whether it has no sections below it.
    package var isLeaf: Bool { children.isEmpty }

    /// Whether a text is wanted that is not there: leaves always want one, headings over others only with a budget.
    package var isUnwritten: Bool { text == nil && (isLeaf || words != nil) }

    /// The number that the next version takes.
    package var nextVersionNumber: Int { (versions.map(\.number).max() ?? 0) + 1 }

    /// This section and everything below it, in the order of the post.
    package var subtree: [Section] { [self] + children.flatMap(\.subtree) }
}

extension Section: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        id = try fields.name("id")
        title = try fields.name("title")
        brief = try fields.optional("brief") ?? ""
        points = try fields.optional("points") ?? []
        words = try fields.optionalNumber("words", FieldLimits.counts)
        role = try fields.optional("role")
        locked = try fields.optional("locked") ?? false
        notes = try fields.optional("notes") ?? ""
        versions = try fields.optional("versions") ?? []
        current = try fields.optionalNumber("current", FieldLimits.numbers)
        candidate = try fields.optional("candidate")
        children = try fields.optional("children") ?? []
        unknown = try fields.rest()
        if let twice = FieldLimits.repeated(versions.map(\.number)) {
            throw fields.fault("versions", "two of them have the number \(twice)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("id", id)
        try fields.write("title", title)
        try fields.write("brief", unlessEmpty: brief)
        try fields.write("points", unlessEmpty: points)
        try fields.write("words", words)
        try fields.write("role", role)
        if locked { try fields.write("locked", true) }
        try fields.write("notes", unlessEmpty: notes)
        try fields.write("versions", unlessEmpty: versions)
        try fields.write("current", current)
        try fields.write("candidate", candidate)
        try fields.write("children", unlessEmpty: children)
    }
}
