import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// The outline on a terminal: titles while they stream, the finished tree once, and Ctrl-C.
@Suite(.timeLimit(.minutes(5))) struct GrowingOutlineTests {
    private static let first = #"{"sections":[{"heading":"Early fires","subsections":["Oil lamps","Gas lamps"]},"#
    private static let rest =
        #"{"heading":"Stone towers","subsections":[]},{"heading":"The keepers","subsections":[]}]}"#

    /// A server that stops in the middle of the titles, until it is freed.
    private func server(_ isFree: Guarded<Bool>) async throws -> LoopbackServer {
        try await LoopbackServer.start { request in
            let task = request.messages("user").last ?? ""
            guard request.isChat, task.contains("Give the titles in reading order") else {
                return Author().reply(to: request)
            }
            guard isFree.withLock({ $0 }) else {
                return StuckAuthor.silence(after: Self.first)
            }
            // Two seconds of silence in the middle.
            let pause = (0..<20).map { _ in Reply.Piece(": still here\n\n", after: 0.1) }
            let end = Chunk.text(Self.rest) + Chunk.finish("stop") + Chunk.done
            return .raw(
                200, headers: ["Content-Type": "text/event-stream"],
                [.init(Chunk.text(Self.first))] + pause + [.init(end)])
        }
    }

    private func console(_ server: LoopbackServer, at place: Place, rows: Int32 = 24) async throws -> Console {
        try place.keep(Posts.bare())
        let console = try Console(
            ["-r", "bare", "--base-url", server.baseURL], at: place, columns: 80, rows: rows)
        try await console.begin("bare")
        return console
    }

    @Test(arguments: [24, 8] as [Int32]) func titlesStandOnTheScreenWhileTheyStream(rows: Int32) async throws {
        let place = try Place()
        let server = try await server(Guarded(true))
        let console = try await console(server, at: place, rows: rows)
        try console.enter(":outline")
        try await console.see("the first titles") { sight in
            let shown = sight.lines.filter { $0.contains("1.2  Gas lamps") }
            return shown.count == 1 && !sight.lines.contains { $0.contains("keepers") }
        }
        #expect(try await server.eventually { $0.chats.count == 2 }, "the briefs of the first section are asked for")
        try await console.see("the whole outline") { sight in
            sight.everything.contains { $0.contains("3  The keepers") && $0.contains("0/") }
        }
        let all = console.sight.everything
        for title in ["Early fires", "Oil lamps", "Gas lamps", "Stone towers", "The keepers"] {
            #expect(
                all.count { $0.contains(title) } == 1, "\(title) stands there once:\n\(all.joined(separator: "\n"))")
        }
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        #expect(try await console.leave() == 0)
        let sections = try place.session("bare").outline.entries.filter(\.section.isLeaf)
        #expect(sections.count == 4 && sections.allSatisfy { !$0.section.brief.isEmpty && $0.section.points.count > 1 })
        await server.stop()
    }

    @Test func ctrlCKeepsTheTitlesThatAreThere() async throws {
        let place = try Place()
        let isFree = Guarded(false)
        let server = try await server(isFree)
        let console = try await console(server, at: place)
        try console.enter(":outline")
        try await console.see("the first titles") { $0.lines.contains { $0.contains("1.2  Gas lamps") } }
        try console.type(Key.interrupt)
        try await console.wait(for: "The titles so far are kept: `:outline` shows them", seconds: 30)
        try await console.wait(for: "bare> ", seconds: 30)
        let kept = try place.session("bare")
        #expect(kept.outline.entries.map(\.section.title) == ["Early fires", "Oil lamps", "Gas lamps"])
        #expect(kept.outline.entries.allSatisfy { $0.section.isLeaf == ($0.section.words != nil) })
        isFree.withLock { $0 = true }
        try await console.enter(":undo", until: "Undone: ")
        try console.enter(":outline")
        try await console.see("the whole outline") { sight in
            sight.everything.contains { $0.contains("3  The keepers") && $0.contains("0/") }
        }
        #expect(try await console.leave() == 0)
        await server.stop()
    }

    /// Where nobody is there, a part of an outline would be taken for the whole by the next run.
    @Test func aStoppedRunOfNobodysKeepsNoPart() async throws {
        let place = try Place()
        let isFree = Guarded(false)
        let server = try await server(isFree)
        let child = try place.start(["write", "What is a lighthouse?", "-o", "post.md", "--base-url", server.baseURL])
        try await child.wait(for: "the call for briefs") { server.chats.count > 1 }
        kill(child.id, SIGINT)
        #expect(try await child.end() == 130)
        #expect(try place.session().outline.isEmpty)
        isFree.withLock { $0 = true }
        let outcome = try await place.run(
            "write", "What is a lighthouse?", "-o", "post.md", "--base-url", server.baseURL)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try place.session().outline.sections.count == 3)
        await server.stop()
    }
}
