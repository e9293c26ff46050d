import Manuscript
import Markdown
import Platform
import Testing

/// The whole job on the built-in model itself: a real server, real weights, nothing scripted.
@Suite(.serialized, .timeLimit(.minutes(15))) struct BuiltInJobTests {
    /// The folder in which the tests of all rooms share one installation of the model.
    static var modelHome: String {
        ProcessInfo.processInfo.environment["GALLEY_TEST_MODEL_HOME"]
            ?? #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.build/model-test"
    }

    @Test func theWholeJobWithoutAKey() async throws {
        let place = try Place()
        place.environment["XDG_DATA_HOME"] = Self.modelHome
        let written = try await place.run(
            "-s", "vaccines", "-x", "How vaccines work", "-x", ":set words 300", "-x", ":set sections 3", "-x",
            ":outline",
            "-x", ":write", seconds: 600)
        #expect(written.status == 0, "\(written)")
        let session = try place.session("vaccines")
        #expect(session.outline.sections.count == 3 && session.outline.unwritten.isEmpty)
        #expect(session.usage.calls >= 4 && session.usage.completionTokens > 50)

        // A second process goes on, and asks for nothing that is there.
        let again = try await place.run("-c", "-x", ":write", "-x", ":rewrite 2", "-x", ":export post.md", seconds: 600)
        #expect(again.status == 0, "\(again)")
        let rewritten = try place.session("vaccines")
        let others = [0, 2].map { session.outline.sections[$0] }
        #expect([0, 2].map { rewritten.outline.sections[$0] } == others, "what is not named stays as it was")
        #expect(rewritten.outline.sections[1].versions.map(\.origin) == [.written, .rewritten])

        let post = try place.text(of: "post.md")
        #expect(Posts.headings(of: post) == Posts.headings(of: rewritten))
        for section in rewritten.outline.sections {
            let body = try #require(section.text?.text)
            #expect(Prose.words(in: body) >= 15 && post.contains(body))
            #expect(Markdown.headings(in: body).isEmpty)
        }
    }

    /// `galley model serve` serves until it is asked to end, and takes its server with it.
    @Test(arguments: [SIGTERM, SIGINT])
    func servingEndsWhenAsked(signal: Int32) async throws {
        let place = try Place()
        place.environment["XDG_DATA_HOME"] = Self.modelHome
        let installed = try await place.run("model", "install", seconds: 600)
        #expect(installed.status == 0, "\(installed)")
        let child = try place.start(["model", "serve"])
        try await child.wait(for: "the server's key", seconds: 60) {
            _ = child.poll()
            return String(decoding: child.output, as: UTF8.self).contains("GALLEY_API_KEY=")
        }
        let servers = Self.servers(of: child.id)
        #expect(servers.count == 1)
        kill(child.id, signal)
        #expect(try await child.end(seconds: 30) == 0)
        for server in servers { #expect(!Files.exists("/proc/\(server)/cmdline")) }
    }

    /// However galley ends, its server does not stay.
    @Test func theServerIsGoneWhenGalleyIsKilled() async throws {
        let place = try Place()
        place.environment["XDG_DATA_HOME"] = Self.modelHome
        // Installs what is not there yet, so that the prompt starts it and asks nothing.
        let installed = try await place.run("model", "install", seconds: 600)
        #expect(installed.status == 0, "\(installed)")
        for signal in [SIGKILL, SIGTERM] {
            let console = try Console(at: place)
            try await console.begin("galley")
            var server: String?
            try await console.child.wait(for: "the model's server", seconds: 60) {
                server = Self.servers(of: console.child.id).first
                return server != nil
            }
            let process = try #require(server)
            kill(console.child.id, signal)
            #expect(try await console.end(seconds: 60) == 128 + signal)
            let end = ContinuousClock.now + .seconds(30)
            while Self.isServer(process), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(20)) }
            #expect(!Self.isServer(process), "process \(process) is gone after signal \(signal)")
        }
    }

    /// The ids of the model's servers that a process started, as the system lists its processes below /proc.
    private static func servers(of process: pid_t) -> [String] {
        let all = ((try? Files.names(in: "/proc")) ?? []).filter { $0.allSatisfy(\.isNumber) }
        return all.filter { id in
            guard let bytes = try? Files.read("/proc/\(id)/stat") else { return false }
            // The name, which may hold anything, stands in brackets; the state and the parent follow it.
            let fields = String(decoding: bytes, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
            return fields.count > 1 && fields[1] == "\(process)" && isServer(id)
        }
    }

    /// True if a process is a server of the built-in model, not a reused process id.
    private static func isServer(_ id: String) -> Bool {
        guard let bytes = try? Files.read("/proc/\(id)/cmdline") else { return false }
        return String(decoding: bytes, as: UTF8.self).contains("serve.py")
    }
}
