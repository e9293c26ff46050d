import LoopbackServer
import Manuscript
import Platform
import Testing

/// Who reads slowly loses nothing, and the program does not grow, while a server streams as fast as it can.
@Suite(.serialized, .timeLimit(.minutes(5))) struct BackpressureTests {
    /// A megabyte in pieces, each of which is there once.
    private static let pieces = (0..<10_000).map { number in
        "Line \(number) tells of a keeper who climbs the stairs each evening, and of the oil he carries, \(number).\n\n"
    }

    private func server(_ pieces: [String]) async throws -> LoopbackServer {
        try await LoopbackServer.start { _ in .stream(pieces) }
    }

    /// The most memory that a process has held so far, in megabytes; nil where the system does not tell.
    private func peak(_ child: Child) -> Int? {
        guard let status = try? Files.read("/proc/\(child.id)/status") else { return nil }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 / 1024 }
    }

    /// The output of a pipe whose reader pauses first, and the peak memory at the end of the pause.
    private func talk(pause: Double) async throws -> (output: String, peak: Int?) {
        let server = try await server(Self.pieces)
        let place = try Place()
        try place.keep(Posts.half())
        let child = try place.start(["-r", "post", "--base-url", server.baseURL, "-m", "m", "-x", "Why?"])
        try await Task.sleep(for: .seconds(pause))
        var peak = peak(child)
        try await child.wait(for: "the last line") {
            peak = self.peak(child) ?? peak
            return String(decoding: child.output.suffix(200), as: UTF8.self).contains("9999.")
        }
        let status = try await child.end()
        let outcome = child.outcome(status)
        #expect(status == 0, "\(outcome.errors)")
        await server.stop()
        return (outcome.output, peak)
    }

    @Test func aSlowPipeLosesNothing() async throws {
        let (slow, fast) = (try await talk(pause: 3), try await talk(pause: 0))
        for run in [slow, fast] {
            let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("Line ") }.map(String.init)
            #expect(lines == Self.pieces.map { String($0.dropLast(2)) })
        }
        if let (one, other) = slow.peak.flatMap({ one in fast.peak.map { (one, $0) } }) {
            #expect(one < other + 32, "\(one) MB instead of \(other)")
        }
    }

    /// A terminal that is not read for a while, and then in full.
    @Test func aSlowTerminalLosesNothing() async throws {
        let pieces = Array(Self.pieces.prefix(3_000))
        let server = try await server(pieces)
        let place = try Place()
        try place.keep(Posts.half())
        place.environment["GALLEY_BASE_URL"] = server.baseURL
        let console = try Console("-r", "post", "-m", "m", at: place)
        try await console.begin("post")
        let before = peak(console.child)
        try console.enter(":write 3")
        while server.chats.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        try await Task.sleep(for: .seconds(3))
        let stalled = peak(console.child)
        try await console.wait(for: "2999.")
        try await console.wait(for: "post> ")
        for number in stride(from: 0, to: 3_000, by: 100) {
            #expect(console.everything.contains("Line \(number) tells"), "line \(number) is not shown")
        }
        #expect(try await console.leave() == 0)
        let text = try place.session("post").section("3")?.text?.text
        #expect(text == pieces.joined().trimmed)
        if let before, let stalled {
            #expect(stalled < before + 64, "\(stalled) MB instead of \(before)")
        }
        await server.stop()
    }
}
