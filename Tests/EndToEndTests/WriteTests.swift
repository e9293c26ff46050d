import LoopbackServer
import Manuscript
import Platform
import Testing

/// `galley write` and `galley export` through pipes against a model server.
@Suite(.timeLimit(.minutes(5))) struct WriteTests {
    @Test func aPostIsWrittenInOneLine() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let outcome = try await place.run(
            "write", "What is a lighthouse?", "-o", "post.md", "--words", "800", "--base-url", server.baseURL)
        #expect(outcome.status == 0 && outcome.output == "", "\(outcome)")
        let session = try place.session()
        let post = try place.text(of: "post.md")
        #expect(session.style.words == 800 && session.outline.sections.count >= 4)
        #expect(session.missing.isEmpty && session.written.count >= 8)
        #expect(Posts.headings(of: post) == Posts.headings(of: session))
        #expect(Set(Posts.headings(of: post)).count == session.outline.entries.count + 1)
        for entry in session.outline.entries {
            if let text = entry.section.text?.text { #expect(post.contains(text)) }
        }
        #expect(server.numbers.sorted() == session.written.sorted(), "each section is asked for once")
        // Progress is said where no terminal is, on standard error: a line a section.
        for number in session.written { #expect(outcome.remarks.contains { $0.hasPrefix("\(number) ") }) }
        #expect(outcome.complaints.isEmpty)
        await server.stop()
    }

    /// The session that the run itself begins could want that name.
    @Test func aPathAmongTheSessionsIsNotPaidFor() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        for name in ["what-is-a-lighthouse.json", "Other.JSON", "../sessions/a.json"] {
            let outcome = try await place.run(
                "write", "What is a lighthouse?", "-o", "\(place.sessions)/\(name)", "--base-url", server.baseURL)
            outcome.expectSentence("Give a path in another folder.")
        }
        #expect(try server.chats.isEmpty && Files.names(in: place.sessions).isEmpty)
        await server.stop()
    }

    @Test func standardOutputHoldsThePostAlone() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let outcome = try await place.run(
            "write", "What is a lighthouse?", "--sections", "2", "--base-url", server.baseURL)
        let session = try place.session()
        #expect(outcome.status == 0 && session.outline.sections.count == 2)
        #expect(outcome.output.hasPrefix("# What is a lighthouse?\n"))
        #expect(Posts.headings(of: outcome.output) == Posts.headings(of: session))
        #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("words left"))
        await server.stop()
    }

    @Test func anotherProcessExportsIt() async throws {
        let place = try Place()
        let session = Posts.half()
        try place.keep(session)
        let markdown = try await place.run("export", "post")
        #expect(markdown.status == 0)
        #expect(Posts.headings(of: markdown.output) == Posts.headings(of: session))
        let html = try await place.run("export", "post", "html", "-o", "post.html")
        #expect(html.status == 0 && html.output == "")
        #expect(try place.text(of: "post.html").contains(/<h3 id="towers">Towers<a class="anchor"/))
        let json = try await place.run("export", "post", "json")
        #expect(try JSONValue(parsing: json.output)["title"]?.string == session.topic)
        let text = try await place.run("export", "post", "-o", "post.txt")
        let plain = try place.text(of: "post.txt")
        #expect(text.status == 0 && !plain.contains("##"))
        // The session notes what it exported to files, and nothing else of it changes.
        var after = try place.session("post")
        #expect(after.exports.map { Files.name(of: $0.path) } == ["post.html", "post.txt"])
        after.exports = []
        #expect(after == session)
    }

    @Test func sessionsAreListed() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.bare())
        let outcome = try await place.run("sessions")
        #expect(outcome.status == 0 && outcome.output.contains("post") && outcome.output.contains("bare"))
    }

    /// Written sections are never requested again, even if the program was stopped midway.
    @Test func anInterruptedPostContinuesWhereItStopped() async throws {
        let place = try Place()
        let isSlow = Guarded(true)
        let server = try await LoopbackServer.start { request in
            let isStuck = isSlow.withLock { $0 } && !["1", "1.1", "1.2", nil].contains(request.number)
            return Author(delay: isStuck ? 1 : 0).reply(to: request)
        }
        let child = try place.start(["write", "What is a lighthouse?", "-o", "post.md", "--base-url", server.baseURL])
        try await child.wait(for: "two sections") {
            let said = child.outcome(0).remarks
            return ["1.1 ", "1.2 "].allSatisfy { number in said.contains { $0.hasPrefix(number) } }
        }
        kill(child.id, SIGINT)
        #expect(try await child.end() == 130)
        #expect(child.outcome(0).errors.contains("Stopped. Everything finished is saved."))
        #expect(child.outcome(0).complaints.isEmpty && !Files.exists("\(place.work)/post.md"))
        #expect(try await server.eventually { $0.brokenOff > 0 }, "the connection is closed")
        let first = try place.session()
        #expect(Set(first.written).isSuperset(of: ["1.1", "1.2"]) && !first.missing.isEmpty)

        isSlow.withLock { $0 = false }
        let before = server.numbers.count
        let outcome = try await place.run("-c", "-x", ":write", "--base-url", server.baseURL)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(server.numbers.dropFirst(before).sorted() == first.missing.sorted())
        let second = try place.session()
        #expect(second.missing.isEmpty)
        for number in first.written { #expect(second.section(number)?.text == first.section(number)?.text) }
        #expect(Posts.headings(of: outcome.output).count == first.missing.count)
        await server.stop()
    }

    /// However many are written at once, and whoever is done first: what comes out is the same to the byte.
    @Test func theOutputDoesNotTellHowManyWereWrittenAtOnce() async throws {
        var outputs: [String] = []
        for parallel in [1, 2, 4, 8] {
            let place = try Place()
            var session = Posts.half()
            for number in 1...6 {
                session.outline.sections.append(Section(id: "x\(number)", title: "Light number \(number)", words: 60))
            }
            session.settings["parallel"] = .int(parallel)
            try place.keep(session)
            let server = try await LoopbackServer.start { request in
                guard request.isChat else { return Author().reply(to: request) }
                // The text follows from the section alone; later sections are the quicker ones.
                let number = request.number ?? ""
                let text = Author.text(for: ["messages": [["role": "user", "content": .string(number)]]])
                let place = Double(number.split(separator: ".").first ?? "0") ?? 0
                let words = text.split(separator: " ", omittingEmptySubsequences: false).map { "\($0) " }
                return .stream(words, delay: (10 - place) / 5000)
            }
            let outcome = try await place.run("-r", "post", "-x", ":write", "--base-url", server.baseURL)
            #expect(outcome.status == 0 && server.chats.count == 8, "\(outcome)")
            outputs.append(outcome.output)
            await server.stop()
        }
        #expect(outputs[0].contains("### Lamps\n\n") && Posts.headings(of: outputs[0]).count == 8)
        #expect(Set(outputs).count == 1)
    }

    /// `galley write` has the later of two sections that tell the same written anew, and `--no-repair` leaves it.
    @Test(arguments: [true, false]) func retoldSectionsAreRewritten(mends: Bool) async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { request in
            guard let number = request.number, ["2", "3"].contains(number) else { return Author().reply(to: request) }
            let isAnew =
                request.messages("user").last?.contains("refer, don't retell") == true
                || request.messages("user").last?.contains("tells again what section") == true
            let seed = isAnew ? "anew" : "the same"
            let text = Author.text(for: [
                "messages": [["role": "user", "content": .string("\(seed), about 160 words")]]
            ])
            return .stream([text])
        }
        let flags = mends ? [] : ["--no-repair"]
        let outcome = try await place.run(
            ["write", "What is a lighthouse?", "-o", "post.md", "--sections", "4", "--base-url", server.baseURL] + flags
        )
        #expect(outcome.status == 0, "\(outcome)")
        let session = try place.session()
        let (second, third) = (session.section("2"), session.section("3"))
        guard second?.isLeaf == true, third?.isLeaf == true else { return }
        #expect(second?.versions.count == 1, "the first one to tell it stays as it was")
        #expect(third?.versions.count == (mends ? 2 : 1), "versions are kept")
        #expect((second?.text?.text == third?.text?.text) == !mends)
        #expect(outcome.errors.contains("retells") == true)
        await server.stop()
    }

    /// A broken answer is retried in the same run, in outline, overlaps and sections.
    @Test(arguments: [1, 2, 4]) func aBrokenCallIsDrawnAgain(request: Int) async throws {
        let place = try Place()
        let count = Guarded(0)
        let server = try await LoopbackServer.start { received in
            guard received.isChat else { return Author().reply(to: received) }
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number == request else { return Author().reply(to: received) }
            return .events(.init(Chunk.text("Half a text")))
        }
        let outcome = try await place.run(
            "write", "What is a lighthouse?", "-o", "post.md", "--base-url", server.baseURL)
        #expect(outcome.status == 0 && Files.exists("\(place.work)/post.md"), "\(outcome)")
        #expect(outcome.errors.contains("asking again (2 of 3)"))
        #expect(try place.session().missing.isEmpty)
        await server.stop()
    }

    /// The same command again pays for nothing that is there, and another length is another post.
    @Test func aFinishedPostIsExportedAgain() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let line = ["write", "What is a lighthouse?", "-o", "post.md", "--base-url", server.baseURL]
        #expect(try await place.run(line).status == 0)
        let (paid, post) = (server.chats.count, try Files.read("\(place.work)/post.md"))
        unlink("\(place.work)/post.md")
        let again = try await place.run(line)
        #expect(again.status == 0 && server.chats.count == paid, "\(again)")
        #expect(try Files.read("\(place.work)/post.md") == post)
        let longer = try await place.run(line + ["--words", "900", "--yes"])
        #expect(longer.status == 0 && server.chats.count > paid, "\(longer)")
        #expect(longer.errors.contains("starts another one"))
        await server.stop()
    }

    /// An unwritable target is reported before any paid call.
    @Test(arguments: ["missing/post.md", "."]) func theFileIsCheckedFirst(path: String) async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        let outcome = try await place.run("write", "What is a lighthouse?", "-o", path, "--base-url", server.baseURL)
        #expect(outcome.status == 1 && outcome.complaints.count == 1, "\(outcome)")
        #expect(server.chats.isEmpty)
        await server.stop()
    }

    @Test func theSameTopicContinuesToo() async throws {
        let (place, server) = (try Place(), try await LoopbackServer.start { Author().reply(to: $0) })
        try place.keep(Posts.half(named: "what-is-a-lighthouse"))
        let outcome = try await place.run("write", "What is a lighthouse?", "-o", "-", "--base-url", server.baseURL)
        #expect(outcome.status == 0 && server.chats.count == 2 && server.numbers.sorted() == ["2.2", "3"])
        #expect(outcome.output.contains("Fires were lit on hills.") && outcome.output.contains("### Lamps\n\n"))
        await server.stop()
    }
}
