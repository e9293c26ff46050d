/// A group of commands in the help.
package enum CommandGroup: String, Sendable, CaseIterable {
    case begin, outline, sources, write, change, compare, look, session, settings

    /// The purpose of its commands, without a full stop.
    package var about: String {
        switch self {
        case .begin: "start a post, come back to one, find help"
        case .outline: "plan the sections"
        case .sources: "bring in notes and pages that the post cites"
        case .write: "write what is missing"
        case .change: "change what is written, and take changes back"
        case .compare: "see what changed"
        case .look: "read and check the post"
        case .session: "export, copy and delete posts"
        case .settings: "choose the model, the style and how Galley works"
        }
    }
}
