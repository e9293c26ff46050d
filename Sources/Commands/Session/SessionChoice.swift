/// A session in a list to choose from.
package struct SessionListItem: Sendable {
    package let name: String
    /// The topic; nil if the file cannot be read.
    package let topic: String?
    /// The time since it was saved, in words.
    package let ago: String
    /// The number of words written; nil if finding out requires reading the whole file.
    package let words: Int?
    /// Reads the outline for the preview; nil if the file cannot be read.
    package let outline: @Sendable () -> OutlineView?
    package let isOpen: Bool
}

/// The result of choosing a session from a list.
package enum SessionChoice: Sendable, Equatable {
    /// Open the session with this name.
    case open(String)
    /// The person closed the list.
    case left
    /// The terminal is gone, or the system told the program to end.
    case hangUp
}
