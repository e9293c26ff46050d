import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// Texts on a terminal, as a person sees them, and what others get instead.
@Suite(.timeLimit(.minutes(5))) struct RenderTests {
    private static let text = """
        A **lighthouse** warns ships, see [the list](https://example.org/list), and its lamp burns `all night` where the coast \
        is rocky and the harbour far away from everything that a sailor could steer by.

        - one *thing*
        - another 日本語

        | Tower | 高さ |
        |:------|---:|
        | Pharos | 100 |
        | 日和山 | 15 |

        ```
        let lamp = "a line of code that is longer than forty columns and is never broken"
        ```

        The end of it.
        """

    private func place(_ variables: [String: String] = [:]) throws -> Place {
        let place = try Place()
        var post = Posts.half()
        let now = Date(timeIntervalSince1970: 1_750_000_000)
        post.outline.sections[0].versions = [
            Version(number: 1, text: Self.text, origin: .written, model: "test", at: now)
        ]
        try place.keep(post)
        place.environment.merge(variables) { $1 }
        return place
    }

    private static let offline = ["--base-url", "http://127.0.0.1:1/v1", "-m", "none", "-r", "post"]

    /// The terminal after a script of one command.
    private func shown(
        _ place: Place, _ more: [String] = [], columns: Int32, rows: Int32 = 50
    ) async throws -> VirtualTerminal {
        let console = try Console(
            Self.offline + more + ["-x", ":show 1"], at: place, columns: columns, rows: rows)
        try await console.see("the end") { $0.everything.contains { $0.hasPrefix("The end of it.") } }
        #expect(try await console.end() == 0)
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        return console.sight
    }

    @Test(arguments: [40, 80, 200] as [Int32]) func aTextIsRendered(columns: Int32) async throws {
        let sight = try await shown(
            try place(["FORCE_HYPERLINK": "1", "GALLEY_BACKGROUND": "light"]), columns: columns)
        let rows = sight.screen
        let first = try #require(rows.firstIndex { $0.text.hasPrefix("A lighthouse") })
        #expect(rows[first].cells[2..<12].allSatisfy { $0.look.isBold } && !rows[first].cells[12].look.isBold)
        let links = rows.flatMap(\.cells).filter { $0.look.link == "https://example.org/list" }.map(\.text).joined()
        #expect(links == "the list" || links == "thelist")
        #expect(rows.contains { $0.text == "• one thing" } && rows.contains { $0.text == "• another 日本語" })
        let bars = rows.filter { $0.text.contains(/[│┼]/) }.map { row in
            row.cells.firstIndex { ["│", "┼"].contains($0.text) }
        }
        #expect(bars.count == 4 && Set(bars).count == 1)
        let code = try #require(sight.paragraphs.first { $0.hasPrefix("let lamp") })
        #expect(code == "let lamp = \"a line of code that is longer than forty columns and is never broken\"")
        let behind = rows.first { $0.text.hasPrefix("let lamp") }?.cells.map(\.look.background)
        #expect(behind?.allSatisfy { $0 == "48;5;254" } == true)
    }

    /// Colour, links and rendering, each where it may be.
    @Test func theEnvironmentDecidesTheRendering() async throws {
        func looks(_ variables: [String: String], _ more: [String] = []) async throws -> [Look] {
            let sight = try await shown(try place(variables), more, columns: 80)
            return sight.screen.flatMap(\.cells).map(\.look)
        }
        #expect(try await looks([:]).contains { $0.background == "48;5;236" })
        #expect(try await looks(["TERM": "xterm"]).allSatisfy { $0.background == nil })
        #expect(try await looks(["NO_COLOR": "1"]).allSatisfy { $0 == Look() })
        #expect(try await looks([:], ["--no-color"]).allSatisfy { $0 == Look() })
        let dumb = try await shown(try place(["TERM": "dumb", "FORCE_HYPERLINK": "1"]), columns: 80)
        #expect(dumb.screen.flatMap(\.cells).allSatisfy { $0.look == Look() })
        #expect(dumb.everything.contains { $0.contains("the list (https://example.org/list)") })
    }

    /// A dumb terminal is sent no escape at all, also while text streams.
    @Test func noEscapeForADumbTerminal() async throws {
        let place = try place(["TERM": "dumb"])
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        let console = try Console(
            ["-r", "post", "--base-url", server.baseURL, "-x", ":write 3", "-x", ":show 1"], at: place, columns: 40,
            rows: 16)
        #expect(try await console.end() == 0)
        #expect(!console.child.output.contains(0x1B), "\(String(decoding: console.child.output, as: UTF8.self))")
        await server.stop()
        let prompt = try Console(Self.offline, at: place, columns: 80, rows: 16)
        try await prompt.begin("post")
        try await prompt.enter(":rename 3 日本 Wächter", until: "0/60")
        #expect(try await prompt.leave() == 0)
        #expect(!prompt.child.output.contains(0x1B), "\(String(decoding: prompt.child.output, as: UTF8.self))")
        #expect(try place.session("post").section("3")?.title == "日本 Wächter")
    }

    /// Pipes get the Markdown as it is, whatever is forced; so does a terminal with `--raw`.
    @Test func pipesAndRaw() async throws {
        let place = try place(["CLICOLOR_FORCE": "1"])
        let piped = try await place.run(Self.offline + ["-x", ":show 1"])
        #expect(piped.output.contains(Self.text))
        let console = try Console(Self.offline + ["--raw", "-x", ":show 1"], at: place, columns: 40, rows: 16)
        #expect(try await console.end() == 0)
        let all = String(decoding: console.child.output, as: UTF8.self).replacing("\r\n", with: "\n")
        #expect(all.contains(Self.text), "nothing is broken or painted: \(all)")
    }

    /// While a section streams it is rendered, across changes of the window's size, and nothing stands there twice.
    @Test(arguments: [false, true]) func aSectionStreams(isRaw: Bool) async throws {
        let words = (1...90).map { "w\($0)." }
        let pieces =
            words[..<30].map { Reply.Piece(Chunk.text("**\($0)** "), after: 0.004) }
            + [.init(Chunk.text("\n\nSecond paragraph **here"), after: 0.1), .init(Chunk.text("** "), after: 2)]
            + words[30..<60].map { .init(Chunk.text($0 + " "), after: 0.004) }
            + [.init(Chunk.text("\n\n- "), after: 0.004), .init(Chunk.text("item "), after: 2)]
            + words[60...].map { .init(Chunk.text($0 + " "), after: 0.004) }
            + [.init(Chunk.text("end.")), .init(Chunk.finish("stop")), .init(Chunk.done)]
        let server = try await LoopbackServer.start { request in
            request.number == "3"
                ? .raw(200, headers: ["Content-Type": "text/event-stream"], pieces) : Author().reply(to: request)
        }
        let place = try place()
        let console = try Console(
            (isRaw ? ["--raw"] : []) + [
                "-r", "post", "--base-url", server.baseURL, "-x", ":set lengthRetry off", "-x", ":write 3",
            ],
            at: place, columns: 80, rows: 16)
        try await console.see("the second paragraph") { $0.paragraphs.contains { $0.hasPrefix("Second paragraph") } }
        try console.resize(columns: 40, rows: 16)
        try await console.see("more of it") { $0.everything.contains { $0.contains("w60.") } }
        try console.resize(columns: 120, rows: 16)
        #expect(try await console.end() == 0)
        try await console.see("all of it") { $0.everything.contains { $0.contains("end.") } }
        let shown = console.sight.paragraphs.joined(separator: "\n").matches(of: /w[0-9]+\./).map { String($0.0) }
        #expect(shown == words, "\(console.sight.everything)")
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        if isRaw {
            #expect(console.sight.paragraphs.contains { $0.hasPrefix("**w1.** **w2.** ") && $0.hasSuffix("**w30.** ") })
        } else {
            #expect(console.sight.cells.joined().contains { $0.look.isBold })
            #expect(!console.sight.everything.joined().contains("**"))
        }
        await server.stop()
    }
}
