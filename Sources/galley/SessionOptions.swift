import ArgumentParser
import Commands
import Manuscript
import Platform
import REPL
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

    @Option(help: "Begin a post on a topic, as a topic in quotation marks in place of a subcommand does.")
    var topic: String?

    @OptionGroup var sources: SourceOptions

    @Flag(name: .customLong("read-only"), help: "Open the session for reading only: nothing is locked or saved.")
    var readOnly = false

    func validate() throws {
        let given = [session != nil, continueLatest, resume != nil].filter { $0 }.count
        if given > 1 { throw ValidationError("Give only one of --session, --continue and --resume.") }
        if topic != nil, continueLatest || resume != nil || readOnly {
            throw ValidationError("A topic begins a post: leave out --continue, --resume and --read-only.")
        }
    }

    /// Returns the arguments with the option for a topic that comes first: some words, which name no subcommand.
    static func named(_ arguments: [String]) -> [String] {
        guard let first = arguments.first, first.contains(" "), !first.hasPrefix("-") else { return arguments }
        return ["--topic"] + arguments
    }

    /// Begins a post on the topic, if one is given; returns false if that fails.
    @MainActor
    func begin(in program: Program) async -> Bool {
        guard let topic else { return true }
        if case .failed = await program.runner.run(.new(topic: topic), quietly: false) { return false }
        return true
    }

    /// Opens the selected session and shows a note about it; throws a `PlainError`.
    @MainActor
    func open(in workspace: Workspace) throws {
        let way = readOnly ? Opening.reading : .writing
        if let name = resume {
            try workspace.open(workspace.store.folder.session(named: name), as: way)
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
