import LoopbackServer
import Manuscript
import Platform
import Testing

/// A long run at the prompt holds no more files and no more memory at its end than when it was warm.
///
/// `GALLEY_SOAK` says how many turns (`scripts/soak` asks for 1,000). It reads Linux's `/proc` (proc(5)).
@Suite(.timeLimit(.minutes(60)), .enabled(if: Files.exists("/proc/self/fd"))) struct SoakTests {
    /// The lines typed over and over, with their expected output.
    ///
    /// Whatever changes the post is taken back, so that the session hardly grows, and what grows is the program: only the
    /// texts that were taken back stay, as versions, some 50 KB in 1,000 turns.
    private static let round: [(line: String, brings: String)] = [
        (":rewrite 1 with an example", "1 section"), (":undo", "Undone: "), (":show", "Stone towers"),
        (":check", "headings"), (":rename 3 Watchmen", "Watchmen"), (":diff", "Watchmen"), (":undo", "Undone: "),
        (":edit 2.1 name the stone", "1 section"), (":context 2.2", "About "), (":undo", "Undone: "),
        (":status", "words"),
        (":nonsense", "There is no command"), (":show 9", "no section 9"), (":note 1 ask the keeper", "Beginnings"),
        (":undo", "Undone: "),
        (":export md out.md", "out.md"), (":versions 1", "written"), (":history", "set the note"),
        (":usage", "reasoning"),
        (":help write", "Example"),
    ]
    /// Kilobytes by which the program may grow between the two looks.
    ///
    /// The allocator's reserve varies by a megabyte or two from moment to moment; a leak of a single post, prompt or
    /// answer (some 10 KB) a turn would be 9 MB after 900 turns.
    private static let growth = 4_000

    @Test func memoryAndOpenFilesDoNotGrow() async throws {
        let turns = ProcessInfo.processInfo.environment["GALLEY_SOAK"].flatMap { Int($0) } ?? 100
        let warm = turns >= 200 ? 100 : 40
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", server.baseURL, at: place)
        try await console.begin("post")
        var before: Look?
        for turn in 1...turns {
            let (line, brings) = Self.round[(turn - 1) % Self.round.count]
            try await console.enter(line, until: brings)
            if turn == warm { before = try Look(at: console.child.id) }
        }
        let (first, last) = (try #require(before), try Look(at: console.child.id))
        print("soak: turn \(warm): \(first); turn \(turns): \(last); \(server.chats.count) model calls")
        #expect(last.files == first.files)
        #expect(last.memory - first.memory <= Self.growth)
        #expect(try place.session("post").history.isEmpty, "every change was taken back")
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// The memory and open files of the program at a moment.
    private struct Look: CustomStringConvertible {
        /// Open file descriptors, by what they are.
        let files: [String]
        /// Resident memory in kilobytes.
        let memory: Int

        init(at id: pid_t) throws {
            files = try Files.names(in: "/proc/\(id)/fd").sorted()
            let status = String(decoding: try Files.read("/proc/\(id)/status"), as: UTF8.self)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            guard let words = line?.split(whereSeparator: \.isWhitespace), words.count > 1, let size = Int(words[1])
            else {
                throw Unexpected("no VmRSS in \(status)")
            }
            memory = size
        }

        var description: String { "\(memory) KB, \(files.count) descriptors" }
    }
}
