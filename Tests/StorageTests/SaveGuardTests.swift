import Dispatch
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Storage

/// Programs that save one session at the same time, where no lock keeps them apart.
@Suite(.timeLimit(.minutes(5))) struct SaveGuardTests {
    /// The owner of a file, on this machine, that is no process.
    static var gone: String { owner(process: "\(Int32.max)") }
    /// One on another machine, of which nothing can be told.
    private static let far = "far.1.1.0123456789"

    private static func owner(process: String) -> String {
        var words = SaveGuard.owner().split(separator: ".").map(String.init)
        words[1] = process
        return words.joined(separator: ".")
    }

    private let temporary: TemporaryFolder
    private let folder: SessionFolder
    private var file: String { folder.file("post") }
    private var saving: String { "\(file).saving" }

    init() throws {
        temporary = try TemporaryFolder()
        folder = SessionFolder(path: "\(temporary.path)/sessions")
        try folder.save(Posts.written)
    }

    /// Replaces the file by a text.
    private func save(
        _ text: String, patience: Duration = .seconds(3600), _ beforeRename: () throws -> Void = {}
    ) throws {
        _ = try SaveGuard.replace(file, with: Array(text.utf8), after: nil, patience: patience) { _ in
            try beforeRename()
        }
    }

    private func text() throws -> String { String(decoding: try Files.read(file), as: UTF8.self) }

    /// Puts a file of another save there.
    private func leave(_ names: String...) throws {
        try Files.makeFolder(saving)
        for name in names { try Files.replace("\(saving)/\(name)", with: [1]) }
    }

    // MARK: - Two at once

    /// Two programs with a lock that keeps nobody out: what each was told to be saved is in the file at the end.
    @Test func noTurnOfTwoIsLost() throws {
        let (folder, refused, failures) = (folder, Guarded(0), Guarded<[String]>([]))
        let (opened, go, ended) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        for program in 0...1 {
            let isStarted = DetachedThread.start {
                do {
                    let count = try Self.saveAll((1...100).map { "p\(program)t\($0)" }, in: folder) {
                        opened.signal()
                        go.wait()
                    }
                    refused.withLock { $0 += count }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                    opened.signal()
                }
                ended.signal()
            }
            try #require(isStarted)
        }
        for _ in 0...1 { opened.wait() }
        for _ in 0...1 { go.signal() }
        for _ in 0...1 { ended.wait() }
        #expect(failures.withLock { $0 } == [])
        let ids = Set(try folder.load("post").outline.sections.map(\.id))
        let lost = (0...1).flatMap { program in (1...100).map { "p\(program)t\($0)" } }.filter { !ids.contains($0) }
        #expect(lost.isEmpty, "lost \(lost.count) of 200: \(lost)")
        #expect(refused.withLock { $0 } > 0, "they never met")
        #expect(Set(try Files.names(in: folder.path)) == ["post.json", "post.json.bak", "post.json.lock"])
    }

    /// Adds sections one after the other, opening the session again where another program was there; how often it was.
    private static func saveAll(_ ids: [String], in folder: SessionFolder, whenOpen: () -> Void) throws -> Int {
        let lock = try SessionLock(of: "post", in: folder, locking: { _ in 0 })
        func open() throws -> (file: OpenFile, session: Session) {
            try OpenFile.open("post", in: folder, as: .writing, held: lock, at: noon)
        }
        var (refused, current) = (0, try open())
        whenOpen()
        for id in ids {
            while true {
                var new = current.session
                new.outline.sections.append(Section(id: id, title: "A title"))
                do {
                    try current.file.save(new)
                    current.session = new
                    break
                } catch SessionError.changedElsewhere {
                    refused += 1
                    current = try open()
                }
            }
        }
        return refused
    }

    /// A program that sleeps in the midst of its save, while another one takes it for gone, looks at the file again.
    @Test func aSlowSaveBeginsAgain() throws {
        var looks: [String] = []
        try save("slow") {
            looks.append(try text())
            if looks.count == 1 { try save("quick", patience: .milliseconds(20)) }
        }
        #expect(looks.count == 2 && looks.last == "quick")
        #expect(try text() == "slow")
        #expect(!Files.exists(saving))
    }

    @Test func anErrorOfTheCheckEndsASlowSave() throws {
        struct Changed: Error {}
        var looks = 0
        #expect(throws: Changed.self) {
            try save("slow") {
                looks += 1
                guard try text() != "quick" else { throw Changed() }
                try save("quick", patience: .milliseconds(20))
            }
        }
        #expect(looks == 2)
        #expect(try text() == "quick")
        #expect(!Files.exists(saving))
    }

    /// One that slept between making the folder and its file finds another one's folder under the name: of the two only
    /// the one that is alone in it saves.
    @Test func twoInOneFolderDoNotBothSave() throws {
        let (isOver, ended, both) = (Guarded(false), DispatchSemaphore(value: 0), Guarded(0))
        let (file, saving) = (file, saving)
        @Sendable func read() -> [UInt8]? { try? Files.read(file) }
        let isStarted = DetachedThread.start {
            while !isOver.withLock({ $0 }) {
                let path = "\(saving)/\(SaveGuard.owner()).new"
                let new = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
                guard new >= 0 else { continue }
                close(new)
                if (try? Files.names(in: saving))?.filter({ $0.hasSuffix(".new") }).count == 1 {
                    let before = read()
                    usleep(3_000)
                    if read() != before { both.withLock { $0 += 1 } }
                }
                unlink(path)
                rmdir(saving)
            }
            ended.signal()
        }
        try #require(isStarted)
        for round in 1...150 {
            try save("\(round)")
            #expect(try text() == "\(round)")
        }
        isOver.withLock { $0 = true }
        ended.wait()
        #expect(both.withLock { $0 } == 0)
    }

    // MARK: - What is left behind

    @Test func aDeadProcessIsNotWaitedFor() throws {
        try leave("\(Self.gone).new", "\(Self.gone).copy")
        try save("new")
        #expect(try text() == "new" && !Files.exists(saving))
        // Another process has the number by now, where it can be told when processes began.
        guard Files.exists("/proc/self/stat") else { return }
        var words = SaveGuard.owner().split(separator: ".").map(String.init)
        words[2] = "1"
        try leave(words.joined(separator: ".") + ".new")
        try save("newer")
        #expect(try text() == "newer" && !Files.exists(saving))
    }

    @Test func anUnknownProcessIsWaitedForAWhile() throws {
        for names in [["\(Self.far).new"], ["\(SaveGuard.owner()).new"], ["something else"], []] {
            try Files.makeFolder(saving)
            for name in names { try leave(name) }
            let begin = ContinuousClock.now
            try save("\(names)", patience: .milliseconds(100))
            #expect(ContinuousClock.now - begin >= .milliseconds(names.isEmpty ? 20 : 100))
            #expect(try text() == "\(names)" && !Files.exists(saving))
        }
    }

    @Test func aSaveMarkThatIsNotAFolderIsRemovedAndNotFollowed() throws {
        let target = "\(temporary.path)/target"
        try Files.makeFolder(target)
        try Files.replace("\(target)/\(Self.gone).new", with: [1])
        symlink(target, saving)
        try save("one", patience: .milliseconds(50))
        #expect(try Files.names(in: target).count == 1)
        try Files.replace(saving, with: Array("of an older release".utf8))
        try save("two", patience: .milliseconds(50))
        #expect(mkfifo(saving, 0o600) == 0)
        try save("three", patience: .milliseconds(50))
        #expect(try text() == "three" && !Files.exists(saving))
    }

    @Test func aMarkThatCannotBeRemovedIsReportedInTheEnd() throws {
        try Files.makeFolder("\(saving)/folder")
        #expect(throws: SessionError.beingSaved(file: file)) { try save("new", patience: .milliseconds(20)) }
        #expect(try folder.load("post") == Posts.written)
        #expect(
            SessionError.beingSaved(file: "post.json").sentence
                == "post.json is being saved by another program, so nothing was saved over it. Try again; if no other program is running, remove post.json.saving."
        )
    }

    @Test func aFailedSaveLeavesNoTrace() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) { try save("new") { throw Stop() } }
        #expect(try folder.load("post") == Posts.written)
        #expect(try Files.names(in: folder.path) == ["post.json"])
        unlink(file)
        rmdir(folder.path)
        #expect(throws: SystemError("written", file, code: ENOENT)) { try save("new") }
    }
}
