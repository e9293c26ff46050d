package import Manuscript
package import Platform

/// The way in which a session is opened.
package enum Opening: Sendable, Equatable {
    /// Continue the session.
    case writing
    /// Look at the session, without a lock and without saving.
    case reading
    /// Recover the readable part of a damaged file.
    case salvage
    /// Use the last good copy of a damaged file.
    case backup
}

/// The file of the open session, with its lock and the state it must have to be overwritten.
package final class OpenFile {
    package let name: String
    let folder: SessionFolder
    package let lock: SessionLock?
    /// The reason it may not be written; nil if it may.
    package let readOnly: ReadOnly?
    /// The stamp of the file when last read or written; nil if there is no valid file.
    private var stamp: FileStamp?
    /// The session as last read from or written to the file.
    private var saved: Session?
    /// The latest time of any session file; the next save must be later.
    private var floor: FileStamp?
    /// The format version of the file while it is older than the current one.
    private var oldVersion: Int?

    private init(_ name: String, in folder: SessionFolder, lock: SessionLock?, readOnly: ReadOnly?) {
        self.name = name
        self.folder = folder
        self.lock = lock
        self.readOnly = readOnly
        floor = folder.newest()
    }

    /// Reserves the name for a session without a file; throws `SessionError` or `SystemError`.
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

    /// Opens a session file; `held` is its lock if this program already has it.
    ///
    /// Throws `SessionError` or `SystemError`, without having changed anything.
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

    /// Returns the lock, or the reason the session is read-only.
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

    /// Replaces a damaged file by the recovered session and keeps the damaged one under another name.
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

    /// True if the file is unchanged since it was last read or written.
    package var isCurrent: Bool { FileStamp(folder.file(name)) == stamp }

    /// Saves a session over the file, and keeps the previous file as the last good copy.
    ///
    /// The previous file was read or written in full by this program, so its copy is good. The copy is a hard link,
    /// made once the new bytes are on the disk, so each name refers to a complete file at every moment. Throws
    /// `SystemError`, `SessionError.readOnly`, or `SessionError.changedElsewhere` if another program changed the file;
    /// the file is then unchanged.
    package func save(_ session: Session) throws {
        if let readOnly { throw SessionError.readOnly(name, readOnly) }
        let new = try folder.save(session, after: later(floor, stamp)) { temporary in
            try checkUnchanged()
            guard stamp != nil, Files.exists(folder.file(name)) else { return }
            if let oldVersion {
                chmod(try Files.link(folder.file(name), asFree: folder.older(name, version: oldVersion)), 0o600)
            }
            // A failed copy must not prevent the save.
            if (try? Files.link(folder.file(name), as: folder.backup(name), through: temporary)) != nil {
                chmod(folder.backup(name), 0o600)
            }
        }
        (stamp, saved, floor, oldVersion) = (new, session, new, nil)
    }

    /// Throws if the file's content has changed; a file that is gone, or differs only in its stamp, may be replaced.
    private func checkUnchanged() throws {
        // The file is opened because a network file system may cache its attributes for some seconds.
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
