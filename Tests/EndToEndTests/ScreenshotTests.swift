import LoopbackServer
import Manuscript
import Platform
import Testing
import VirtualTerminal

/// A whole session with the example post, at a terminal, against a server that knows what to say.
///
/// With the folder's name in GALLEY_SCREENSHOTS it is written there, as text and as a picture (`scripts/screenshot`).
@Suite(.timeLimit(.minutes(5))) struct ScreenshotTests {
    /// The model's answer to the only request of the session.
    private static let answer = """
        Four habits keep the **one table** honest:

        - *Say what a row is.* A trip is one row, and nobody has to ask.
        - *Name the owner.* Somebody answers when `trips_per_day` looks wrong.
        - *Promise a time.* By seven in the morning yesterday is there, or it says that it is not.
        - *Keep the old names.* A column is added, never renamed.
        """

    private func session(columns: Int32) async throws -> VirtualTerminal {
        let place = try Place()
        let example =
            #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/sessions/data-engineering.json"
        try Files.replace(place.file("data-engineering"), with: try Files.read(example))
        let server = try await LoopbackServer.start { request in
            guard request.isChat, request.json?["stream"] == .bool(true) else { return Author().reply(to: request) }
            let words = Self.answer.split(separator: " ", omittingEmptySubsequences: false).map { $0 + " " }
            return .stream(words.map { String($0) }, delay: 0.002)
        }
        let console = try Console(
            ["-r", "data-engineering", "--base-url", server.baseURL, "-m", "gpt-oss-120b"], at: place, columns: columns,
            rows: 40)
        try await console.begin("data-engineering")
        let lines = [
            ":show 3.3", ":set lengthRetry off", ":rewrite 3.4 shorter, and as a list", ":diff", ":undo", ":check",
        ]
        for (count, line) in lines.enumerated() {
            try console.enter(line)
            try await console.see("the prompt behind \(line)", seconds: 60) { sight in
                let entered = sight.everything.count { $0.hasPrefix("data-en…eering> :") }
                return entered == count + 1 && sight.lines[sight.row] == "data-en…eering>"
            }
        }
        let sight = console.sight
        #expect(try await console.leave() == 0)
        await server.stop()
        return sight
    }

    @Test(arguments: [40, 80, 100] as [Int32]) func aWholeSession(columns: Int32) async throws {
        let sight = try await session(columns: columns)
        #expect(sight.errors.isEmpty, "\(sight.errors)")
        // Where the server listens is another port every time.
        let text = sight.everything.map { $0.replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:8080") }
        #expect(text.allSatisfy { $0.unicodeScalars.count <= Int(columns) })
        #expect(sight.paragraphs.contains { $0.hasPrefix("• Say what a row is.") }, "\(text)")
        #expect(text.filter { $0.hasPrefix("data-en…eering> :") }.count == 6, "\(text)")
        let picture = sight.picture(
            title: "Galley: a section is shown, written anew as a list, compared and taken back."
        )
        .replacing(/127\.0\.0\.1:\d+/, with: "127.0.0.1:8080")
        #expect(picture.utf8.count < 80_000)
        guard let folder = ProcessInfo.processInfo.environment["GALLEY_SCREENSHOTS"] else { return }
        if columns == 100 {
            try Files.replace("\(folder)/session.svg", with: Array(picture.utf8), mode: 0o644)
        } else {
            let name = "\(folder)/session-\(columns).txt"
            try Files.replace(name, with: Array((text.joined(separator: "\n") + "\n").utf8), mode: 0o644)
        }
    }
}
