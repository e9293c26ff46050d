import LoopbackServer
import Manuscript
import Platform
import Testing

/// Standard output that cannot be written is an error with status 1; a reader that leaves is none.
@Suite(.timeLimit(.minutes(5))) struct OutputFailureTests {
    private static let commands = [
        "export post", "export post md -o -", "export post json", "-r post -x ':export -'", "-r post -x ':show'",
        "--json -r post -x ':status'", "sessions", "check post", "config", "manual", "completions bash",
        "completions zsh", "--version", "--help", "write --help",
    ]

    private func place() throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        return place
    }

    @Test(.enabled(if: Files.exists("/dev/full")), arguments: commands)
    func aFullDiskIsAnError(command: String) async throws {
        let run = try await place().shell("galley \(command) > /dev/full")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("galley: Standard output cannot be written: the disk is full"), "\(run)")
    }

    @Test(arguments: commands)
    func aClosedDescriptorIsAnError(command: String) async throws {
        let place = try place()
        let before = try Files.read(place.file("post"))
        let run = try await place.shell("galley \(command) >&-")
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("galley: Standard output cannot be written: it is closed"), "\(run)")
        #expect(try Files.read(place.file("post")) == before, "nothing was written into what was opened")
    }

    @Test(arguments: commands.filter { $0 != "check post" })
    func aReaderThatLeavesIsNone(command: String) async throws {
        let run = try await place().shell("galley \(command) | true; exit ${PIPESTATUS[0]}")
        #expect(run.status == 0 && run.errors.split(separator: "\n").allSatisfy { !$0.hasPrefix("galley:") }, "\(run)")
    }

    /// Closed streams do not become the session's file or a server's socket, whichever of them are closed.
    @Test(arguments: 0..<8) func allStreamsMayBeClosed(closed: Int) async throws {
        let place = try place()
        let streams = zip(["<&-", ">&-", "2>&-"], 0...).filter { closed >> $0.1 & 1 == 1 }.map(\.0).joined(
            separator: " ")
        let export = try await place.shell("galley -r post -x ':export post.md' \(streams)")
        #expect(export.status == 0, "\(streams) \(export)")
        let post = try place.text(of: "post.md")
        #expect(post.hasPrefix("# What is a lighthouse?\n") && post.contains("Stone towers stand in the sea."))
        // Printing comes last, so a failure leaves no half-done work.
        let run = try await place.shell("galley -r post -x ':rename 1 Fires' -x ':export new.md' \(streams)")
        let isHeard = closed & 2 == 0
        #expect(run.status == (isHeard ? 0 : 1) && Files.exists("\(place.work)/new.md") == isHeard, "\(streams) \(run)")
        #expect(try place.session("post").section("1")?.title == "Fires")
        let write = try await place.shell("galley export post md -o - \(streams)")
        #expect(write.status == (isHeard ? 0 : 1), "\(streams) \(write)")
        #expect(try place.session("post").section("1")?.title == "Fires")
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let paid = try await place.shell("galley -r post -x ':write 3' --base-url \(server.baseURL) \(streams)")
        #expect(paid.status == (isHeard ? 0 : 1), "\(streams) \(paid)")
        #expect(try place.session("post").written.contains("3"))
        await server.stop()
    }

    // MARK: - A post that is paid for

    /// An unusable output is reported before any model call.
    ///
    /// Not even root can make a file in `/proc`.
    @Test(arguments: [
        ">&-", "1</dev/null", "> /dev/full", "-o /dev/full", "-o /proc/post.md", "-o post.md --json >&-",
    ])
    func outputIsCheckedBeforeAnythingIsPaidFor(way: String) async throws {
        guard Files.exists("/dev/full") || !way.contains("full") else { return }
        let place = try Place()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let run = try await place.shell("galley write 'What is a lighthouse?' --base-url \(server.baseURL) \(way)")
        let what = way.hasPrefix("-o /") ? String(way.dropFirst(3)) : "Standard output"
        let reason = way.contains("full") ? "the disk is full" : way.contains("proc") ? "" : "it is closed"
        #expect(run.status == 1 && run.complaints.count == 1, "\(run)")
        #expect(run.errors.contains("galley: \(what) cannot be written: \(reason)"), "\(run)")
        #expect(server.chats.isEmpty)
        #expect(try Files.names(in: place.sessions) == [], "no session is begun")
        // A post that is not printed needs no standard output.
        let file = try await place.shell(
            "galley write 'What is a lighthouse?' -o post.md --base-url \(server.baseURL) >&-")
        #expect(file.status == 0 && Files.exists("\(place.work)/post.md"), "\(file)")
        await server.stop()
    }

    /// A failure at the end names the session and the command that prints the post.
    @Test(arguments: ["sessions", "it's mine"]) func aPostThatCannotBePrintedIsKept(folder: String) async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let line = "galley write 'What is a lighthouse?' --base-url \(server.baseURL) --sessions-dir \"\(folder)\""
        // Only the file that is written to is too large already (setrlimit(2), RLIMIT_FSIZE).
        let run = try await place.shell("truncate -s 10M out; ulimit -f 8192; trap '' XFSZ; \(line) >> out; exit $?")
        #expect(run.status == 1 && run.complaints.count == 1, "\(run)")
        let complaint = try #require(run.complaints.first)
        #expect(complaint.hasPrefix("galley: Standard output cannot be written: file too large. The post is kept in"))
        let told = try #require(complaint.firstMatch(of: /the session (\S+): `(galley export .*)` prints it\./))
        #expect(told.1 == "what-is-a-lighthouse")
        let post = try await place.shell(String(told.2))
        #expect(post.status == 0 && post.output.hasPrefix("# What is a lighthouse?\n"), "\(post)")
        await server.stop()
    }

    @Test func aPostWhoseFolderIsGoneIsKept() async throws {
        let place = try Place()
        let folder = "\(place.work)/out"
        try Files.makeFolder(folder)
        let server = try await LoopbackServer.start { request in
            rmdir(folder)
            return Author().reply(to: request)
        }
        let run = try await place.run(
            "write", "What is a lighthouse?", "-o", "out/my post.md", "--base-url", server.baseURL)
        #expect(run.status == 1 && run.complaints.count == 1, "\(run)")
        let advice = "The post is kept in the session what-is-a-lighthouse: "
        let command = "galley export what-is-a-lighthouse -o 'out/my post.md'"
        #expect(run.remarks.last == "\(advice)`\(command)` writes it.", "\(run)")
        try Files.makeFolder(folder)
        #expect(try await place.shell(command).status == 0)
        #expect(try place.text(of: "out/my post.md").hasPrefix("# What is a lighthouse?\n"))
        await server.stop()
    }
}
