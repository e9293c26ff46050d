import Chains
package import Manuscript
import Platform
package import Storage

/// The open post and its file: it opens, starts, copies, deletes and saves sessions.
package final class SessionStore {
    /// The open post; only the functions below change it.
    package private(set) var session: Session
    /// The folder of the sessions.
    package let folder: SessionFolder
    /// The name of the next new session; nil derives one from the topic.
    package var nextName: String?
    /// True if there is text that could not be saved yet; the next successful save includes it.
    package private(set) var hasUnsaved = false
    /// A closure that gets the session after each save, for a preview.
    var onSave: (@Sendable (Session) -> Void)?
    /// True if no file is written (`--dry-run`).
    private let isDry: Bool
    private let now: @Sendable () -> Date
    private let meter: Meter
    private var file: OpenFile?

    /// Makes a store with an empty, unsaved session, whose usage `meter` counts.
    init(folder: SessionFolder, meter: Meter, isDry: Bool, now: @escaping @Sendable () -> Date) {
        self.folder = folder
        self.meter = meter
        self.isDry = isDry
        self.now = now
        session = Session(name: "", at: now())
    }

    /// The reason why the session is read-only; nil if it can be changed.
    package var readOnly: ReadOnly? { isDry ? nil : file?.readOnly }

    /// Throws `SessionError.readOnly` if the session is read-only; commands that ask a model check this first.
    package func checkWritable() throws {
        if let file, let readOnly { throw SessionError.readOnly(file.name, readOnly) }
    }

    /// Opens a session by name and returns true if it was read anew; for writing, it is locked against other programs.
    ///
    /// Throws `SessionError`, `SystemError` or `SessionFileError`; the previous session then stays open.
    func open(_ name: String, as way: Opening) throws -> Bool {
        let isSame = name == session.name
        if isSame, isDry { return false }
        try saveHeld()
        if isSame, way == .writing, let file, file.readOnly == nil, file.isCurrent { return false }
        // A dry run changes only memory, so it needs neither a lock nor a recovery.
        let opened = try OpenFile.open(
            name, in: folder, as: isDry ? .reading : way, held: isSame ? file?.lock : nil, at: now())
        (session, file) = (opened.session, isDry ? nil : opened.file)
        meter.restart(session.usage)
        return true
    }

    /// Starts a session with a topic under a free name and saves it; throws `SessionError` or `SystemError`.
    package func begin(topic: String, input: String) throws {
        try saveHeld()
        let name = SessionName.free(nextName ?? SessionName.slug(topic), isTaken: folder.isTaken)
        try begin(
            Session(name: name, topic: topic, at: now()), input: input, summary: "began with the topic \(topic)")
    }

    /// Starts a session with an imported post under a free name and saves it; throws `SessionError` or `SystemError`.
    package func begin(imported post: Session, input: String, from file: String) throws {
        try saveHeld()
        var post = post
        post.name = SessionName.free(nextName ?? SessionName.slug(post.topic), isTaken: folder.isTaken)
        try begin(post, input: input, summary: "imported \(file)")
    }

    private func begin(_ new: Session, input: String, summary: String) throws {
        var fresh = new
        // Settings and style chosen before the topic belong to the new post.
        if session.topic.isEmpty { (fresh.settings, fresh.style) = (session.settings, session.style) }
        fresh.history = [Turn(at: now(), kind: .new, input: input, summary: summary)]
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
        let origin = source ?? session.name
        if let source, source != session.name {
            try saveHeld()
            copy = try OpenFile.open(source, in: folder, as: .reading, held: nil, at: now()).session
        }
        copy.name = name
        copy.id = Identifier.random()
        // The exported files belong to the original post.
        copy.exports = []
        if !isDry, !copy.sources.isEmpty {
            try SourceFiles(of: name, in: folder).copy(from: SourceFiles(of: origin, in: folder))
        }
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
        try SourceFiles(of: name, in: folder).delete()
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

    /// Saves a changed session; one without a topic has no file yet.
    ///
    /// With `evenUnsaved`, a session that cannot be saved stays in memory. Throws `SessionError` or `SystemError`.
    func keep(_ changed: Session, evenUnsaved: Bool = false) throws {
        try checkWritable()
        do { try file?.save(changed) } catch {
            if evenUnsaved { (session, hasUnsaved) = (changed, true) }
            throw error
        }
        (session, hasUnsaved) = (changed, false)
        onSave?(changed)
    }

    /// Saves text that could not be saved before; on an error, thrown as by `keep`, it stays in memory.
    package func saveHeld() throws {
        if hasUnsaved { try keep(session, evenUnsaved: true) }
    }

    /// Replaces the session in memory; only a rehearsal does this.
    func replace(_ session: Session) { self.session = session }

    /// Records an export; if this cannot be saved, the next export asks before it replaces the file.
    func note(_ record: ExportRecord) {
        var copy = session
        copy.note(record)
        if readOnly == nil { try? keep(copy) } else { session = copy }
    }

    /// Records the exports of a read-only session in its file, unless another program has it open.
    ///
    /// The file keeps its modification time, since an export does not make it the latest session. If an export cannot
    /// be recorded, the next one asks before it replaces the file.
    package func keepExports() {
        guard !isDry, readOnly == .asked, !session.exports.isEmpty,
            let (file, saved) = try? OpenFile.open(session.name, in: folder, as: .writing, held: nil, at: now()),
            file.readOnly == nil
        else { return }
        var new = saved
        for record in session.exports where !saved.exports.contains(record) { new.note(record) }
        let (path, time) = (folder.file(saved.name), FileStamp(folder.file(saved.name)))
        guard new != saved, (try? file.save(new)) != nil, let time else { return }
        Files.setChanged(path, as: time)
    }

    /// Saves a session elsewhere if it cannot be saved in its folder; returns a sentence that names the file.
    package func rescue() -> String {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/\(session.name).\(getpid()).json"
        guard let bytes = try? SessionFile.encode(session), (try? Files.replace(path, with: bytes)) != nil
        else {
            return "The last changes are lost."
        }
        return "The session with the last changes is in \(path)."
    }
}
