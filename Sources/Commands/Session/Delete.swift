import Manuscript
import Platform
import Storage

/// `:delete [--yes] NAME` deletes a session that is not open, with all files that belong to it.
struct Delete: Command {
    private static let name = TypedParameter<String>("name", .session, "which session", needs: "the name of a session")
    static let card = CommandCard(
        name: "delete",
        flags: [.yes("do not ask for confirmation")],
        parameters: [name],
        summary: "delete another session for good; --yes skips the question",
        example: ":delete first-draft")

    private let name: String
    private let isSure: Bool

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        isSure = values.has("--yes")
        name = try values(Self.name)
        try SessionName.checkFile(name)
        guard name != session.name else { throw SessionError.isOpenHere(name) }
    }

    func reach(in workspace: Workspace) -> String? { "deletes the session \(name)" }

    func perform(in workspace: Workspace) async throws -> Report {
        // A part of a name is enough only where a person sees the whole name before anything is deleted.
        let isAsked = !isSure && !workspace.interface.isSure && workspace.interface.isInteractive
        let name = isAsked ? try workspace.store.folder.session(named: name) : name
        guard name != workspace.session.name else { throw SessionError.isOpenHere(name) }
        guard workspace.store.folder.isTaken(name) else { throw workspace.store.folder.missing(name) }
        if !isSure, !workspace.interface.isSure {
            let what = what(name, in: workspace)
            guard workspace.interface.isInteractive else { throw SessionError.notAsked(name, what: what) }
            guard await workspace.interface.consents(to: "This deletes \(what) for good.") else {
                return Report(note: "\"\(name)\" was left as it is.", data: ["name": .string(name), "deleted": false])
            }
        }
        try workspace.store.delete(name)
        if workspace.rehearsal.isOn {
            return Report(
                note: "Dry run: this would delete \(what(name, in: workspace)).",
                data: ["name": .string(name), "deleted": false])
        }
        return Report(note: "\"\(name)\" is deleted.", data: ["name": .string(name), "deleted": true])
    }

    private func what(_ name: String, in workspace: Workspace) -> String {
        guard let session = try? workspace.store.folder.load(name) else { return "\"\(name)\", which cannot be read," }
        return "\"\(name)\" (\(session.topic), \(session.outline.words.counted("word")))"
    }
}
