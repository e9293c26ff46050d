import ArgumentParser
import Commands
import Manuscript
import Platform
import Storage

/// The options that select a session.
struct SessionOptions: ParsableArguments {
    @Option(
        name: [.customShort("s"), .customLong("session")], help: "Open a session; begin one if it does not exist.",
        completion: ShellCandidates.sessions)
    var session: String?

    @Flag(name: [.customShort("c"), .customLong("continue")], help: "Continue the latest session.")
    var continueLatest = false

    @Option(
        name: [.customShort("r"), .customLong("resume")], help: "Continue a session by name.",
        completion: ShellCandidates.sessions)
    var resume: String?

    @Flag(name: .customLong("read-only"), help: "Open the session for reading only: nothing is locked or saved.")
    var readOnly = false

    func validate() throws {
        let given = [session != nil, continueLatest, resume != nil].filter { $0 }.count
        if given > 1 { throw ValidationError("Give only one of --session, --continue and --resume.") }
    }

    /// Opens the selected session and shows a note about it; throws a `PlainError`.
    @MainActor
    func open(in workspace: Workspace) throws {
        let way = readOnly ? Opening.reading : .writing
        if let name = resume {
            try workspace.open(name, as: way)
        } else if continueLatest {
            guard let latest = try workspace.store.folder.latest() else {
                throw SessionError.noSessions(folder: workspace.store.folder.path)
            }
            try workspace.open(latest, as: way)
        } else if let name = session {
            try workspace.store.folder.check(name)
            if workspace.store.folder.isTaken(name) {
                try workspace.open(name, as: way)
            } else {
                workspace.store.nextName = name
            }
        }
        if !workspace.session.topic.isEmpty { workspace.interface.note(Greeting.opened(in: workspace)) }
    }
}
