import Manuscript

/// `:lock ADDRESS` protects sections from models and bulk commands.
struct Lock: Command {
    static let card = CommandCard(
        name: "lock",
        parameters: [LockChange.address],
        summary: "keep sections as they are: nothing changes them until `:unlock`",
        example: ":lock 2.3",
        tool: ToolUse(.changes, "Keep sections as they are."))

    private let change: LockChange

    init(_ arguments: Arguments, session: Session) throws {
        change = try LockChange(arguments, session: session, locks: true)
    }

    func perform(in workspace: Workspace) async throws -> Report { try change.perform(in: workspace) }
}

/// The common part of `:lock` and `:unlock`.
struct LockChange {
    /// The sections as a parameter.
    static let address = TypedParameter<Address>("address", .address, "which sections")

    private let changed: [Outline.Entry]
    private let named: [Outline.Entry]
    private let locks: Bool
    private let line: String

    init(_ arguments: Arguments, session: Session, locks: Bool) throws {
        let values = try ArgumentValues(arguments, of: locks ? Lock.card : Unlock.card, in: session)
        line = values.line
        self.locks = locks
        named = try session.sections(at: try values(Self.address))
        changed = named.filter { $0.section.locked != locks }
    }

    func perform(in workspace: Workspace) throws -> Report {
        let verb = locks ? "locked" : "unlocked"
        let all = changed.isEmpty ? named : changed
        let what = all.name
        let isOne = all.count == 1
        let data: JSONValue = ["locked": .bool(locks), "sections": .array(all.map { .string($0.number) })]
        guard !changed.isEmpty else {
            return Report(note: "\(what) \(isOne ? "is" : "are") already \(verb).", data: data)
        }
        let edits = changed.map { Edit.setLocked($0.section.id, locks) }
        let turn = Turn(at: workspace.now(), kind: locks ? .lock : .unlock, input: line, summary: "\(verb) \(what)")
        try workspace.turns.commit(edits, turn)
        let them = isOne ? "it" : "them"
        let note =
            locks
            ? "\(what) \(isOne ? "is" : "are") locked: nothing changes \(them) until `:unlock`."
            : "\(what) \(isOne ? "is" : "are") unlocked."
        return Report(note: note, data: data)
    }
}
