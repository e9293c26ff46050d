import LoopbackServer
import Manuscript
import Platform
import SeededRandom
import Testing

/// Signals at random moments end the program with their status and a whole session, and never by a crash.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SignalStormTests {
    /// The operation in progress.
    enum Act: CaseIterable { case unansweredHandshake, handshake, answer, saves }

    /// Runs of the program for each act.
    private static let rounds = 15

    private func storm(_ place: Place, _ arguments: [String], seed: UInt64) async throws {
        try place.keep(Posts.half())
        var random = SeededGenerator(seed: seed)
        for round in 0..<Self.rounds {
            let child = try place.start(["-r", "post", "-m", "m"] + arguments)
            var sent: [Int32] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...80, using: &random)))
                let signal = [SIGINT, SIGTERM, SIGHUP].randomElement(using: &random) ?? SIGINT
                // Nobody has waited for the child yet, so its id is its own also where it has ended.
                kill(child.id, signal)
                sent.append(signal)
            }
            let status = try await child.end(seconds: 30)
            let outcome = child.outcome(status)
            #expect(status == 0 || sent.contains(status - 128), "round \(round), \(sent): \(outcome)")
            _ = try place.session("post")
            let names = try Files.names(in: place.sessions)
            #expect(!names.contains { $0.contains("damaged") }, "round \(round), \(sent): \(names)")
        }
        let after = try await place.run("-r", "post", "-x", ":status")
        #expect(after.status == 0, "\(after)")
    }

    /// Also where no command ever waits.
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func aScriptEndsBetweenItsLines(signal: Int32) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let script = try place.write((0..<3_000).map { ":rename 1 Fires \($0)\n" }.joined(), to: "script")
        let child = try place.start(["-r", "post", "-f", script])
        try await child.wait(for: "a tenth line") { child.outcome(0).output.contains("Fires 10") }
        kill(child.id, signal)
        #expect(try await child.end(seconds: 30) == 128 + signal)
        #expect(child.outcome(0).errors.hasSuffix("Stopped. Everything finished is saved.\n"))
        let last = try #require(try place.session("post").section("1")?.title)
        #expect(last.hasPrefix("Fires ") && last != "Fires 2999")
    }

    @Test(arguments: Act.allCases) func everyMomentEndsWell(act: Act) async throws {
        let place = try Place()
        switch act {
        case .unansweredHandshake:
            let server = try await RawServer.start(waitingForHead: "", oneByOne: false)
            defer { withExtendedLifetime(server) {} }
            try await storm(place, ["--base-url", "https://localhost:\(server.port)/v1", "-x", "Why?"], seed: 1)
        case .handshake:
            guard CertificateTools.areThere else { return }
            #expect(try await place.shell(CertificateTools.certificates).status == 0)
            (place.environment["CURL_CA_BUNDLE"], place.environment["SSL_CERT_FILE"]) = ("", "\(place.work)/ca.pem")
            let server = try place.start(["python3", "-c", CertificateTools.server, "good"], program: "/usr/bin/env")
            try await server.wait(for: "the port") { server.output.last == UInt8(ascii: "\n") }
            let port = String(decoding: server.output, as: UTF8.self).prefix { $0.isNumber }
            try await storm(
                place, ["--base-url", "https://localhost:\(port)/v1", "-x", "Why?", "-x", "Why?"], seed: 2)
        case .answer:
            let server = try await LoopbackServer.start { _ in .stream(Array(repeating: "word ", count: 3_000)) }
            try await storm(place, ["--base-url", server.baseURL, "-x", ":write 3", "-x", "Why?"], seed: 3)
            await server.stop()
        case .saves:
            let lines = (0..<200).map { ":rename 1 Fires \($0)\n" }.joined()
            let script = try place.write(lines, to: "script")
            try await storm(place, ["--base-url", "http://127.0.0.1:1/v1", "-f", script], seed: 4)
        }
    }
}
