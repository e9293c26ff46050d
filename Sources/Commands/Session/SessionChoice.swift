/// A session that can be chosen from a list.
package struct SessionListItem: Sendable {
    package let name: String
    /// The topic; nil where the file cannot be read.
    package let topic: String?
    /// How long ago it was saved, in words.
    package let ago: String
    /// Words written; nil where only the whole file would tell.
    package let words: Int?
    /// Reads the outline for the preview; nil where the file cannot be read.
    package let outline: @Sendable () -> OutlineView?
    package let isOpen: Bool
}

/// The result of choosing a session from a list.
package enum SessionChoice: Sendable, Equatable {
    /// The session with this name is to be opened.
    case open(String)
    /// The person left the list.
    case left
    /// The terminal is gone, or the system wants the program to end.
    case hangUp
}
