import LoopbackServer
import Manuscript
import Platform
import Testing

/// The page of JSON output: each line of its tables is run, and prints exactly the keys beside it.
@Suite(.timeLimit(.minutes(5))) struct JSONReferenceTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// The keys of a value with those below them in brackets; an array has those of all its elements.
    static func keys(of value: JSONValue?) -> String {
        func merged(_ values: [JSONValue]) -> [String: [JSONValue]] {
            values.reduce(into: [:]) { found, value in
                for (key, member) in value.object ?? [:] { found[key, default: []] += member.array ?? [member] }
            }
        }
        func described(_ members: [String: [JSONValue]]) -> String {
            members.sorted { $0.key < $1.key }.map { key, values in
                let below = described(merged(values))
                return "`\(key)`" + (below.isEmpty ? "" : " (\(below))")
            }.joined(separator: ", ")
        }
        return described(merged(value.map { [$0] } ?? []))
    }

    /// The lines of the page's tables, each with its keys.
    private static func rows() throws -> [(line: String, keys: String)] {
        let page = String(decoding: try Files.read("\(root)/Sources/galley/galley.docc/json-output.md"), as: UTF8.self)
        return page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { String($0.trimmed) }
            guard line.hasPrefix("| `"), cells.count > 1 else { return nil }
            return (cells[0].filter { $0 != "`" }, cells[1])
        }
    }

    @Test func eachLinePrintsTheKeysBesideIt() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.keep(Posts.half())
        try place.write("The lamp of 1822 was lit with colza oil. It burned 750 grams an hour.\n", to: "notes.md")
        try place.write("# A post\n\n## One\n\nText of one.\n", to: "draft.md")
        try place.write(":status\n", to: "lines.txt")
        let rows = try Self.rows()
        #expect(rows.count > 60)
        for row in rows {
            let isSubcommand = row.line.hasPrefix("galley ")
            let words = row.line.split(separator: " ").dropFirst().map(String.init)
            let arguments = isSubcommand ? words : ["-c", "--yes", "-x", row.line]
            let outcome = try await place.run(arguments + ["--json", "--base-url", server.baseURL])
            let value = try JSONValue(parsing: String(outcome.output.split(separator: "\n").last ?? ""))
            let keys = Self.keys(of: value["result"])
            #expect(
                value["ok"] == .bool(true) && keys == row.keys,
                "| `\(row.line)` | \(keys) |\n\(outcome.complaints) \(outcome.output.suffix(300))")
        }
        await server.stop()
    }

    @Test func theKeysOfAllElementsAreNamed() throws {
        let value = try JSONValue(parsing: #"{"b": [{"x": 1}, {"y": {"z": []}}], "a": "", "c": []}"#)
        #expect(Self.keys(of: value) == "`a`, `b` (`x`, `y` (`z`)), `c`")
        #expect(Self.keys(of: nil).isEmpty && Self.keys(of: [:]).isEmpty)
    }
}
