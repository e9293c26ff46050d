import LoopbackServer
import Manuscript
import Platform
import Testing

/// Editing at the prompt: completing, going back, typing in any script, pasting, in a narrow window too.
@Suite(.timeLimit(.minutes(5))) struct EditingTests {
    private static let nowhere = ["--base-url", "http://127.0.0.1:1/v1", "-m", "none"]

    /// A prompt over the half-written post, or over no post at all.
    private func console(at place: Place, isBare: Bool = false, columns: Int32 = 200) async throws -> Console {
        if !isBare, !Files.exists(place.file("post")) { try place.keep(Posts.half()) }
        let arguments = Self.nowhere + (isBare ? [] : ["-r", "post"])
        let console = try Console(arguments, at: place, columns: columns)
        try await console.begin(isBare ? "galley" : "post")
        return console
    }

    /// Types at an empty prompt what is to become the topic; returns the topic.
    private func topic(typing keys: String) async throws -> String {
        let place = try Place()
        let console = try await console(at: place, isBare: true)
        try console.enter(keys)
        try await console.wait(for: "Started “", seconds: 30)
        try await console.wait(for: "> ", seconds: 30)
        #expect(try await console.leave() == 0)
        return try place.session().topic
    }

    // MARK: - Completion

    @Test func tabCompletesCommandsAndAddresses() async throws {
        let place = try Place()
        let console = try await console(at: place)
        try console.enter(":ren\t2.\t2 Lanterns")
        try await console.wait(for: "2.2  Lanterns", seconds: 30)
        #expect(try place.session("post").section("2.2")?.title == "Lanterns")
        #expect(try await console.leave() == 0)
    }

    @Test func tabTwiceListsWhatThereIs() async throws {
        let place = try Place()
        let console = try await console(at: place)
        try console.type(":re\t\t")
        let commands = try await console.wait(for: "post> :re", seconds: 30)
        for name in [":remove", ":rename", ":rewrite", ":redo"] { #expect(commands.contains(name), "\(commands)") }
        try console.type("w\t\t\t")
        let addresses = try await console.wait(for: "post> :rewrite ", seconds: 30)
        for title in ["Beginnings", "How it works", "Towers", "Lamps", "Keepers", "all", "last"] {
            #expect(addresses.contains(title), "\(addresses)")
        }
        try console.type(Key.interrupt)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
        #expect(try place.session("post") == Posts.half(), "looking changes nothing")
    }

    @Test func tabAfterProseDoesNothing() async throws {
        #expect(try await topic(typing: "How rain\t\t falls") == "How rain falls")
    }

    // MARK: - History

    @Test func theHistoryOutlivesARun() async throws {
        let place = try Place()
        let first = try await console(at: place)
        try await first.enter(":rename 3 Wächter 日本", until: "0/60")
        try await first.enter(":status", until: "post")
        #expect(try await first.leave() == 0)
        try place.keep(Posts.half())

        let second = try await console(at: place)
        try second.enter(Key.up + Key.up)
        try await second.wait(for: "3  Wächter 日本", seconds: 30)
        #expect(try place.session("post").section("3")?.title == "Wächter 日本")
        #expect(try await second.leave() == 0)
    }

    // MARK: - UTF-8

    @Test(arguments: [
        ("Café é", "Café é"), ("Was ist 日本?", "Was ist 日本?"), ("Ships 🚢 sail", "Ships 🚢 sail"),
        ("Caféé\u{7F}", "Café"), ("In 日本人\u{7F} today", "In 日本 today"), ("Ships 🚢🚢\u{7F} sail", "Ships 🚢 sail"),
        ("Über\u{1}X\u{7F}", "Über"), ("Läuche\u{1B}[D\u{1B}[D\u{7F}cht\u{1B}[C", "Läuchthe"),
        ("Straße\u{15}Größe", "Größe"), ("eins zwei drei\u{17}vier", "eins zwei vier"),
    ]) func anyScriptIsTyped(keys: String, topic: String) async throws {
        #expect(try await self.topic(typing: keys) == topic)
    }

    /// A character that comes in pieces, as over a slow line.
    @Test func aCharacterInPieces() async throws {
        let place = try Place()
        let console = try await console(at: place, isBare: true)
        let bytes = Array("Über 日本 🚢".utf8)
        for (index, byte) in bytes.enumerated() {
            try console.type(bytes: [byte])
            // The echo shows that all before was taken.
            let end = String(decoding: bytes[...index], as: UTF8.self)
            if !end.hasSuffix("\u{FFFD}"), let last = end.last, last != " " { try await console.wait(for: "\(last)") }
        }
        try await console.enter("", until: "Started “")
        #expect(try place.session().topic == "Über 日本 🚢")
        #expect(try await console.leave() == 0)
    }

    @Test func bytesThatAreNotTextDoNoHarm() async throws {
        let place = try Place()
        let console = try await console(at: place)
        try console.type(bytes: [0xFF, 0xFE, 0xC3, 0x28, 0xE6, 0x97])
        try console.type(Key.interrupt)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":rename 3 Watchers", until: "0/60")
        #expect(try place.session("post").section("3")?.title == "Watchers")
        #expect(try await console.leave() == 0)
    }

    /// Ctrl-C empties the terminal's queue, so keys that were seen may be gone before they are read: nothing waits for them.
    @Test func anInterruptRightAfterKeysIsNeverLost() async throws {
        let place = try Place()
        let console = try await console(at: place)
        for _ in 1...12 {
            try console.type("half a line")
            try console.type(Key.interrupt)
            try await console.wait(for: "post> ", seconds: 30)
            try await console.enter(":rename 3 Watchers", until: "0/60")
        }
        #expect(try await console.leave() == 0)
    }

    // MARK: - Pastes

    /// A paste is one edit, whatever it holds: nothing in it is run before Enter.
    @Test func aPasteOfManyLinesIsOneEntry() async throws {
        for lines in [3, 30] {
            let place = try Place()
            let console = try await console(at: place)
            let text = (1...lines).map { ":remove \($0)" }.joined(separator: "\r")
            try console.type(Key.pasted("# " + text))
            try await console.wait(for: lines > 8 ? "[pasted \(lines) lines]" : ":remove \(lines)", seconds: 30)
            try console.type("\r")
            try await console.wait(for: "post> ", seconds: 30)
            #expect(try place.session("post") == Posts.half())
            #expect(try await console.leave() == 0)
        }
    }

    @Test func aPastedTopicIsOneLine() async throws {
        #expect(try await topic(typing: Key.pasted("What is\r\na light-\thouse?")) == "What is a light- house?")
    }

    /// A terminal that knows no brackets sends the lines as if they were typed: each is run, in order.
    @Test func linesThatComeAtOnceAreRunInOrder() async throws {
        let place = try Place()
        let console = try await console(at: place)
        try console.type(":rename 1 One\r:rename 3 Three\r:rename 2 Two\r:rename 1 Uno\r")
        try await console.wait(for: "1  Uno", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post").outline.sections.map(\.title) == ["Uno", "Two", "Three"])
        #expect(try await console.leave() == 0)
    }

    @Test func aBlockOfLines() async throws {
        #expect(try await topic(typing: "\"\"\"\rHow rain\rfalls\r\"\"\"") == "How rain falls")
        #expect(try await topic(typing: "How rain \\\rfalls") == "How rain falls")
    }

    // MARK: - Widths

    @Test func aLineLongerThanTheWindow() async throws {
        let words = (1...40).map { "wörd\($0)" }.joined(separator: " ")
        let place = try Place()
        let console = try await console(at: place, columns: 40)
        try console.enter(":rename 3 \(words)\u{1}\u{5}\u{7F}1")
        try await console.wait(for: "2.2  Lamps", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post").section("3")?.title.hasPrefix("wörd1 wörd2 wörd3") == true)
        #expect(try await console.leave() == 0)
    }

    /// Nothing that galley says is wider than a window of 40 columns.
    @Test func noLineIsWiderThanTheWindow() async throws {
        let place = try Place()
        let server = try await LoopbackServer.start { Author(delay: 0.002).reply(to: $0) }
        try place.keep(Posts.half())
        let console = try Console(["-r", "post", "--base-url", server.baseURL], at: place, columns: 40)
        try await console.begin("post")
        for line in [
            ":write", ":show", ":status", ":help", ":help rewrite", ":history", ":frobnicate", ":show 9", ":usage",
        ] {
            try console.enter(line)
            try await console.wait(for: line)
            try await console.wait(for: "post> ", seconds: 30)
        }
        var screen = PlainScreen()
        // A carriage return overwrites the start of the line.
        screen.take(console.child.output.map { $0 == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : $0 })
        let lines = String(decoding: screen.text, as: UTF8.self).split(separator: "\n")
        let wide = lines.filter { $0.count > 40 }
        #expect(wide.isEmpty, "\(wide)")
        #expect(try await console.leave() == 0)
        await server.stop()
    }
}
