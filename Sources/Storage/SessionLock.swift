import Platform

/// The right to write a session: held by one program at a time (`flock` on `<name>.json.lock`).
///
/// The system gives it back when the program ends, however it ends, so a lock is never stale. Where a file system has no
/// such locks nobody is kept out: a second writer is then noticed before anything is written over (see `SaveGuard`).
package final class SessionLock {
    private let file: Int32

    /// Takes the lock; `locking` is the system's call, 0 where it worked.
    ///
    /// Throws `SessionError.open` where another program holds it, `SystemError` where the folder cannot be written.
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
                // Nobody's number is in it: whoever held it has let go, and a program that is just being started has it for
                // another moment (a lock goes with every copy of its descriptor).
                if owner == nil, patience > 0 {
                    patience -= 1
                    usleep(10_000)
                    continue
                }
                throw SessionError.open(name, process: owner)
            }
            // The session may have been deleted, with its lock, between the two calls.
            if let held = FileStamp(file: file), FileStamp(path)?.isSameFile(as: held) == true {
                // Only here: an init that throws with all of it set runs the deinit too, on a number that is another
                // file's by then.
                self.file = file
                break
            }
            Platform.close(file)
        }
        ftruncate(file, 0)
        try? Files.write(Array("\(getpid())".utf8), to: file, path: path)
    }

    deinit {
        // The file stays: removing it would race with a program that is about to lock it.
        ftruncate(file, 0)
        Platform.close(file)
    }
}
