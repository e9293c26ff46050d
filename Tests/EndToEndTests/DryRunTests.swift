import Manuscript
import Platform
import Testing

/// `--dry-run`: what would be sent is shown; no connection is made, and no file changed.
@Suite(.timeLimit(.minutes(5))) struct DryRunTests {
    /// A port that somebody listens on and nobody answers: every connection is noticed.
    private final class Door {
        let port: Int
        private let socket: Int32

        init() throws {
            let door = Platform.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isReady = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(door, $0, size) == 0 && listen(door, 16) == 0 && getsockname(door, $0, &size) == 0
                }
            }
            guard isReady, fcntl(door, F_SETFL, O_NONBLOCK) == 0 else { throw SystemError("opened", "a port") }
            socket = door
            port = Int(UInt16(bigEndian: address.sin_port))
        }

        deinit { close(socket) }

        /// How many connected since it was asked last.
        func visitors() -> Int {
            var count = 0
            while case let visitor = accept(socket, nil, nil), visitor >= 0 {
                close(visitor)
                count += 1
            }
            return count
        }
    }

    @Test(arguments: [
        [":write"], [":rewrite 1 shorter"], [":edit 2.1 shorter"], [":models"], [":outline shorter"],
        [":differentiate 1 2.1"], [":context 3"], [":status"], [":rename 1 Other", ":undo", ":set tone dry"],
        [":new Another topic", ":outline", ":write"], [":fork other", ":delete post"], [":save other"],
        [":export post.md"], [":remove 1", ":write", ":show"],
    ])
    func aDryRunSendsAndChangesNothing(lines: [String]) async throws {
        let (place, door) = (try Place(), try Door())
        try place.keep(Posts.half())
        // The program keeps nothing of its own beside sessions either, so a file that is new counts.
        let before = try place.files()
        let flags = ["-r", "post", "--dry-run", "--base-url", "http://127.0.0.1:\(door.port)/v1", "--yes"]
        let outcome = try await place.run(flags + lines.flatMap { ["-x", $0] }, seconds: 120)
        #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
        #expect(door.visitors() == 0)
        #expect(try place.files() == before)
    }

    @Test func theDoorNoticesAVisitor() async throws {
        let (place, door) = (try Place(), try Door())
        place.environment["GALLEY_BASE_URL"] = "http://127.0.0.1:\(door.port)/v1"
        try place.keep(Posts.half())
        let outcome = try await place.run("-r", "post", "-x", ":set timeout 1", "-x", ":models")
        #expect(outcome.status == 1 && door.visitors() > 0)
    }

    @Test func theRequestIsShownWhole() async throws {
        let place = try Place()
        place.environment["GALLEY_API_KEY"] = "s3cret"
        try place.keep(Posts.half())
        let flags = ["-r", "post", "--dry-run", "--base-url", "https://a.invalid/v1", "-m", "some-70b"]
        let shown = try await place.run(flags + ["-x", ":set temperature 0.4", "-x", ":write"])
        #expect(shown.output.hasPrefix("2.2 Lamps: POST https://a.invalid/v1/chat/completions\n"))
        for line in ["  model some-70b", "  temperature 0.4"] { #expect(shown.output.contains("\n\(line)\n")) }
        #expect(shown.output.contains("[system: ") && shown.output.contains("tokens]\n"))
        #expect(shown.remarks.last?.hasPrefix("Dry run: 2 requests, about ") == true)
        let json = try await place.run(flags + ["--json", "-x", ":write"])
        let result = try #require(try JSONValue(parsing: json.output)["result"])
        let requests = try #require(result["requests"]?.array)
        #expect(result["dryRun"] == true && requests.map { $0["for"]?.string } == ["2.2 Lamps", "3 Keepers"])
        #expect(requests[0]["url"] == "https://a.invalid/v1/chat/completions")
        #expect(requests[0]["body"]?["messages"]?.array?.count ?? 0 >= 2)
        #expect(!(shown.output + shown.errors + json.output + json.errors).contains("s3cret"))
    }

    @Test func theWholeJobTellsItsFirstRequest() async throws {
        let place = try Place()
        let before = try place.files()
        let outcome = try await place.run("write", "A topic", "-o", "post.md", "--dry-run")
        #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome)")
        #expect(outcome.output.contains("POST http://127.0.0.1"))
        #expect(outcome.remarks.last == "The next step depends on an answer, so the dry run ends here.")
        #expect(try place.files() == before)
    }

    @Test func atThePromptNothingIsSentOrKept() async throws {
        let (place, door) = (try Place(), try Door())
        try place.keep(Posts.half())
        let before = try place.files()
        let flags = ["-r", "post", "--dry-run", "--base-url", "http://127.0.0.1:\(door.port)/v1"]
        let console = try Console(flags, at: place)
        try await console.begin("post")
        try console.enter(":write 3")
        try await console.wait(for: "nothing was sent or saved")
        try console.enter(":delete nothing")
        try await console.wait(for: "There is no session")
        #expect(try await console.leave() == 0)
        #expect(door.visitors() == 0)
        #expect(try place.files() == before)
    }
}
