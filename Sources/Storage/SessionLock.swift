import Platform

/// The right to write a session, held by one program at a time (`flock` on `<name>.json.lock`).
///
/// The system releases it when the program ends in any way, so a lock is never stale. On a file system without such
/// locks, no program is kept out; a second writer is then noticed before anything is overwritten (see `SaveGuard`).
package final class SessionLock {
    private let file: Int32

    /// Takes the lock; `locking` is the system call, which returns 0 on success.
    ///
    /// Throws `SessionError.open` if another program holds it, `SystemError` if the folder cannot be written.
    package init(
        of name: String, in folder: SessionFolder,
        locking: (Int32) -> Int32 = { flock($0, LOCK_EX | LOCK_NB) }
    ) throws {
        let path = folder.lock(name)
        try Files.makeFolder(folder.path)
        var patience = 50
        while true {
            let file = Files.openOwn(path, O_RDWR)
            guard file >= 0 else { throw SystemError("written", path) }
            let code = locking(file) == 0 ? 0 : errno
            if code == EWOULDBLOCK || code == EINTR {
                let owner = (try? Files.read(path, within: .small)).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
                Platform.close(file)
                if code == EINTR { continue }
                // Without a process number in the file, its owner has let go, but a child that it was just starting
                // still has a copy of the descriptor, and with it the lock, for a moment.
                if owner == nil, patience > 0 {
                    patience -= 1
                    usleep(10_000)
                    continue
                }
                throw SessionError.open(name, process: owner)
            }
            // The session and its lock file may have been deleted between the two calls.
            if let held = FileStamp(file: file), FileStamp(path)?.isSameFile(as: held) == true {
                // Set only here: an init that throws once all properties are set also runs deinit, which would then
                // close a descriptor that may belong to another file.
                self.file = file
                break
            }
            Platform.close(file)
        }
        ftruncate(file, 0)
        try? Files.write(Array("\(getpid())".utf8), to: file, path: path)
    }

    deinit {
        // The file stays, because removing it would race with a program that is about to lock it.
        ftruncate(file, 0)
        Platform.close(file)
    }
}
