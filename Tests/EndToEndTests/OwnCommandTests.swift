import Manuscript
import Platform
import Testing

/// `:run`, commands of one's own, and Tab, as a person meets them.
@Suite(.timeLimit(.minutes(5))) struct OwnCommandTests {
    private func place() throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        try place.write(
            """
            commands:
              tidy:
                description: give a section a name and show it
                lines: [":rename $1 $2", ":show $1"]
              tydi: {line: [":check"], lines: [":status"]}
              show: {lines: [":quit"]}
            """, to: ".galley.yml")
        try place.write("# what is to be done\n:lock 1\n:tidy 2.1 Stone\n\n:unlock 1\n", to: "my lines")
        return place
    }

    @Test func inAScript() async throws {
        let place = try place()
        let outcome = try await place.run("-r", "post", "-x", ":run \"my lines\"", "-x", ":tidy 3 Watchers")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output.contains("### Stone") && outcome.output.contains("## Watchers"))
        #expect(
            outcome.remarks.contains(
                "./.galley.yml, line 5: there is no key \"commands.tydi.line\"; did you mean \"lines\"?"))
        #expect(
            outcome.remarks.contains(
                "./.galley.yml, line 6: \"show\" is a built-in command. It is ignored; give it another name."))
        let session = try place.session("post")
        #expect(session.section("2.1")?.title == "Stone" && session.section("3")?.title == "Watchers")
    }

    @Test func asJSON() async throws {
        let place = try place()
        let outcome = try await place.run("-r", "post", "--json", "-x", ":run \"my lines\"", "-x", ":run none")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(outcome.status == 1 && lines.count == 2, "\(outcome)")
        let first = try JSONValue(parsing: lines[0])
        #expect(first["ok"] == true)
        #expect(
            first["result"]?["lines"]?.array?.compactMap { $0["command"]?.string } == [
                ":lock 1", ":tidy 2.1 Stone", ":unlock 1",
            ])
        #expect(try JSONValue(parsing: lines[1])["error"] == "none cannot be read: there is no such file or folder.")
    }

    @Test func aLineThatFailsEndsIt() async throws {
        let place = try place()
        try place.write(":lock 1\n:tidy 9 x\n:lock 3\n", to: "lines")
        let outcome = try await place.run("-r", "post", "-x", ":run lines", "-x", ":lock 2.1")
        #expect(outcome.status == 1)
        #expect(
            outcome.complaints == [
                "galley: lines, line 2: :tidy, line 1: There is no section 9; this post has 3 at the top level. `:outline` lists them."
            ])
        let session = try place.session("post")
        #expect(session.section("1")?.locked == true && session.section("3")?.locked == false)
        #expect(session.section("2.1")?.locked == false)
    }

    private func console(at place: Place, columns: Int32 = 80, rows: Int32 = 24) async throws -> Console {
        let console = try Console(
            ["-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none"], at: place, columns: columns, rows: rows
        )
        try await console.begin("post")
        return console
    }

    @Test func atThePrompt() async throws {
        let place = try place()
        let console = try await console(at: place)
        try console.type(":tid\t3 Watchers\r")
        try await console.wait(for: ":rename 3 Watchers", seconds: 30)
        try await console.wait(for: ":show 3", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try console.type(":run my\t\r")
        try await console.wait(for: "2.1  Stone", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":help tidy", until: "From ./.galley.yml, line 2.")
        #expect(try await console.leave() == 0)
        #expect(try place.session("post").section("2.1")?.title == "Stone")
    }

    /// Tab in the midst of a line, with values, titles and a list that is longer than the screen.
    @Test func tab() async throws {
        let place = try place()
        for number in 1...90 { try place.write("", to: "file-\(number).txt") }
        let console = try await console(at: place, columns: 40, rows: 12)
        try console.type(":ren  Watchers" + String(repeating: Key.left, count: 10) + "\t 3\r")
        try await console.wait(for: "3  Watchers", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post").section("3")?.title == "Watchers")
        try console.type(":set confirmC\tof\t\r")
        try await console.wait(for: "confirmChanges is off", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try console.type(":show tow\t\r")
        try await console.wait(for: "Stone towers", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try console.type(":run fi\t\t\t")
        try await console.wait(for: "file-1.txt", seconds: 30)
        try await console.wait(for: "more: type another letter.", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try console.type(Key.interrupt)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try await console.leave() == 0)
    }
}
