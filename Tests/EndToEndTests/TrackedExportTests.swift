import Foundation
import Manuscript
import Testing

/// `:export --changes post.docx`, with the real pandoc.
@Suite struct TrackedExportTests {
    private static let program = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/pandoc" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    private func pandoc(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.program))
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The lines with words in them: an item whose words are gone stays as an empty one.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map { $0.trimmed }.filter { $0.contains { $0.isLetter } }
    }

    @Test(.enabled(if: program != nil, "pandoc is not installed"))
    func `Accepting all gives the present text, rejecting all the text before`() async throws {
        let place = try Place()
        let old = """
            # Bread

            ## Flour

            Rye flour is *very* dark, and $a_b$ stays.[^1]

            - salt
            - water
            - oil

            ```sh
            cut -f2
            ```

            ## Oven

            | heat | time |
            |------|------|
            | 200 °C | long |

            A paragraph that goes.

            [^1]: Or not.

            """
        let new = old.replacing("*very* dark", with: "rather **light**").replacing(
            "- oil\n", with: "- honey\n- seeds\n"
        )
        .replacing("cut -f2", with: "cut -f3").replacing("| long |", with: "| short |")
        .replacing("A paragraph that goes.", with: "1. First\n2. Then")
        try place.write(old, to: "bread.md")
        #expect(try await place.run("import", "bread.md").status == 0)
        try place.write(new, to: "bread.md")
        #expect(try await place.run("import", "bread.md", "-s", "bread", "--yes").status == 0)
        for (name, file) in [("bread", "all.docx"), ("bread", "again.docx")] {
            let outcome = try await place.run("export", name, "--changes", "-o", file)
            #expect(outcome.status == 0, "\(outcome)")
        }
        func path(_ name: String) -> String { "\(place.work)/\(name)" }
        let first = try Data(contentsOf: URL(fileURLWithPath: path("all.docx")))
        #expect(try first == Data(contentsOf: URL(fileURLWithPath: path("again.docx"))))
        #expect(try await place.run("export", "bread", "-o", "new.docx").status == 0)
        #expect(try await place.run("-s", "bread", "-x", ":undo", "-x", ":export old.docx").status == 0)
        for (way, plain) in [("accept", "new.docx"), ("reject", "old.docx")] {
            let read = try lines(pandoc("--track-changes=\(way)", "-t", "plain", path("all.docx")))
            #expect(try read == lines(pandoc("-t", "plain", path(plain))), "\(way)")
        }
        let spans = try pandoc("--track-changes=all", "-t", "native", path("all.docx"))
        #expect(spans.contains("\"insertion\"") && spans.contains("\"deletion\"") && spans.contains("\"Galley\""))
    }
}
