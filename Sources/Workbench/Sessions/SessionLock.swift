import Platform

/// The right to write a session: held by one program at a time (`flock` on `<name>.json.lock`).
///
/// The system gives it back when the program ends, however it ends, so a lock is never stale.
final class SessionLock {
    private let file: Int32

    /// Takes the lock.
    ///
    /// Throws `SessionError.open` where another program holds it, `SystemError` where the folder cannot be written.
    init(of name: String, in folder: SessionFolder) throws {
        let path = folder.file(name) + ".lock"
        try Files.makeFolder(folder.path)
        let file = Platform.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw SystemError("written", path) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let owner = (try? Files.read(path)).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
            Platform.close(file)
            throw SessionError.open(name, process: owner ?? 0)
        }
        // Only now: an init that throws with all of it set runs the deinit too, on a number that is another file's by then.
        self.file = file
        ftruncate(file, 0)
        try? Files.write(Array("\(getpid())".utf8), to: file, path: path)
    }

    deinit {
        // The file stays: removing it would race with a program that waits on it.
        ftruncate(file, 0)
        Platform.close(file)
    }
}
