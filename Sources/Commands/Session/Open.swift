import Manuscript
import Storage

/// `:open NAME` opens another session, for writing or reading, or recovers what it can from a damaged one.
struct Open: Command {
    private static let name = TypedParameter<String>(
        "name", .session, "which session", needs: "the name of a session")
    static let card = CommandCard(
        name: "open",
        flags: [
            CommandFlag("--read-only", "open it for reading only"),
            CommandFlag("--salvage", "open what can be read of a damaged one"),
            CommandFlag("--backup", "open the backup of a damaged one"),
        ],
        parameters: [name],
        summary:
            "open another session, with --read-only for reading only; --salvage and --backup recover a damaged one",
        example: ":open what-is-data-engineering",
        aliases: ["resume"])

    private let name: String
    private let way: Opening

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        let ways: [(String, Opening)] = [("--read-only", .reading), ("--salvage", .salvage), ("--backup", .backup)]
        way = ways.first { values.has($0.0) }?.1 ?? .writing
        name = try values(Self.name)
        try SessionName.checkFile(name)
    }

    func reach(in workspace: Workspace) -> String? { "opens the session \(name)" }

    func perform(in workspace: Workspace) async throws -> Report {
        let name = way == .writing || way == .reading ? try workspace.store.folder.session(named: name) : name
        try workspace.open(name, as: way)
        return Report(
            note: Greeting.opened(in: workspace),
            data: ["name": .string(name), "readOnly": .bool(workspace.store.readOnly != nil)])
    }
}
