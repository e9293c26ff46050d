package import Chains
package import Configuration
package import Manuscript
package import Platform
package import Storage

/// The state that commands work on: the session, its file, the models and the user interface.
package final class Workspace {
    /// The open post; it changes only through the functions below.
    package private(set) var session: Session
    /// The folder of the sessions.
    package let folder: SessionFolder
    /// The source of models.
    package let models: any ModelSupply
    /// The destination of answers, remarks and progress.
    package let interface: any UserInterface
    /// Environment variables, such as `HOME`.
    package let environment: [String: String]
    /// The settings made outside of sessions.
    package let configuration: Configuration
    /// True if changes are made in memory only (`--dry-run`).
    package let isDry: Bool
    /// Returns the time, to the second.
    package let now: @Sendable () -> Date
    /// The name of the next new session; nil derives one from the topic.
    package var nextName: String?
    /// True if a dry run skipped a request whose answer later commands may need.
    package var awaitsAnswer = false
    /// True if there is text that could not be saved yet; the next successful save includes it.
    package private(set) var hasUnsaved = false
    /// The edits of a rehearsal, in order.
    package private(set) var applied: [Edit] = []
    /// The models that the server listed last, for completion.
    package var listedModels: [String] = []
    /// The scripts that are running, outermost first.
    var running: [Script] = []
    /// The usage of this session's calls, including those that fail.
    package let meter: Meter
    private var file: OpenFile?
    /// The turn that collects all changes at present; nil if each command makes a turn.
    private var group: Turn?
    /// The summary of earlier commands in that turn.
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

    /// The session with its missing settings filled in from configuration files.
    package var filled: Session {
        configuration.filled(session, provider: models.providerName(for: session.settings))
    }

    /// The environment for editors and pagers, without API keys.
    package var childEnvironment: ChildEnvironment { ChildEnvironment(environment, without: configuration.keyNames) }

    // MARK: - Sessions

    /// The reason why the session is read-only; nil if it can be changed.
    package var readOnly: ReadOnly? { isDry ? nil : file?.readOnly }

    /// Throws `SessionError.readOnly` if the session is read-only; commands that ask a model check this first.
    package func checkWritable() throws {
        if let file, let readOnly { throw SessionError.readOnly(file.name, readOnly) }
    }

    /// Opens a session by name; for writing, it is locked against other programs.
    ///
    /// Throws `SessionError`, `SystemError` or `SessionFileError`; the previous session then stays open.
    package func open(_ name: String, as way: Opening = .writing) throws {
        let isSame = name == session.name
        if isSame, isDry { return }
        if isSame, way == .writing, let file, file.readOnly == nil, file.isCurrent { return try saveHeld() }
        try saveHeld()
        // A dry run changes only memory, so it needs neither a lock nor a recovery.
        let opened = try OpenFile.open(
            name, in: folder, as: isDry ? .reading : way, held: isSame ? file?.lock : nil, at: now())
        (session, file) = (opened.session, isDry ? nil : opened.file)
        meter.restart(session.usage)
        if readOnly == nil, !isDry { recover() }
    }

    /// Starts a session with a topic under a free name and saves it; throws `SessionError` or `SystemError`.
    package func begin(topic: String, input: String) throws {
        try saveHeld()
        let name = SessionName.free(nextName ?? SessionName.slug(topic), isTaken: folder.isTaken)
        var fresh = Session(name: name, topic: topic, at: now())
        // Settings and style chosen before the topic belong to the new post.
        if session.topic.isEmpty { (fresh.settings, fresh.style) = (session.settings, session.style) }
        fresh.history = [Turn(at: now(), kind: .new, input: input, summary: "began with the topic \(topic)")]
        try take(fresh)
        nextName = nil
    }

    /// Switches to a copy under another name, with a new file and id; the old file is unchanged.
    ///
    /// The copy is of the open session, or of `source`, which may be open elsewhere. Throws `SessionError`,
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
        // The exported files belong to the original post.
        copy.exports = []
        try take(copy)
    }

    /// Deletes a session that is not open, with all files that belong to it.
    ///
    /// Throws `SystemError`, or `SessionError` if the session is missing or is open here or elsewhere.
    package func delete(_ name: String) throws {
        guard name != session.name else { throw SessionError.isOpenHere(name) }
        guard folder.isTaken(name) else { throw folder.missing(name) }
        if isDry { return }
        let lock = try SessionLock(of: name, in: folder)
        SaveGuard.clear(folder.file(name))
        // The session file goes after its companions, so that a crash leaves a whole session, not fragments of one.
        for path in try folder.companions(of: name) + [folder.file(name), folder.lock(name)] {
            guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("deleted", path) }
        }
        withExtendedLifetime(lock) { Files.syncFolder(folder.path) }
    }

    /// Saves a session that has no file yet and opens it.
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
    /// On an error nothing changes, except with `keepingText`: an edit that cannot be saved then stays in memory, since
    /// its text could not be written again.
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

    /// Collects the changes of `body` in one turn, so that one undo reverts them; `turn` holds what they share.
    ///
    /// Rethrows the errors of `body`; changes made before an error stay in that turn.
    package func grouped<Result>(_ turn: Turn, _ body: () async throws -> Result) async rethrows -> Result {
        (group, groupHead) = (turn, "")
        defer { group = nil }
        return try await body()
    }

    /// Returns true if this turn, or the group that it belongs to, is the newest one.
    package func isNewest(_ turn: String) -> Bool { session.history.last?.id == group?.id ?? turn }

    /// Replaces the session in a dry run, to try changes that are not kept; otherwise does nothing.
    package func rehearse(_ session: Session, applied: [Edit] = []) {
        guard isDry else { return }
        (self.session, self.applied) = (session, applied)
    }

    /// Records a question and its answer in the history unless the session is read-only; throws as `commit` does.
    package func remember(_ question: Turn) throws {
        guard readOnly == nil else { return }
        try commit([], question, keepingText: true)
    }

    /// Applies more edits to a turn in progress and saves; throws as `commit` does with `keepingText`.
    ///
    /// `left` are the sections that the turn did not reach.
    package func extend(
        _ turn: String, with edits: [Edit], usage: Usage, summary: String, left: [Section.ID] = []
    ) throws {
        let whole = group == nil ? summary : groupHead + summary
        try extend(group?.id ?? turn, with: edits, usage: usage, keepingText: true) {
            $0.summary = whole
            $0.left = left
        }
    }

    /// Records in a turn in progress which sections it did not reach; throws as `commit` does with `keepingText`.
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

    /// Saves text that could not be saved before; on an error, thrown as by `commit`, it stays in memory.
    package func saveHeld() throws {
        if hasUnsaved { try keep(session, evenUnsaved: true) }
    }

    /// Records an export; if this cannot be saved, the next export asks before it replaces the file.
    func note(_ record: ExportRecord) {
        var copy = session
        copy.note(record)
        if readOnly == nil { try? keep(copy) } else { session = copy }
    }

    /// Counts tokens that led to no change and saves; throws `SystemError`.
    package func count(_ usage: Usage) throws {
        var copy = session
        copy.usage += usage
        try keep(copy)
    }

    /// Counts paid tokens that led to no result, such as those of an interrupted text; throws `SystemError`.
    package func settle() throws {
        let rest = meter.total.exceeding(session.usage)
        guard rest.cost.map({ $0 > .zero }) == true, !isDry, readOnly == nil else { return }
        try count(rest)
    }

    /// Undoes up to `count` turns, newest first, with one save; throws `CommandError`.
    package func undo(_ count: Int = 1) throws -> [Turn] {
        // The turn that started the session cannot be undone.
        try step(orElse: .nothingToUndo) { try $0.undo(count, at: now()) { $0.kind != .new } }
    }

    /// Redoes up to `count` undone turns with one save; throws `CommandError`.
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

    /// Saves a changed session; one without a topic has no file yet.
    private func keep(_ changed: Session, evenUnsaved: Bool = false) throws {
        try checkWritable()
        do { try file?.save(changed) } catch {
            if evenUnsaved { (session, hasUnsaved) = (changed, true) }
            throw error
        }
        (session, hasUnsaved) = (changed, false)
    }
}
