package import Manuscript
package import Platform

/// How a session is opened.
package enum Opening: Sendable, Equatable {
    /// To go on with it.
    case writing
    /// To look at it: without a lock, and never saved.
    case reading
    /// With what can be read of a damaged file.
    case salvage
    /// With the last good copy of a damaged file.
    case backup
}

/// The file of the session that is open: its lock, and what it must look like so that it may be written over.
package final class OpenFile {
    package let name: String
    let folder: SessionFolder
    package let lock: SessionLock?
    /// Why it may not be written; nil where it may.
    package let readOnly: ReadOnly?
    /// What the file looked like when it was read or written last; nil where there is none that counts.
    private var stamp: FileStamp?
    /// What the file holds, as far as this program knows.
    private var saved: Session?
    /// The latest time of any session's file, which the next one must come after.
    private var floor: FileStamp?
    /// The form of the file while it is an older one.
    private var oldVersion: Int?

    private init(_ name: String, in folder: SessionFolder, lock: SessionLock?, readOnly: ReadOnly?) {
        self.name = name
        self.folder = folder
        self.lock = lock
        self.readOnly = readOnly
        floor = folder.newest()
    }

    /// Takes the name for a session that has no file yet; throws `SessionError` or `SystemError`.
    package convenience init(new name: String, in folder: SessionFolder) throws {
        let lock = try SessionLock(of: name, in: folder)
        self.init(name, in: folder, lock: lock, readOnly: nil)
    }

    private convenience init(
        _ contents: SessionFolder.Contents, in folder: SessionFolder, lock: SessionLock?, readOnly: ReadOnly?
    ) {
        let isNewer = contents.version > Session.newestVersion
        let readOnly = isNewer ? .newer(version: contents.version) : readOnly
        self.init(contents.session.name, in: folder, lock: readOnly == nil ? lock : nil, readOnly: readOnly)
        stamp = contents.stamp
        saved = contents.session
        if contents.version < Session.newestVersion { oldVersion = contents.version }
    }

    // MARK: - Opening

    /// Opens a session's file; `held` is its lock where this program has it already.
    ///
    /// Throws `SessionError` or `SystemError`; nothing is changed then.
    package static func open(
        _ name: String, in folder: SessionFolder, as way: Opening, held: SessionLock?, at now: Date
    ) throws -> (file: OpenFile, session: Session) {
        try folder.check(name)
        guard Files.exists(folder.file(name)) || Files.exists(folder.backup(name)) else { throw folder.missing(name) }
        let (lock, readOnly) = try right(to: name, in: folder, as: way, held: held)
        if lock != nil { SaveGuard.sweep(folder.file(name)) }
        do {
            guard Files.exists(folder.file(name)) else {
                throw SessionFileError.notJSON(file: folder.file(name), reason: "it is gone")
            }
            let contents = try folder.contents(name)
            if way == .backup { throw SessionError.whole(name) }
            return (OpenFile(contents, in: folder, lock: lock, readOnly: readOnly), contents.session)
        } catch let error as SessionFileError {
            switch error {
            case .newer: throw error
            case .notASession where way == .writing || way == .reading: throw error
            default: break
            }
            let damage = SessionDamage(name, in: folder, reason: error.reason, at: now)
            guard let lock, way != .writing else { throw SessionError.damaged(damage) }
            return try mend(damage, in: folder, as: way, lock: lock, at: now)
        }
    }

    /// The lock, or why there is none.
    private static func right(
        to name: String, in folder: SessionFolder, as way: Opening, held: SessionLock?
    ) throws -> (SessionLock?, ReadOnly?) {
        if way == .reading { return (nil, .asked) }
        if Files.isLink(folder.file(name)) { return (nil, .link) }
        do {
            return (try held ?? SessionLock(of: name, in: folder), nil)
        } catch let error as SystemError where [EACCES, EPERM, EROFS].contains(error.code) {
            return (nil, .folder(folder.path))
        }
    }

    /// Puts what there is in the place of a damaged file, which is kept under a name of its own.
    private static func mend(
        _ damage: SessionDamage, in folder: SessionFolder, as way: Opening, lock: SessionLock, at now: Date
    ) throws -> (OpenFile, Session) {
        let found: Session?
        if way == .backup {
            found = SessionDamage.copy(of: damage.name, in: folder)
        } else {
            found = (try? Files.read(damage.file)).flatMap { Salvage($0, name: damage.name, at: now)?.session }
        }
        guard let found else {
            throw way == .backup ? SessionError.noCopy(damage) : SessionError.nothingToSalvage(damage)
        }
        if Files.exists(damage.file) {
            chmod(try Files.link(damage.file, asFree: folder.damaged(damage.name)), 0o600)
        }
        let file = OpenFile(damage.name, in: folder, lock: lock, readOnly: nil)
        file.stamp = try folder.save(found, after: file.floor) { _ in }
        file.saved = found
        return (file, found)
    }

    // MARK: - Saving

    /// Whether the file is still the one that was read or written last.
    package var isCurrent: Bool { FileStamp(folder.file(name)) == stamp }

    /// Saves a session over the file, and keeps the file as it was as the last good copy.
    ///
    /// The old file is one that this program read or wrote whole, so its copy is good; it is a second name of the same
    /// bytes, made when the new ones are on the disk, and whatever happens between, each name is that of a whole file.
    /// Throws `SystemError`, `SessionError.readOnly`, or `SessionError.changedElsewhere` where another program was there;
    /// the file then stands as it was.
    package func save(_ session: Session) throws {
        if let readOnly { throw SessionError.readOnly(name, readOnly) }
        let new = try folder.save(session, after: later(floor, stamp)) { temporary in
            try checkUnchanged()
            guard stamp != nil, Files.exists(folder.file(name)) else { return }
            if let oldVersion {
                chmod(try Files.link(folder.file(name), asFree: folder.older(name, version: oldVersion)), 0o600)
            }
            // Without a copy there is still the text: what can be saved is saved.
            if (try? Files.link(folder.file(name), as: folder.backup(name), through: temporary)) != nil {
                chmod(folder.backup(name), 0o600)
            }
        }
        (stamp, saved, floor, oldVersion) = (new, session, new, nil)
    }

    /// A file that is gone holds nothing that could be written over; one that only looks different does no harm.
    private func checkUnchanged() throws {
        // Opened, and not only looked up: a network folder may remember what a file looked like for some seconds.
        guard let now = FileStamp(opening: folder.file(name)), now != stamp else { return }
        guard let saved, (try? folder.load(name)) == saved else {
            throw SessionError.changedElsewhere(name, file: folder.file(name))
        }
    }

    private func later(_ one: FileStamp?, _ other: FileStamp?) -> FileStamp? {
        guard let one, let other else { return one ?? other }
        return (one.seconds, one.nanoseconds) > (other.seconds, other.nanoseconds) ? one : other
    }
}
