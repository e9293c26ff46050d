import Manuscript
import Platform
import Testing

/// Input that cannot be used: one sentence, status 1, and the session as it was.
@Suite(.timeLimit(.minutes(5))) struct BadInputTests {
    /// A line at a session that is half written.
    @Test(arguments: [
        (":frobnicate", "There is no command :frobnicate."), (":staus", "did you mean :status?"),
        (":re 1", ":re could be :remove, :rename, :rewrite, :replace, :restore, :review, :redo"),
        (":show 9", "There is no section 9"),
        (":rewrite 2.7 shorter", "section 2.7"), (":rewrite zebra", "zebra"), (":show 3-1", "3-1"),
        (":new", "A topic needs at least one letter or digit."), (":new ?!", "A topic needs"),
        (":set words many", "words takes a whole number"), (":set wrods 3", "did you mean \"words\"?"),
        (":set", nil), (":undo", "Nothing to undo."), (":redo", "Nothing to redo."),
        (":export pages", "There is no format \"pages\""), (":export nowhere/post.md", "no such file or folder"),
        (":export .", "it is a folder"), (":open nothing", "There is no session \"nothing\"."),
        (":open ../post", "cannot be the name of a session"), (":save", nil), (":move 1", ":move needs"),
        (":edit 3 shorter", "has no text yet"), (":accept 1", "has no unfinished text"),
    ])
    func linesAreRefused(line: String, sentence: String?) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let before = try Files.read(place.file("post"))
        let outcome = try await place.run("-s", "post", "-x", line)
        #expect(try Files.read(place.file("post")) == before)
        guard let sentence else {
            #expect(outcome.status == 0 && outcome.complaints.isEmpty)
            return
        }
        outcome.expectSentence(sentence)
        #expect(outcome.output == "")
    }

    @Test func withoutAnOutlineThereIsNothingToWrite() async throws {
        let place = try Place()
        try place.keep(Posts.bare())
        let before = try Files.read(place.file("bare"))
        for line in [":write", ":rewrite 1", ":show 1", ":remove 1"] {
            try await place.run("-s", "bare", "-x", line).expectSentence("There is no outline yet")
        }
        #expect(try Files.read(place.file("bare")) == before)
    }

    @Test func withoutATopicThereIsNothingToDo() async throws {
        let place = try Place()
        for line in [":outline", ":status", ":show", ":export", ":save x"] {
            try await place.run("-s", "new", "-x", line).expectSentence("There is no topic yet.")
        }
        try await place.run("write", "  ").expectSentence("A topic needs at least one letter or digit.")
        #expect(try Files.names(in: place.sessions).isEmpty)
    }

    /// `:show` and the like are refused where a folder is a file; a folder below a file or in /proc cannot be made by root.
    @Test func foldersThatAreNone() async throws {
        let place = try Place()
        let file = try place.write("a file", to: "file")
        let folders = [
            (file, "folder"), ("\(file)/below", "a part of the path is a file"), ("/proc/galley", "/proc/galley"),
        ]
        for (folder, words) in folders {
            try await place.run("--sessions-dir", folder, "-x", "A topic").expectSentence(words)
        }
        try await place.run("--sessions-dir", file, "-r", "post").expectSentence("There is no session \"post\".")
        try await place.run("--sessions-dir", file, "sessions").expectSentence("a part of the path is a file")
        #expect(try place.text(of: "file") == "a file")
    }

    @Test func aFolderThatCannotBeWritten() async throws {
        // Root writes everywhere, so this shows something for others only; the test above holds for root, too.
        guard geteuid() != 0 else {
            #expect(Files.exists("/proc/self"))
            return
        }
        let place = try Place()
        chmod(place.sessions, 0o500)
        defer { chmod(place.sessions, 0o700) }
        try await place.run("-x", "A topic").expectSentence("permission denied")
    }

    @Test(arguments: [
        ("{\"format\": \"galley-session\", \"version\": 1,", "it ends too early at line 1, byte 43"),
        ("", "it is empty"),
        ("{\"format\": \"galley-session\", \"version\": 99}", "version 99"), ("[1, 2]", "session"),
        ("{\"format\": \"other\"}", "session"), ("{\"format\": \"galley-session\", \"version\": 1}", "is missing"),
    ])
    func sessionsThatAreNone(text: String, words: String) async throws {
        let place = try Place()
        try Files.replace(place.file("post"), with: Array(text.utf8))
        for arguments in [["-r", "post"], ["-s", "post"], ["-c"], ["export", "post"]] {
            let isExport = arguments[0] == "export"
            try await place.run(arguments + (isExport ? [] : ["-x", ":status"])).expectSentence(words)
        }
        #expect(try Files.read(place.file("post")) == Array(text.utf8))
        #expect(try Files.names(in: place.sessions).filter { $0.hasSuffix(".json") } == ["post.json"])
    }

    @Test func namesThatAreUnknown() async throws {
        let place = try Place()
        try await place.run("-c", "-x", ":status").expectSentence("There is no session yet")
        try place.keep(Posts.half())
        try await place.run("-r", "nothing", "-x", ":status").expectSentence("There is no session \"nothing\".")
        try await place.run("-r", "pots", "-x", ":status").expectSentence("did you mean \"post\"?")
        try await place.run("-s", "../x", "-x", "A topic").expectSentence("cannot be the name of a session")
        try await place.run("export", "nothing").expectSentence("There is no session \"nothing\".")
        try await place.run("-f", "missing").expectSentence("missing cannot be read: there is no such file")
        #expect(try Files.names(in: place.sessions) == ["post.json"])
    }

    @Test func aFailedLineOfAScriptIsNamed() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.write(":status\n\n:show 99\n:status\n", to: "lines.txt")
        let failed = "There is no section 99"
        try await place.run("-r", "post", "-f", "lines.txt").expectSentence("lines.txt, line 3: \(failed)")
        try await place.run("-r", "post", input: Array("\r\n:show 99\r\n".utf8))
            .expectSentence("Standard input, line 2: \(failed)")
        try await place.run("-r", "post", "-x", ":show 99").expectSentence("galley: \(failed)")
    }

    @Test func bytesThatAreNotText() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let before = try Files.read(place.file("post"))
        let bytes = Array(":remove 1\n:new ".utf8) + [0xFF, 0xFE, 0x0A]
        try await place.run("-s", "post", input: bytes).expectSentence("Standard input is not UTF-8 text")
        try Files.replace("\(place.work)/script", with: bytes)
        try await place.run("-s", "post", "-f", "script").expectSentence("script is not UTF-8 text")
        #expect(try Files.read(place.file("post")) == before)
    }

    @Test func aSessionThatIsOpenElsewhere() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", at: place)
        try await console.wait(for: "post> ")
        try await place.run("-r", "post", "-x", ":remove 1").expectSentence("process \(console.child.id)")
        #expect(try place.session("post") == Posts.half())
        try console.type("\u{4}")
        #expect(try await console.end() == 0)
        #expect(try await place.run("-r", "post", "-x", ":status").status == 0)
    }
}

extension Outcome {
    /// Expects status 1 and exactly one complaint, a sentence with these words, and nothing raw.
    func expectSentence(_ words: String, at location: SourceLocation = #_sourceLocation) {
        #expect(status == 1, "\(self)", sourceLocation: location)
        #expect(complaints.count == 1, "\(self)", sourceLocation: location)
        let sentence = complaints.first ?? ""
        #expect(sentence.contains(words), "\(self)", sourceLocation: location)
        #expect([".", "?"].contains(sentence.last.map(String.init) ?? ""), "\(self)", sourceLocation: location)
        // Remarks may stand before it, such as what was opened; nothing stands behind it.
        #expect(remarks.last == sentence && sentence.count < 400, "\(self)", sourceLocation: location)
        for raw in ["{\"", "<html", "Swift.", "Error(", "Optional("] {
            #expect(!errors.lowercased().contains(raw.lowercased()), "\(self)", sourceLocation: location)
        }
    }
}
