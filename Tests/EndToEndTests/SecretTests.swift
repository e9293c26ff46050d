import LoopbackServer
import Manuscript
import Platform
import Testing

/// A key is in no file, no output and no list of processes; what is kept is for the user alone.
@Suite(.timeLimit(.minutes(5))) struct SecretTests {
    private static let key = "sk-Zq8sVfLr3kTnB6yW1xPdJm"

    /// Everything below the place's folder, as path and bytes.
    private func files(of place: Place) throws -> [(path: String, bytes: [UInt8])] {
        var found: [(String, [UInt8])] = []
        var folders = [place.root]
        while let folder = folders.popLast() {
            for name in try Files.names(in: folder) {
                let path = "\(folder)/\(name)"
                if Files.isFolder(path) {
                    folders.append(path)
                } else {
                    found.append((path, try Files.read(path)))
                }
            }
        }
        return found
    }

    private func expectNoKey(_ place: Place, _ outcomes: [Outcome]) throws {
        let key = Array(Self.key.utf8)
        for outcome in outcomes {
            #expect(!outcome.output.contains(Self.key) && !outcome.errors.contains(Self.key), "\(outcome.errors)")
        }
        for file in try files(of: place) { #expect(file.bytes.firstRange(of: key) == nil, "\(file.path)") }
    }

    @Test func aKeyIsNowhere() async throws {
        let place = try Place()
        place.environment["GALLEY_API_KEY"] = Self.key
        // A server that says the key in its answers and complaints, as some do.
        let server = try await LoopbackServer.start { request in
            guard request.headers["authorization"] == "Bearer \(Self.key)" else { return .json(500, "{}") }
            if request.number == "3" {
                return .json(401, #"{"error":{"message":"Incorrect API key provided: \#(Self.key)."}}"#)
            }
            return Author().reply(to: request)
        }
        try place.keep(Posts.half())
        let base = ["--base-url", server.baseURL, "-r", "post"]
        let failed = try await place.run(base + ["-x", ":write"])
        #expect(failed.status == 1 && failed.errors.contains("key"))
        let json = try await place.run(
            base + ["--json", "-x", ":write 3", "-x", ":context 3", "-x", ":set", "-x", ":models", "-x", ":usage"])
        let shown = try await place.run(
            base + ["-x", ":rewrite 2.1", "-x", ":context 3", "-x", ":set", "-x", ":models", "-x", ":history"])
        #expect(server.requests.count > 3)
        try expectNoKey(place, [failed, json, shown])
        await server.stop()
    }

    /// A line that holds a key is not kept in the history of lines, and a setting cannot hold one.
    @Test func aTypedKeyIsNotSaved() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try await console.enter(":set apiKey \(Self.key)", until: "setting")
        #expect(try await console.leave() == 0)
        for file in try files(of: place) {
            #expect(file.bytes.firstRange(of: Array(Self.key.utf8)) == nil, "\(file.path)")
        }
    }

    @Test func theListOfProcessesHoldsNoKey() async throws {
        let place = try Place()
        place.environment["GALLEY_API_KEY"] = Self.key
        try place.keep(Posts.half())
        let server = try await LoopbackServer.start { request in
            request.isChat ? StuckAuthor.silence(after: "It begins") : Author().reply(to: request)
        }
        let child = try place.start(["-r", "post", "-x", ":write", "--base-url", server.baseURL])
        try await child.wait(for: "a request", seconds: 30) { !server.chats.isEmpty }
        let arguments = try Files.read("/proc/\(child.id)/cmdline")
        #expect(arguments.firstRange(of: Array("galley".utf8)) != nil)
        #expect(arguments.firstRange(of: Array(Self.key.utf8)) == nil)
        Platform.kill(child.id, SIGKILL)
        _ = try await child.end(seconds: 30)
        await server.stop()
        try expectNoKey(place, [])
    }

    @Test func aSessionDoesNotSteerTheKeyToAnotherHost() async throws {
        let place = try Place()
        place.environment["GALLEY_API_KEY"] = Self.key
        var session = Posts.half()
        session.settings["baseURL"] = "https://models.example/v1"
        session.settings["model"] = "m"
        try place.keep(session)
        let outcome = try await place.run("-r", "post", "-x", ":write 3")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("GALLEY_API_KEY is never sent to a host that only a session names"))
        try place.write("GALLEY_BASE_URL=https://models.example/v1\n", to: ".env")
        session.settings["baseURL"] = nil
        session.name = "other"
        try place.keep(session)
        let other = try await place.run("-r", "other", "-x", ":write 3")
        #expect(other.status == 1)
        #expect(other.errors.contains("sent to models.example, so nothing was sent"), "\(other.errors)")
    }

    @Test func savedFilesAreForTheUserAlone() async throws {
        let place = try Place()
        for name in ["sessions"] { rmdir("\(place.root)/\(name)") }
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try Console("--base-url", server.baseURL, at: place)
        try await console.wait(for: "> ")
        try await console.enter("What is a lighthouse?", until: "Next: `:outline`")
        try await console.enter(":outline", until: "1  ")
        try await console.enter(":rename 1 Fires", until: "Fires")
        #expect(try await console.leave() == 0)
        await server.stop()
        var count = 0
        for file in try files(of: place) where !file.path.hasPrefix(place.work) {
            var information = stat()
            #expect(stat(file.path, &information) == 0 && information.st_mode & 0o077 == 0, "\(file.path)")
            count += 1
        }
        #expect(count >= 3)
        var information = stat()
        #expect(stat(place.sessions, &information) == 0 && information.st_mode & 0o777 == 0o700)
    }
}
