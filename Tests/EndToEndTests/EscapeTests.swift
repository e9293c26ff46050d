import LoopbackServer
import Manuscript
import Platform
import Testing

/// Nothing that a session, a model or a server says steers the terminal: not its clipboard, title or cursor, and no
/// direction of text is overridden.
@Suite(.timeLimit(.minutes(5))) struct EscapeTests {
    /// A clipboard, a title, a cleared screen, a moved cursor, a query, C1 forms, an override of direction, a bell, and
    /// characters that have no shape.
    private static let evil =
        "\u{1B}]52;c;ZXZpbA==\u{07}\u{1B}]0;pwned\u{1B}\\\u{1B}[2J\u{1B}[9;9H\u{1B}[6n\u{9B}31m\u{9D}0;x\u{9C}\u{202E}\u{2066}\u{07}"
        + marks

    /// Marks of direction and what hides in a text; of emoji and scripts that need such characters a few stay.
    private static let marks =
        "\u{200E}\u{200F}\u{61C}\u{200B}\u{FEFF}\u{2060}\u{2062}\u{206A}\u{E0041}\u{E0042}\u{E007F}"

    /// The parts that must never reach a terminal or a pipe; colours and the line editor's sequences may.
    private static func traces(in bytes: some Sequence<UInt8>) -> [String] {
        // The title of the window at the prompt holds the name of the session and nothing else.
        let text = String(decoding: Array(bytes), as: UTF8.self).replacing("\u{1B}]2;post\u{07}", with: "")
        let forbidden =
            [
                "\u{1B}]", "\u{1B}[2J", "\u{1B}[9;9H", "\u{1B}[6n", "\u{9B}", "\u{9D}", "\u{9C}",
                "\u{202E}", "\u{2066}",
            ] + marks.unicodeScalars.map { String($0) }
        return forbidden.filter { text.unicodeScalars.firstRange(of: $0.unicodeScalars) != nil }
    }

    /// A post in which every text is laced.
    private static var laced: Session {
        let now = Date(timeIntervalSince1970: 1_750_000_000)
        func laced(_ text: String) -> String { "\(text)\(evil) \(text)" }
        func version(_ number: Int) -> Version {
            Version(
                number: number,
                text: laced("Text \(number).") + "\n\n- \(laced("item"))\n\n`\(laced("code"))` &#27;[2J",
                origin: .rewritten, instruction: laced("shorter"), model: laced("m"), at: now)
        }
        var session = Session(name: "post", topic: laced("Topic"), at: now, id: "laced")
        var first = Section(id: "a", title: laced("One"), brief: laced("brief"), points: [laced("p")], words: 50)
        first.versions = [version(1), version(2)]
        first.current = 2
        first.notes = laced("note")
        var second = Section(id: "b", title: laced("Two"), words: 50)
        second.candidate = Candidate(
            text: laced("Half"), cause: .interrupted, origin: .written, instruction: laced("i"), model: laced("m"),
            at: now)
        session.outline = Outline([first, second, Section(id: "c", title: laced("Three"), words: 50)])
        session.style.audience = laced("readers")
        session.settings["model"] = .string(laced("model"))
        session.history = [
            Turn(at: now, kind: .other(laced("write")), input: laced("in"), summary: laced("did"), model: laced("m"))
        ]
        return session
    }

    private static let lines = [
        ":outline", ":show", ":show 1", ":show 2", ":status", ":context 3", ":check", ":diff 1 1 2", ":versions 1",
        ":history",
        ":sessions", ":set", ":usage", ":brief 1", ":note 1", ":model", ":rename 1 \u{1B}[2JAnew", ":undo",
        ":help write",
        ":nonsense\u{1B}]0;pwned\u{07}", ":show 9\u{9B}31m", ":export md -",
    ]

    @Test func onATerminal() async throws {
        let place = try Place()
        try place.keep(Self.laced)
        let server = try await LoopbackServer.start { Author().reply(to: $0) }
        for line in Self.lines where line != ":export md -" {
            let console = try Console(["-r", "post", "-x", line, "--base-url", server.baseURL], at: place)
            _ = try await console.end()
            #expect(!console.child.output.isEmpty, "\(line)")
            #expect(Self.traces(in: console.child.output) == [], "\(line.debugDescription)")
        }
        await server.stop()
    }

    @Test(arguments: [[], ["--json"]])
    func onAPipe(options: [String]) async throws {
        let place = try Place()
        try place.configure("longestWait: 1")
        try place.keep(Self.laced)
        for line in Self.lines where line != ":export md -" {
            let outcome = try await place.run(
                options + ["-r", "post", "-x", line, "--base-url", "http://127.0.0.1:1/v1"])
            #expect(Self.traces(in: (outcome.output + outcome.errors).utf8) == [], "\(line.debugDescription)")
        }
    }

    /// The prompt, the completion and the history of lines are outputs too.
    @Test func atThePrompt() async throws {
        let place = try Place()
        try place.keep(Self.laced)
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "x\(Self.evil)", at: place)
        try await console.wait(for: "> ", seconds: 30)
        try console.type(":show \t\t")
        try await console.wait(for: "Two", seconds: 30)
        try console.type(Key.interrupt)
        try await console.wait(for: "^C", seconds: 30)
        try await console.wait(for: "> ", seconds: 30)
        #expect(try await console.leave() == 0)
        #expect(Self.traces(in: console.child.output) == [])
    }

    /// A model that writes escapes, in pieces that are cut anywhere, and a server that complains with them.
    @Test func fromAModel() async throws {
        let place = try Place()
        var post = Posts.half()
        post.settings["lengthRetry"] = .bool(false)
        try place.keep(post)
        let server = try await LoopbackServer.start { request in
            switch request.number {
            case "2.2": .stream((Self.evil + "A lamp burns. It burns oil." + Self.evil).map { String($0) })
            case "3":
                .json(400, JSONValue.object(["error": ["message": .string("no\(Self.evil) such model")]]).compact)
            default: Author(models: ["m\(Self.evil)"]).reply(to: request)
            }
        }
        let console = try Console(
            ["-r", "post", "-m", "loopback", "-x", ":models", "-x", ":write", "--base-url", server.baseURL], at: place)
        #expect(try await console.end() == 1)
        let shown = console.everything
        #expect(shown.contains("A lamp burns.") && shown.contains("such model"), "\(shown)")
        #expect(Self.traces(in: console.child.output) == [])
        await server.stop()
        let text = try #require(place.session("post").text("2.2"))
        // Marks of direction belong to a text in some languages, so it keeps them; they are not shown.
        #expect(PlainText.clean(text) == "A lamp burns. It burns oil.", "\(text.debugDescription)")
        #expect(PlainText.kept(text) == text && !text.unicodeScalars.contains("\u{1B}"), "\(text.debugDescription)")
    }

    /// A model's reply in a conversation: text and tool calls.
    @Test(arguments: [[], ["--json"]])
    func fromAConversation(options: [String]) async throws {
        let author = TalkingAuthor(
            calls: [
                "it is all wrong": [
                    .init(name: "rename", arguments: ["section": "6", "title": .string("New\(Self.evil) title")]),
                    .init(name: "x\(Self.evil)", arguments: ["y": .string(Self.evil)]),
                ]
            ], replies: ["it is all wrong": "So\(Self.evil) it **is\(Self.evil)**.", "why?": "For\(Self.evil) that."])
        let server = try await LoopbackServer.start { author.reply(to: $0) }
        let place = try Place()
        let post = try Posts.example()
        try place.keep(post)
        let arguments = ["-r", post.name, "-m", "loopback-author", "--base-url", server.baseURL, "-x"]
        for line in ["why?", "it is all wrong", ":history", ":context", ":undo"] {
            let console = try Console(arguments + [line], at: place)
            #expect(try await console.end() == 0, "\(line)")
            #expect(Self.traces(in: console.child.output) == [], "\(line)")
            let outcome = try await place.run(options + arguments + [line])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(Self.traces(in: (outcome.output + outcome.errors).utf8) == [], "\(line)")
        }
        await server.stop()
    }

    /// Programs read the same texts that the session has, from characters that are escaped.
    @Test func programsReadWhatIsThere() async throws {
        let place = try Place()
        var post = Self.laced
        let text = "שלום\u{200F} עולם\u{9B}\u{7F}\u{85}\u{2028}\u{FEFF} 👍🏽 می\u{200C}خواهم 🏴\u{E0067}\u{E0062}\u{E007F}"
        post.outline.sections[0].versions[1] = Version(number: 2, text: text, origin: .rewritten, at: post.createdAt)
        try place.keep(post)
        let kept = try place.session("post").outline.sections[0].versions[1].text
        let lines = [
            ["export", "post", "json", "-o", "-"], ["-r", "post", "-x", ":export json -"],
            ["-r", "post", "--json", "-x", ":show 1"],
        ]
        for arguments in lines {
            let outcome = try await place.run(arguments)
            #expect(outcome.status == 0 && Self.traces(in: outcome.output.utf8) == [], "\(outcome)")
            let loose = outcome.output.unicodeScalars.filter {
                $0.value != 10 && $0.properties.generalCategory == .control || (0x2028...0x2029).contains($0.value)
            }
            #expect(loose.isEmpty, "\(arguments): \(outcome.output.debugDescription)")
            #expect(try Self.texts(in: JSONValue(parsing: outcome.output)).contains(kept), "\(arguments): \(outcome)")
        }
        // Output for people and for text tools stays unchanged.
        let markdown = try await place.run("export", "post", "md", "-o", "-")
        #expect(markdown.output.unicodeScalars.contains("\u{200F}"), "\(markdown)")
    }

    /// Every text within a value.
    private static func texts(in value: JSONValue) -> [String] {
        (value.string.map { [$0] } ?? []) + (value.array ?? []).flatMap(texts)
            + (value.object ?? [:]).values.flatMap(texts)
    }
}
