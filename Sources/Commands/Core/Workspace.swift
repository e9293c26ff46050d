package import Chains
package import Configuration
package import Manuscript
package import Platform
package import Storage

/// What a command may touch: the session, its file, a model, and the user interface where it speaks.
package final class Workspace {
    /// The post that is open; it changes only through the functions below.
    package private(set) var session: Session
    /// Where sessions are kept.
    package let folder: SessionFolder
    /// Where models come from.
    package let models: any ModelSupply
    /// Where answers, remarks and progress go.
    package let interface: any UserInterface
    /// Variables of the real environment, such as `$HOME`.
    package let environment: [String: String]
    /// What is set outside of sessions.
    package let configuration: Configuration
    /// Whether nothing may be changed but what is in memory (`--dry-run`).
    package let isDry: Bool
    /// The time, to the second.
    package let now: @Sendable () -> Date
    /// The name that the next new session gets; nil makes one from the topic.
    package var nextName: String?
    /// Whether something was not asked in a dry run whose answer later commands may need.
    package var awaitsAnswer = false
    /// Whether there is text that could not be saved yet; the next save that works has it.
    package private(set) var hasUnsaved = false
    /// The edits of a rehearsal, in order.
    package private(set) var applied: [Edit] = []
    /// What the server offered when it was asked last, for completion.
    package var listedModels: [String] = []
    /// The scripts that run now, each within the one before.
    var running: [Script] = []
    /// Counts what the calls of this session take, also of those that break off.
    package let meter: Meter
    private var file: OpenFile?
    /// The turn to which everything belongs that is done at present; nil where each command is a turn.
    private var group: Turn?
    /// What was done in that turn by earlier commands.
    private var groupHead = ""

    /// Makes a workspace with an empty, unsaved session.
    package init(
        folder: SessionFolder, models: any ModelSupply, interface: any UserInterface, environment: [String: String],
        configuration: Configuration = Configuration(), isDry: Bool = false,
        now: @escaping @Sendable () -> Date = {
            Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        }
    ) {
        self.folder = folder
        let meter = Meter()
        self.meter = meter
        self.models = MeteredSupply(models, meter: meter, configuration: configuration, isDry: isDry)
        self.interface = interface
        self.environment = environment
        self.configuration = configuration
        self.isDry = isDry
        self.now = now
        session = Session(name: "", at: now())
    }

    /// The session as it is written with: what it does not set itself comes from configuration files.
    package var filled: Session {
        configuration.filled(session, provider: models.providerName(for: session.settings))
    }

    /// The environment of editors and pagers, which have no use for keys.
    package var childEnvironment: ChildEnvironment { ChildEnvironment(environment, without: configuration.keyNames) }

    // MARK: - Sessions

    /// Why the session is open for reading only; nil where it may be changed.
    package var readOnly: ReadOnly? { isDry ? nil : file?.readOnly }

    /// Throws `SessionError.readOnly` where the session is open for reading only: what asks a model looks before it asks.
    package func checkWritable() throws {
        if let file, let readOnly { throw SessionError.readOnly(file.name, readOnly) }
    }

    /// Opens a session by name, for writing with a lock against other programs.
    ///
    /// Throws `SessionError`, `SystemError` or `SessionFileError`; what was open then stays open.
    package func open(_ name: String, as way: Opening = .writing) throws {
        let isSame = name == session.name
        if isSame, isDry { return }
        if isSame, way == .writing, let file, file.readOnly == nil, file.isCurrent { return try saveHeld() }
        try saveHeld()
        // In a dry run every change stays in memory, so that neither a lock nor a repair is wanted.
        let opened = try OpenFile.open(
            name, in: folder, as: isDry ? .reading : way, held: isSame ? file?.lock : nil, at: now())
        (session, file) = (opened.session, isDry ? nil : opened.file)
        meter.restart(session.usage)
        if readOnly == nil, !isDry { recover() }
    }

    /// Begins a session with a topic under a free name, and saves it; throws `SessionError` or `SystemError`.
    package func begin(topic: String, input: String) throws {
        try saveHeld()
        let name = SessionName.free(nextName ?? SessionName.slug(topic), isTaken: folder.isTaken)
        var fresh = Session(name: name, topic: topic, at: now())
        // Settings and style that were given before the topic belong to the post that begins.
        if session.topic.isEmpty { (fresh.settings, fresh.style) = (session.settings, session.style) }
        fresh.history = [Turn(at: now(), kind: .new, input: input, summary: "began with the topic \(topic)")]
        try take(fresh)
        nextName = nil
    }

    /// Goes on with a copy under another name, with a file and an id of its own; the old file stays as it is.
    ///
    /// The copy is that of the open session, or of `source`, which may be open elsewhere. Throws `SessionError`,
    /// `SystemError` or `SessionFileError`.
    package func fork(_ source: String? = nil, as name: String) throws {
        try SessionName.check(name)
        guard !folder.isTaken(name) else { throw SessionError.nameTaken(name) }
        var copy = session
        if let source, source != session.name {
            try saveHeld()
            copy = try OpenFile.open(source, in: folder, as: .reading, held: nil, at: now()).session
        }
        copy.name = name
        copy.id = Identifier.random()
        // The copy is a post of its own, and the files are the other one's.
        copy.exports = []
        try take(copy)
    }

    /// Deletes a session that is not open, with everything that belongs to it.
    ///
    /// Throws `SessionError` where it is open here or elsewhere or is not there, `SystemError`.
    package func delete(_ name: String) throws {
        guard name != session.name else { throw SessionError.isOpenHere(name) }
        guard folder.isTaken(name) else { throw folder.missing(name) }
        if isDry { return }
        let lock = try SessionLock(of: name, in: folder)
        SaveGuard.clear(folder.file(name))
        // The session itself goes last but the lock: a crash on the way leaves a session, not a rest of one.
        for path in try folder.companions(of: name) + [folder.file(name), folder.lock(name)] {
            guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("deleted", path) }
        }
        withExtendedLifetime(lock) { Files.syncFolder(folder.path) }
    }

    /// Saves a session that has no file yet, and makes it the open one.
    private func take(_ new: Session) throws {
        defer { meter.restart(session.usage) }
        if isDry {
            (session, file) = (new, nil)
            return
        }
        let newFile = try OpenFile(new: new.name, in: folder)
        try newFile.save(new)
        (session, file, hasUnsaved) = (new, newFile, false)
    }

    // MARK: - Turns

    /// Applies edits as one turn and saves; throws `EditError`, `SessionError` or `SystemError`.
    ///
    /// Then nothing has changed; only with `keepingText` an edit that cannot be saved is kept in memory, since it holds a
    /// text that nobody could write again.
    package func commit(_ edits: [Edit], _ turn: Turn, keepingText: Bool = false) throws {
        if let group, session.history.last?.id == group.id {
            groupHead = session.history.last.map { $0.summary + "; " } ?? ""
            let summary = groupHead + turn.summary
            return try extend(group.id, with: edits, usage: turn.usage ?? Usage(), keepingText: keepingText) {
                $0.summary = summary
            }
        }
        var copy = session
        var turn = turn
        if let group {
            turn.id = group.id
            (turn.kind, turn.input, turn.reply) = (group.kind, group.input, group.reply)
            turn.usage = (turn.usage ?? Usage()) + (group.usage ?? Usage())
            turn.model = turn.model ?? group.model
        }
        try copy.commit(edits, as: turn)
        if let usage = turn.usage { copy.usage += usage }
        applied += isDry ? edits : []
        try keep(copy, evenUnsaved: keepingText)
    }

    /// Does several things as one turn, which one undo takes back; `turn` says what is the same for all of them.
    ///
    /// Throws what `body` throws; what was done until then stays, in that turn.
    package func grouped<Result>(_ turn: Turn, _ body: () async throws -> Result) async rethrows -> Result {
        (group, groupHead) = (turn, "")
        defer { group = nil }
        return try await body()
    }

    /// Whether the newest turn is this one, or the one that it belongs to.
    package func isNewest(_ turn: String) -> Bool { session.history.last?.id == group?.id ?? turn }

    /// Takes a session to try things on, of which nothing is kept; only in a dry run.
    package func rehearse(_ session: Session, applied: [Edit] = []) {
        guard isDry else { return }
        (self.session, self.applied) = (session, applied)
    }

    /// Writes a question and its answer into the history, where the session can be changed; throws as `commit` does.
    package func remember(_ question: Turn) throws {
        guard readOnly == nil else { return }
        try commit([], question, keepingText: true)
    }

    /// Applies further edits within a turn that is under way, and saves; throws as `commit` does with `keepingText`.
    ///
    /// `left` are the sections that it was stopped before.
    package func extend(
        _ turn: String, with edits: [Edit], usage: Usage, summary: String, left: [Section.ID] = []
    ) throws {
        let whole = group == nil ? summary : groupHead + summary
        try extend(group?.id ?? turn, with: edits, usage: usage, keepingText: true) {
            $0.summary = whole
            $0.left = left
        }
    }

    /// Notes in a turn that is under way which sections it did not come to; throws as `commit` does with `keepingText`.
    package func leave(_ left: [Section.ID], of turn: String) throws {
        try extend(turn, with: [], usage: Usage(), keepingText: true) { $0.left = left }
    }

    private func extend(
        _ id: String, with edits: [Edit], usage: Usage, keepingText: Bool, _ change: (inout Turn) -> Void
    ) throws {
        var copy = session
        try copy.extend(id, with: edits, at: now()) { turn in
            change(&turn)
            turn.usage = (turn.usage ?? Usage()) + usage
        }
        copy.usage += usage
        applied += isDry ? edits : []
        try keep(copy, evenUnsaved: keepingText)
    }

    /// Saves what could not be saved before; throws as `commit` does, and it is then kept in memory.
    package func saveHeld() throws {
        if hasUnsaved { try keep(session, evenUnsaved: true) }
    }

    /// Notes what an export wrote; where that cannot be saved, the file is asked about next time.
    func note(_ record: ExportRecord) {
        var copy = session
        copy.note(record)
        if readOnly == nil { try? keep(copy) } else { session = copy }
    }

    /// Counts tokens that led to no change, and saves; throws `SystemError`.
    package func count(_ usage: Usage) throws {
        var copy = session
        copy.usage += usage
        try keep(copy)
    }

    /// Counts what was paid for without coming to anything, such as a text that broke off; throws `SystemError`.
    package func settle() throws {
        let rest = meter.total.exceeding(session.usage)
        guard rest.cost.map({ $0 > .zero }) == true, !isDry, readOnly == nil else { return }
        try count(rest)
    }

    /// Takes up to `count` turns back, the newest first, with one save; throws `CommandError`.
    package func undo(_ count: Int = 1) throws -> [Turn] {
        // The turn that began the session is its birth and is not taken back.
        try step(orElse: .nothingToUndo) { try $0.undo(count, at: now()) { $0.kind != .new } }
    }

    /// Does up to `count` turns again that were taken back, with one save; throws `CommandError`.
    package func redo(_ count: Int = 1) throws -> [Turn] {
        try step(orElse: .nothingToRedo) { try $0.redo(count, at: now()) }
    }

    private func step(orElse nothing: CommandError, _ body: (inout Session) throws -> [Turn]) throws -> [Turn] {
        var copy = session
        let turns: [Turn]
        do { turns = try body(&copy) } catch is EditError { throw CommandError.historyDoesNotFit }
        guard !turns.isEmpty else { throw nothing }
        try keep(copy)
        return turns
    }

    /// A session without a topic has no name and no file yet.
    private func keep(_ changed: Session, evenUnsaved: Bool = false) throws {
        try checkWritable()
        do { try file?.save(changed) } catch {
            if evenUnsaved { (session, hasUnsaved) = (changed, true) }
            throw error
        }
        (session, hasUnsaved) = (changed, false)
    }
}
