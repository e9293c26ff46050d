import Manuscript
import Platform
import Testing

/// Grey hints from the history, and the arrow keys in both editing modes.
@Suite(.timeLimit(.minutes(5))) struct HintTests {
    private func console(at place: Place, columns: Int32 = 200) async throws -> Console {
        try place.keep(Posts.half())
        let console = try Console(
            ["--base-url", "http://127.0.0.1:1/v1", "-m", "none", "-r", "post"], at: place, columns: columns)
        try await console.begin("post")
        return console
    }

    private func title(_ number: String, at place: Place) throws -> String? {
        try place.session("post").section(number)?.title
    }

    @Test(arguments: ["\u{1B}[C", "\u{1B}[F", "\u{6}", "\u{5}"]) func aHintIsTaken(key: String) async throws {
        let place = try Place()
        let console = try await console(at: place)
        try await console.enter(":rename 3 Watchers", until: "0/60")
        try await console.enter(":rename 3 Others", until: "0/60")
        try console.type(":rename 3 W")
        try await console.wait(for: "atchers", seconds: 30)
        try console.type(key + " and wards\r")
        try await console.wait(for: "3  Watchers and wards", seconds: 30)
        #expect(try title("3", at: place) == "Watchers and wards")
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }

    @Test func anUnusedHintIsNotPartOfTheLine() async throws {
        let place = try Place()
        let console = try await console(at: place, columns: 40)
        try await console.enter(":rename 3 Watchers of the light and of the sea around it", until: "0/60")
        for line in [":rename 3 Watch", ":rename 3 Watchers of"] {
            try console.type(line)
            try await console.wait(for: line.hasSuffix("of") ? " the" : "ers", seconds: 30)
            try console.type("\r")
            try await console.wait(for: "post> ", seconds: 30)
            #expect(try title("3", at: place) == String(line.dropFirst(10)))
        }
        #expect(try await console.leave() == 0)
    }

    /// In vi's way too the arrows move, and typing goes on.
    @Test(
        arguments: [
            ("Lamp\u{1B}[D\u{1B}[D_", "La_mp"), ("Lamp\u{1B}[H_\u{1B}[F!", "_Lamp!"),
            ("Lamp and\u{1B}[1;5D\u{1B}[1;5D!\u{1B}[1;5C.", "!Lamp. and"), ("Lamp\u{1B}OD\u{1B}OC!", "Lamp!"),
            ("Lamp\u{1B}[1~\u{1B}[3~R", "Ramp"), ("Lamp\u{1B}[D\u{1B}[C\u{1B}[C\u{1B}[Cs", "Lamps"),
        ], ["bind -v\n", "bind -e\n"]) func arrowsWhileTyping(typed: (keys: String, title: String), mode: String)
        async throws
    {
        let place = try Place()
        try Files.replace("\(place.root)/home/.editrc", with: Array(mode.utf8))
        let console = try await console(at: place)
        try console.type(typed.keys)
        try console.type("\u{1B}[H:rename 3 \r")
        try await console.wait(for: "3  \(typed.title)", seconds: 30)
        #expect(try title("3", at: place) == typed.title)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }

    @Test func viContinuesAtTheEndOfAnEarlierLine() async throws {
        let place = try Place()
        try Files.replace("\(place.root)/home/.editrc", with: Array("bind -v\n".utf8))
        let console = try await console(at: place)
        try await console.enter(":rename 3 Watchers", until: "0/60")
        try console.enter(Key.up + " and wards")
        try await console.wait(for: "3  Watchers and wards", seconds: 30)
        #expect(try title("3", at: place) == "Watchers and wards")
        // Commands are commands: the last word goes, and another comes.
        try console.type(Key.up + "\u{1B}")
        try await Task.sleep(for: .milliseconds(200))
        try console.type("0wwwwwcwlords\r")
        try await console.wait(for: "3  Watchers and lords", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }
}
