import GoodPenServer
import LoopbackServer
import Platform
import Testing

/// Every command line of the README and of the pages is run, against a server on this machine.
///
/// A block of `sh` runs in a shell, the lines of a block of `galley` are typed into the session that the page opened last,
/// and a block of `yaml` is read as a configuration file. A comment `<!-- not run: REASON -->` above a block skips it.
@Suite(.timeLimit(.minutes(10))) struct DocumentedCommandTests {
    /// A block of code with the number of its first line.
    struct Block: Equatable {
        let line: Int
        let language: String
        let text: String
        /// The reason why it cannot run here.
        var reason: String?
    }

    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

    /// The paths of the pages, from the root.
    static var pages: [String] {
        let folder = "Sources/galley/galley.docc"
        let names = ((try? Files.names(in: "\(root)/\(folder)")) ?? []).filter { $0.hasSuffix(".md") }.sorted()
        return ["README.md"] + names.map { "\(folder)/\($0)" }
    }

    static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var open: (line: Int, language: String, reason: String?, lines: [Substring])?
        var above: Substring = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let block = open, line == "```" {
                let text = block.lines.joined(separator: "\n")
                blocks.append(Block(line: block.line, language: block.language, text: text, reason: block.reason))
                open = nil
            } else if open != nil {
                open?.lines.append(line)
            } else if line.hasPrefix("```") {
                let reason = above.wholeMatch(of: /<!-- not run: (.+) -->/).map { String($0.1) }
                open = (index + 2, String(line.dropFirst(3)), reason, [])
            }
            above = line
        }
        return blocks
    }

    private static func blocks(ofPage page: String) throws -> [Block] {
        blocks(of: String(decoding: try Files.read("\(root)/\(page)"), as: UTF8.self))
    }

    /// A place with everything that the pages name.
    private func place(_ server: LoopbackServer) throws -> Place {
        let place = try Place()
        let sections = (1...3).map { number in
            "## Part \(number)\n\nYou bake loaf number \(number), and you wait for it until the crust sings in the cold kitchen. "
                + "Then somebody cuts it, warm or not, and says which of the \(number) tricks was worth the trouble.\n"
        }
        let draft = "# Old bread\n\n" + sections.joined(separator: "\n")
        for folder in ["bin", "scripts", "content/posts"] { try Files.makeFolder("\(place.work)/\(folder)") }
        for (name, text) in [
            (
                "notes.md",
                "# Yeast\n\nYeast doubles in 90 minutes at 30 degrees.\n\n## Salt\n\nSalt slows it by a third.\n"
            ),
            ("draft.md", draft), ("old-post.md", draft), ("topics.txt", "How bread rises\nWhy salt matters\n"),
            ("more.txt", "# More\n:status\n"), ("outline.txt", "Part 1\nPart 2\nPart 3\n"),
        ] { try place.write(text, to: name) }
        let program = try Child.program()
        for name in ["bin", "scripts"] {
            try place.write("#!/bin/sh\nexec '\(program)' \"$@\"\n", to: "\(name)/galley", mode: 0o755)
        }
        let example = try Files.read("\(Self.root)/sessions/data-engineering.json")
        try Files.replace(place.file("data-engineering"), with: example)
        utimes(place.file("data-engineering"), [timeval(), timeval()])
        place.environment["PATH"] = "\(place.work)/bin:" + (place.environment["PATH"] ?? "")
        place.environment["GALLEY_BASE_URL"] = server.baseURL
        place.environment["GALLEY_MODEL"] = "good-pen"
        place.environment["EDITOR"] = "true"
        return place
    }

    private func run(_ block: Block, at place: Place) async throws -> Outcome? {
        switch block.language {
        case "sh":
            let child = try place.start(["-ec", block.text], program: "/bin/bash")
            return child.outcome(try await child.end(seconds: 120))
        case "galley":
            let sessions = try Files.names(in: place.sessions).filter { $0.hasSuffix(".json") }
            let lines = block.text.split(separator: "\n").flatMap { ["-x", String($0)] }
            return try await place.run(["--yes"] + (sessions.count > 1 ? ["-c"] : []) + lines, seconds: 120)
        case "yaml":
            try place.write(block.text + "\n", to: "config.yml")
            return try await place.run("config", "--config", "config.yml")
        default: return nil
        }
    }

    @Test(arguments: pages) func everyCommandOfAPageWorks(page: String) async throws {
        let blocks = try Self.blocks(ofPage: page).filter { $0.reason == nil }
        guard !blocks.isEmpty else { return }
        let server = try await LoopbackServer.start { GoodPen().reply(to: $0) }
        let place = try place(server)
        for block in blocks {
            guard let outcome = try await run(block, at: place) else { continue }
            let says =
                "\(page):\(block.line): \(block.text)\n\(outcome.output.suffix(600))\n\(outcome.errors.suffix(600))"
            #expect(outcome.status == 0, "\(says)")
            if block.language == "yaml" { #expect(!outcome.errors.contains("there is no key"), "\(says)") }
        }
        await server.stop()
    }

    @Test func everyBlockSaysWhatItHolds() throws {
        var count = 0
        for page in Self.pages {
            for block in try Self.blocks(ofPage: page) {
                let known = ["sh", "galley", "yaml", "text"].contains(block.language)
                #expect(known, "\(page):\(block.line): give the block its language")
                if ["sh", "galley"].contains(block.language), block.reason == nil { count += 1 }
            }
        }
        #expect(count > 40)
    }

    @Test func theRulesCanFail() {
        let page = "Text.\n\n```sh\ngalley\n```\n<!-- not run: costs money -->\n```galley\n:write\n:show\n```\n"
        #expect(
            Self.blocks(of: page) == [
                Block(line: 4, language: "sh", text: "galley", reason: nil),
                Block(line: 8, language: "galley", text: ":write\n:show", reason: "costs money"),
            ])
    }
}
