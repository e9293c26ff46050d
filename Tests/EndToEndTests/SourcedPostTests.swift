import LoopbackServer
import Manuscript
import Platform
import Testing

/// A post with sources from the first line to the file and back, on the built program.
@Suite(.timeLimit(.minutes(5))) struct SourcedPostTests {
    private static let notes = """
        # Bakery notes

        ## Starter

        The starter at Hill Street is fed twice a day with 50 grams of rye flour. Its baker, Ines Koller, says: "A starter forgives cold, but never hunger."

        ## Oven

        The oven is heated to 250 degrees for 45 minutes before the first loaf goes in.
        """
    private static let piped =
        "Yeast turns sugar into carbon dioxide. Gluten holds about 85 percent of that gas.\n\nSalt slows fermentation by one third at 2 percent.\n"

    /// Writes a section out of the passages that it is offered, with a mark behind each sentence.
    private static func reply(to request: ReceivedRequest) -> Reply {
        let asked = request.messages("user").joined(separator: "\n\n")
        let passages = asked.matches(of: /(?m)^\[(\d+#\d+)\] (?:\([^)]*\) )?(.*)$/)
        let usage = Usage(promptTokens: 10, completionTokens: 10, calls: 1)
        if asked.contains("Give the titles in reading order") {
            let titles = ["Why yeast and salt matter", "Keeping a starter alive", "What the oven does"]
            let sections = titles.map { JSONValue.object(["heading": .string($0), "subsections": []]) }
            return .stream([JSONValue.object(["sections": .array(sections)]).compact], delay: 0, usage: usage)
        }
        guard request.isChat, !passages.isEmpty else { return Author().reply(to: request) }
        var sentences = passages.map { match -> String in
            let first = match.2.prefix { $0 != "." }
            return "As the notes say, \(first.lowercased().prefix(1))\(first.dropFirst()) [\(match.1)]."
        }
        if let quote = passages.first(where: { $0.2.contains("hunger") }) {
            sentences.append("Ines Koller says that \"A starter forgives cold, but never hunger\" [\(quote.1)].")
        }
        let text = sentences.joined(separator: " ") + " Nobody wrote that down before [9#9]."
        return .stream([text], delay: 0, usage: usage)
    }

    @Test func twoSourcesArePipedCitedCheckedExportedAndImported() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Self.reply(to: $0) })
        try place.write(Self.notes, to: "notes.md")
        try place.write(Self.piped, to: "piped.txt")
        let run = try await place.shell(
            "cat piped.txt | galley write 'How bread rises' --source notes.md -o post.md --sections 3 --words 400 --base-url \(server.baseURL)"
        )
        #expect(run.status == 0, "\(run)")
        let session = try place.session()
        #expect(session.references.count == 2 && session.missing.isEmpty)
        let name = session.name
        try expectCitations(of: session)
        // The outline was planned with the sources.
        let asked = server.chats.map { $0.messages("user").joined(separator: "\n") }
        let outline = try #require(asked.first { $0.contains("Give the titles in reading order") })
        #expect(outline.contains("fed twice a day") && outline.contains("carbon dioxide"))

        let post = try place.text(of: "post.md")
        #expect(post.contains(" [1]") && post.contains("## References\n\n1. ") && post.contains("\n2. "))
        #expect(post.firstMatch(of: /\[\d+#\d+\]/) == nil && !post.contains("[9"))
        let check = try await place.run("check", name)
        #expect(check.output.contains(/citations +100 % +100 % +ok/), "\(check)")
        let audit = try await place.run("-r", name, "-x", ":audit", "--json")
        #expect(audit.status == 0 && !audit.output.isEmpty)

        // The same file changes nothing; a changed sentence keeps the marks of the others.
        let same = try await place.run("import", "post.md", "-s", name)
        #expect(same.status == 0 && same.errors.contains("no changes for this post"), "\(same)")
        try place.write(post.replacing("before the first loaf goes in", with: "before any loaf goes in"), to: "post.md")
        #expect(try await place.run("import", "post.md", "-s", name, "-y").status == 0)
        let changed = try place.session(name)
        #expect(changed.outline.entries.count == session.outline.entries.count)
        #expect(changed.outline.entries.contains { $0.section.text?.text.contains("before any loaf") == true })
        #expect(marks(of: changed) == marks(of: session))

        #expect(try await place.run("import", "post.md", "-s", "fresh").status == 0)
        #expect(try await place.run("export", "fresh", "-o", "fresh.md").status == 0)
        #expect(try place.text(of: "fresh.md") == place.text(of: "post.md"))
        let fresh = try await place.run("check", "fresh")
        #expect(fresh.output.contains("length") || fresh.output.contains("fidelity"), "\(fresh)")
        await server.stop()
    }

    private func marks(of session: Session) -> [String] {
        session.outline.entries.flatMap { entry in
            CitationMarks.all(in: entry.section.text?.text ?? "").flatMap { $0.addresses.map { "\($0)" } }
        }
    }

    /// Every mark is one of the passages that the section was offered, and the quotation is kept word for word.
    private func expectCitations(of session: Session) throws {
        for entry in session.outline.entries {
            guard let version = entry.section.text else { continue }
            let cited = CitationMarks.all(in: version.text).flatMap { $0.addresses.map { "\($0)" } }
            let offered = version.offered ?? []
            #expect(!cited.isEmpty && cited.allSatisfy(offered.contains), "\(entry.number): \(cited), \(offered)")
        }
        let texts = session.outline.entries.compactMap { $0.section.text?.text }.joined(separator: "\n")
        #expect(texts.contains("\"A starter forgives cold, but never hunger\""))
    }
}
