import Manuscript
import Storage

/// `:delete [--yes] NAME` deletes a session that is not open, with all files that belong to it.
struct Delete: Command {
    static let card = CommandCard(
        name: "delete",
        flags: [CommandFlag("--yes", "do not ask")],
        parameters: [Parameter("name", .session, "which session", needs: "the name of a session")],
        summary: "delete another session for good; --yes does not ask",
        example: ":delete first-draft")

    private let name: String
    private let isSure: Bool

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        isSure = arguments.flag("--yes")
        guard let word = arguments.sessionName() else {
            throw Self.card.missing("name")
        }
        try arguments.end()
        name = word
        try SessionName.checkFile(name)
        guard name != session.name else { throw SessionError.isOpenHere(name) }
    }

    func reach(in workspace: Workspace) -> String? { "deletes the session \(name)" }

    func perform(in workspace: Workspace) async throws -> Report {
        guard workspace.folder.isTaken(name) else { throw workspace.folder.missing(name) }
        if !isSure, !workspace.interface.isSure {
            let what = what(in: workspace)
            guard workspace.interface.isInteractive else { throw SessionError.notAsked(name, what: what) }
            guard await workspace.interface.consents(to: "This deletes \(what) for good.") else {
                return Report(note: "\"\(name)\" was left as it is.", data: ["name": .string(name), "deleted": false])
            }
        }
        try workspace.delete(name)
        if workspace.isDry {
            return Report(
                note: "A dry run: this would delete \(what(in: workspace)).",
                data: ["name": .string(name), "deleted": false])
        }
        return Report(note: "\"\(name)\" is deleted.", data: ["name": .string(name), "deleted": true])
    }

    private func what(in workspace: Workspace) -> String {
        guard let session = try? workspace.folder.load(name) else { return "\"\(name)\", which cannot be read," }
        return "\"\(name)\" (\(session.topic), \(session.outline.words) words)"
    }
}
