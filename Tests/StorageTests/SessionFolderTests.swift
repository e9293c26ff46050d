import Dispatch
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Storage

@Suite struct SessionFolderTests {
    private let temporary: TemporaryFolder
    private let folder: SessionFolder

    init() throws {
        temporary = try TemporaryFolder()
        folder = SessionFolder(path: temporary.path + "/a/sessions")
    }

    @Test func savesAndLoads() throws {
        try folder.save(Posts.broken)
        #expect(try folder.load("post") == Posts.broken)
        #expect(try Files.names(in: folder.path) == ["post.json"])
        let bytes = try Files.read(folder.file("post"))
        try folder.save(try folder.load("post"))
        #expect(try Files.read(folder.file("post")) == bytes)
        var information = stat()
        #expect(stat(folder.file("post"), &information) == 0)
        #expect(information.st_mode & 0o777 == 0o600)
    }

    @Test func refusesABadName() {
        var session = Posts.begun
        session.name = "../out"
        #expect(throws: SessionError.badName("../out")) { try folder.save(session) }
        #expect(throws: SessionError.badName("../out")) { try folder.load("../out") }
        #expect(!Files.exists(folder.path))
    }

    @Test func theSameLettersInOtherBytesAreTheSameSession() throws {
        var session = Posts.begun
        session.name = "e\u{301}tude"
        try folder.save(session)
        #expect(try folder.load("\u{E9}tude").topic == session.topic)
        #expect(folder.isTaken("\u{E9}tude"))
        session.name = "\u{E9}tude"
        try folder.save(session)
        #expect(try folder.list().count == 1)
    }

    @Test func suggestsTheNearest() throws {
        try folder.save(Posts.begun)
        #expect(throws: SessionError.noSuchSession("pst", nearest: "post")) { try folder.load("pst") }
        #expect(throws: SessionError.noSuchSession("x", nearest: nil)) { try folder.load("x") }
    }

    @Test func listsSessionFilesOnly() throws {
        #expect(try folder.list().isEmpty)
        #expect(try folder.latest() == nil)
        try folder.save(Posts.begun)
        for name in ["session.schema.json", ".hidden.json", "post.json.lock", "post.json.partial", "notes.md"] {
            try Files.replace("\(folder.path)/\(name)", with: [])
        }
        #expect(try folder.list().map(\.name) == ["post"])
        #expect(try folder.latest() == "post")
    }

    @Test func listsTheNewestFirstAndThenByName() throws {
        for (name, second) in [("b", 5.0), ("a", 5), ("c", 9)] {
            var session = Posts.begun
            session.name = name
            try folder.save(session)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: second)], ofItemAtPath: folder.file(name))
        }
        #expect(try folder.list().map(\.name) == ["c", "a", "b"])
        #expect(try folder.latest() == "c")
    }

    @Test func theFolderThatIsUsed() {
        let home = "\(temporary.path)/home"
        func path(_ asked: String?, _ environment: [String: String]) -> String {
            SessionFolder(asked: asked, environment: environment).path
        }
        #expect(path("asked", ["GALLEY_SESSIONS": "named"]) == "asked")
        #expect(path(nil, ["GALLEY_SESSIONS": "named"]) == "named")
        // The rest holds where the working directory has no folder `sessions`.
        guard !Files.isFolder("sessions") else { return #expect(path(nil, ["HOME": home]) == "sessions") }
        #expect(path(nil, ["HOME": home, "GALLEY_SESSIONS": ""]) == "\(home)/.local/share/galley/sessions")
        #expect(path(nil, ["HOME": home, "XDG_DATA_HOME": "/data"]) == "/data/galley/sessions")
        #expect(path(nil, ["HOME": home, "XDG_DATA_HOME": "data"]) == "\(home)/.local/share/galley/sessions")
    }
}

@Suite struct SessionLockTests {
    /// A lock that cannot be had gives back its own file and no other: closed twice, the number would be somebody else's.
    @Test func whoIsRefusedClosesNothingOfOthers() throws {
        let temporary = try TemporaryFolder()
        let folder = SessionFolder(path: temporary.path)
        let held = try SessionLock(of: "post", in: folder)
        let failures = Guarded([String]())
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            let path = "\(folder.path)/other\(worker)"
            for _ in 0..<1500 {
                if worker.isMultiple(of: 2) {
                    _ = try? SessionLock(of: "post", in: folder)
                    continue
                }
                do {
                    try Files.replace(path, with: [UInt8](repeating: 7, count: 100))
                    let count = try Files.read(path).count
                    if count != 100 { failures.withLock { $0.append("\(count) bytes are left") } }
                } catch { failures.withLock { $0.append("\(error)") } }
            }
        }
        withExtendedLifetime((held, temporary)) {}
        let found = failures.withLock { $0 }
        #expect(found.isEmpty, "\(found.count), such as \(found.first ?? "")")
    }

    private let temporary: TemporaryFolder
    private let folder: SessionFolder

    init() throws {
        temporary = try TemporaryFolder()
        folder = SessionFolder(path: temporary.path + "/sessions")
    }

    @Test func isHeldByOneAtATime() throws {
        var first: SessionLock? = try SessionLock(of: "post", in: folder)
        #expect(first != nil)
        let own = Int(getpid())
        #expect(try Files.read(folder.file("post") + ".lock") == Array("\(own)".utf8))
        for _ in 0..<2 {
            #expect(throws: SessionError.open("post", process: own)) { try SessionLock(of: "post", in: folder) }
        }
        let other = try SessionLock(of: "other", in: folder)
        first = nil
        let second = try SessionLock(of: "post", in: folder)
        #expect(throws: SessionError.open("post", process: own)) { try SessionLock(of: "post", in: folder) }
        withExtendedLifetime((other, second)) {}
    }

    @Test func aLeftoverFileIsNotALock() throws {
        try Files.makeFolder(folder.path)
        try Files.replace(folder.file("post") + ".lock", with: Array("4711".utf8))
        let lock = try SessionLock(of: "post", in: folder)
        #expect(try Files.read(folder.file("post") + ".lock") == Array("\(getpid())".utf8))
        withExtendedLifetime(lock) {}
    }

    /// Without locks nobody is kept out; what another program writes is noticed before it is written over.
    @Test(arguments: [ENOLCK, EOPNOTSUPP, EINVAL, ENOSYS])
    func aFileSystemWithoutLocksDoesNotBlock(code: Int32) throws {
        func refusing(_ file: Int32) -> Int32 {
            errno = code
            return -1
        }
        try Files.makeFolder(folder.path)
        try Files.replace(folder.file("post") + ".lock", with: Array("1".utf8))
        let first = try SessionLock(of: "post", in: folder, locking: refusing)
        let second = try SessionLock(of: "post", in: folder, locking: refusing)
        withExtendedLifetime((first, second)) {}
    }

    /// A session may be deleted, with its lock, while another program is about to lock it.
    @Test func aDeletedLockIsTakenAgain() throws {
        var tries = 0
        let lock = try SessionLock(of: "post", in: folder) { file in
            tries += 1
            if tries == 1 { unlink(folder.lock("post")) }
            return flock(file, LOCK_EX | LOCK_NB)
        }
        #expect(tries == 2)
        #expect(throws: SessionError.self) { try SessionLock(of: "post", in: folder) }
        withExtendedLifetime(lock) {}
    }

    @Test func doesNotFollowALink() throws {
        try Files.makeFolder(folder.path)
        let target = "\(temporary.path)/target"
        try Files.replace(target, with: Array("text".utf8))
        symlink(target, folder.file("post") + ".lock")
        #expect(throws: SystemError("written", folder.file("post") + ".lock", code: ELOOP)) {
            try SessionLock(of: "post", in: folder)
        }
        #expect(try Files.read(target) == Array("text".utf8))
    }
}
