package import Platform

/// A post and everything that belongs to it: the contents of one session file.
package struct Session: Sendable, Equatable {
    /// The newest file version that this program writes and reads.
    package static let newestVersion = 1

    /// The id, which stays the same when the session is renamed.
    package var id: String
    /// The name of the file without `.json`.
    package var name: String
    package var createdAt: Date
    package var updatedAt: Date
    /// The topic, which is stored only here; empty until it is set.
    package var topic: String
    package var style: Style
    package var settings: Settings
    package var outline: Outline
    /// The turns, oldest first; each holds the edits that undo it.
    package var history: [Turn]
    /// The undone turns, oldest first; each holds the edits that redo it.
    package var undone: [Turn]
    /// The sources that the post cites, as `Source` reads them; other values are kept unchanged.
    package var sources: [JSONValue]
    /// The points of the critiques, sorted by number.
    package var review: [ReviewPoint] = []
    /// The latest export to each file.
    package var exports: [ExportRecord] = []
    /// The parts of an imported file that belong to no section; nil if the post was not imported.
    package var imported: ImportedPost?
    /// The title, description, tags and slug for front matter and search engines.
    package var metadata = PostMetadata()
    /// The tokens used over the whole life of the session, undone turns included.
    package var usage: Usage
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes an empty session.
    package init(name: String, topic: String = "", at now: Date, id: String = Identifier.random()) {
        self.id = id
        self.name = name
        self.topic = Prose.title(topic)
        createdAt = now
        updatedAt = now
        style = Style()
        settings = Settings()
        outline = Outline()
        history = []
        undone = []
        sources = []
        usage = Usage()
    }
}

/// An entry in a session's history: the request and its result.
package struct Turn: Sendable, Equatable {
    package var id: String
    package var at: Date
    package var kind: Kind
    /// The line as it was typed.
    package var input: String
    /// A short description of the change.
    package var summary: String
    /// The model's reply in a conversation; empty for commands.
    package var reply = ""
    package var model: String?
    package var usage: Usage?
    /// The edits that undo the turn (in `history`) or redo it (in `undone`), in the order to apply.
    package var edits: [Edit]
    /// The ids of the sections that the turn changed.
    package var sections: [Section.ID]
    /// The ids of the sections that the turn was meant to change when it was interrupted.
    package var left: [Section.ID] = []
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a turn.
    package init(
        id: String = Identifier.random(), at: Date, kind: Kind, input: String, summary: String = "",
        model: String? = nil, usage: Usage? = nil, edits: [Edit] = [], sections: [Section.ID] = []
    ) {
        self.id = id
        self.at = at
        self.kind = kind
        self.input = input
        self.summary = summary
        self.model = model
        self.usage = usage
        self.edits = edits
        self.sections = sections
    }
}
