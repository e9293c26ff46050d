package import Chains
package import Manuscript
package import Platform

/// What a command may touch: the session, its file, a model, and the stage where it speaks.
package final class Desk {
    /// The post that is open; it changes only through the functions below.
    package private(set) var session: Session
    /// Where sessions are kept.
    package let folder: SessionFolder
    /// Where models come from.
    package let models: any ModelSupply
    /// Where answers, remarks and progress go.
    package let stage: any Stage
    /// Variables of the environment, for `$EDITOR` and the like.
    package let environment: [String: String]
    /// The time, to the second.
    package let now: @Sendable () -> Date
    /// The name that the next new session gets; nil makes one from the topic.
    package var nextName: String?
    private var lock: SessionLock?

    /// Makes a desk with an empty, unsaved session.
    package init(
        folder: SessionFolder, models: any ModelSupply, stage: any Stage, environment: [String: String],
        now: @escaping @Sendable () -> Date = {
            Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
        }
    ) {
        self.folder = folder
        self.models = models
        self.stage = stage
        self.environment = environment
        self.now = now
        session = Session(name: "", at: now())
    }

    // MARK: - Sessions

    /// Opens a session by name and locks it against other programs.
    ///
    /// Throws `SessionError`, `SystemError` or `SessionFileError`; what was open then stays open.
    package func open(_ name: String) throws {
        guard name != session.name else { return }
        let file = folder.file(name)
        let seen = Files.changed(file)
        var opened = try folder.load(name)
        let newLock = try SessionLock(of: name, in: folder)
        // Until the lock was ours another program may have saved.
        if Files.changed(file) != seen { opened = try folder.load(name) }
        session = opened
        lock = newLock
        recover()
    }

    /// Takes over what was streaming when a program ended without saving (see `Journal`); what cannot be saved now is kept.
    private func recover() {
        let path = folder.partial(session.name)
        guard let bytes = try? Files.read(path) else { return }
        let edits = JournalReading(bytes).edits(of: session, at: now())
        if !edits.isEmpty {
            let what = edits.count == 1 ? "the unfinished text of a section" : "\(edits.count) unfinished texts"
            let turn = Turn(at: now(), kind: "recover", input: "", summary: "took over \(what)")
            guard (try? commit(edits, turn)) != nil else { return }
            stage.note("Galley was ended while it wrote, which left \(what). `:show` shows it, `:undo` drops it.")
        }
        unlink(path)
    }

    /// Begins a session with a topic under a free name, and saves it; throws `SessionError` or `SystemError`.
    package func begin(topic: String, input: String) throws {
        let name = SessionName.free(nextName ?? SessionName.slug(topic)) { Files.exists(folder.file($0)) }
        var fresh = Session(name: name, topic: topic, at: now())
        // Settings and style that were given before the topic belong to the post that begins.
        if session.topic.isEmpty { (fresh.settings, fresh.style) = (session.settings, session.style) }
        fresh.history = [Turn(at: now(), kind: "new", input: input, summary: "began with the topic \(topic)")]
        let newLock = try SessionLock(of: name, in: folder)
        try folder.save(fresh)
        session = fresh
        lock = newLock
        nextName = nil
    }

    /// Goes on under another name, with a file of its own; the old file stays.
    ///
    /// Throws `SessionError` or `SystemError`.
    package func save(as name: String) throws {
        try SessionName.check(name)
        guard !Files.exists(folder.file(name)) else { throw SessionError.nameTaken(name) }
        var copy = session
        copy.name = name
        copy.id = Identifier.random()
        let newLock = try SessionLock(of: name, in: folder)
        try folder.save(copy)
        session = copy
        lock = newLock
    }

    // MARK: - Turns

    /// Applies edits as one turn and saves; throws `EditError` or `SystemError`, and then nothing has changed.
    package func commit(_ edits: [Edit], _ turn: Turn) throws {
        var copy = session
        try copy.commit(edits, as: turn)
        if let usage = turn.usage { copy.usage += usage }
        try keep(copy)
    }

    /// Applies further edits within a turn that is under way, and saves; throws as `commit` does.
    package func extend(_ turn: String, with edits: [Edit], usage: Usage, summary: String) throws {
        var copy = session
        try copy.extend(turn, with: edits, at: now()) { turn in
            turn.summary = summary
            turn.usage = (turn.usage ?? Usage()) + usage
        }
        copy.usage += usage
        try keep(copy)
    }

    /// Counts tokens that led to no change, and saves; throws `SystemError`.
    package func count(_ usage: Usage) throws {
        var copy = session
        copy.usage += usage
        try keep(copy)
    }

    /// Takes the newest turn back; throws `CommandError`.
    package func undo() throws -> Turn {
        var copy = session
        // The turn that began the session is its birth and is not taken back.
        guard copy.history.last?.kind != "new" else { throw CommandError.nothingToUndo }
        let turn = try Self.fitting { try copy.undo(at: now()) }
        guard let turn else { throw CommandError.nothingToUndo }
        try keep(copy)
        return turn
    }

    /// Does the turn again that was taken back last; throws `CommandError`.
    package func redo() throws -> Turn {
        var copy = session
        let turn = try Self.fitting { try copy.redo(at: now()) }
        guard let turn else { throw CommandError.nothingToRedo }
        try keep(copy)
        return turn
    }

    private static func fitting(_ body: () throws -> Turn?) throws -> Turn? {
        do { return try body() } catch is EditError { throw CommandError.historyDoesNotFit }
    }

    /// A session without a topic has no name and no file yet.
    private func keep(_ changed: Session) throws {
        if !changed.name.isEmpty { try folder.save(changed) }
        session = changed
    }
}

/// Where models come from; the executable wires it to servers.
package protocol ModelSupply: Sendable {
    /// The model for a session, with the sampling to use; starts what must be started.
    ///
    /// Throws `ModelError` or another `PlainError` where there is none.
    func model(for settings: Settings) async throws -> (model: any LanguageModel, sampling: ModelRequest.Sampling)

    /// Which model a session would be written with, and why, in a few words and without asking any server.
    func description(for settings: Settings) -> String
}

/// Where a command speaks while it works; its answer is given by whoever runs it.
package protocol Stage: Sendable {
    /// A remark, for standard error where output is no terminal.
    func note(_ text: String)
    /// Shows that something takes a while, until the closure ends.
    func waiting<Result>(for what: String, _ body: () async throws -> Result) async rethrows -> Result
    /// A view of many sections being written.
    func view(of plan: WritingPlan) -> any WritingView
    /// Lends the terminal to another program, such as an editor.
    func lendTerminal<Result>(_ body: () async throws -> Result) async rethrows -> Result
    /// Whether a person is there to be asked.
    var isInteractive: Bool { get }
}

/// A view of sections being written.
package protocol WritingView: Sendable {
    /// Something happened; called from several tasks.
    func show(_ live: Writing.Live)
    /// A section ended: its finished text, or nil where it did not come to one.
    func ended(_ index: Int, text: String?)
    /// Everything is over.
    func close()
}
