package import Platform

/// A post with everything that belongs to it: what one session file holds.
package struct Session: Sendable, Equatable {
    /// The newest file version that this program writes and reads.
    package static let newestVersion = 1

    /// Stable, also when the session is renamed.
    package var id: String
    /// The file's name without `.json`.
    package var name: String
    package var createdAt: Date
    package var updatedAt: Date
    /// The one place where the topic stands; empty until there is one.
    package var topic: String
    package var style: Style
    package var settings: Settings
    package var outline: Outline
    /// What was done, oldest first; each turn holds the edits that take it back.
    package var history: [Turn]
    /// What was taken back, oldest first; each turn holds the edits that do it again.
    package var undone: [Turn]
    /// Reference material; kept as it is until the release that uses it.
    package var sources: [JSONValue]
    /// What a critique named, in the order of their numbers.
    package var review: [ReviewPoint] = []
    /// What was exported to which file last.
    package var exports: [ExportRecord] = []
    /// Tokens over the whole life of the session, also for what was taken back.
    package var usage: Usage
    /// Fields of a later release.
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

/// One entry of a session's history: what was asked, what was done.
package struct Turn: Sendable, Equatable {
    package var id: String
    package var at: Date
    package var kind: Kind
    /// The line as it was typed.
    package var input: String
    /// What was done, in a few words.
    package var summary: String
    /// What the model answered, in a conversation; empty for commands.
    package var reply = ""
    package var model: String?
    package var usage: Usage?
    /// Applied in this order they take the turn back (in `history`) or do it again (in `undone`).
    package var edits: [Edit]
    /// Ids of the sections that it touched.
    package var sections: [Section.ID]
    /// Ids of the sections that it was to change and was stopped before.
    package var left: [Section.ID] = []
    /// Fields of a later release.
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
