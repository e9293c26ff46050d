import Manuscript
import Platform
import Testing

/// `:edit` with the writer's own editor, which is a small script here.
@Suite(.timeLimit(.minutes(5))) struct EditorTests {
    /// A place with the half-written post and an editor that does `script` to the file `$1`.
    private func place(_ script: String) throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        place.environment["EDITOR"] = try place.write("#!/bin/sh\n\(script)\n", to: "editor", mode: 0o755)
        return place
    }

    private func console(at place: Place) async throws -> Console {
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        return console
    }

    @Test func anEditorChangeMakesAVersion() async throws {
        let place = try place(#"sed -e 's/Stone towers/Towers of granite/' "$1" > new && cat new > "$1""#)
        let console = try await console(at: place)
        let said = try await console.enter(":edit 2.1", until: "`:undo` takes it back.")
        #expect(said.contains("2.1 Towers has 7 words now."), "\(said)")
        let section = try #require(try place.session("post").section("2.1"))
        #expect(section.versions.map(\.origin) == [.written, .edited])
        #expect(section.text?.text == "Towers of granite stand in the sea.")
        let (before, after) = (Posts.half(), try place.session("post"))
        for number in ["1", "2.2", "3"] { #expect(after.section(number) == before.section(number)) }
        #expect(try Files.names(in: place.temporary).isEmpty, "nothing is left behind")
        try await console.enter(":undo", until: "2.1")
        #expect(try place.session("post").outline == before.outline)
        #expect(try await console.leave() == 0)
    }

    /// The editor has the terminal to itself, with its modes as they were before galley.
    @Test func theEditorReadsTheTerminal() async throws {
        let place = try place(
            #"""
            stty -a | grep -q ' icanon' && stty -a | grep -q ' echo ' && stty -a | grep -q ' icrnl' || exit 9
            printf 'A new title? '
            read -r line
            sed -e "s/^title: .*/title: $line/" "$1" > new && cat new > "$1"
            """#)
        let console = try await console(at: place)
        try console.enter(":edit 3")
        try await console.wait(for: "A new title? ", seconds: 30)
        try console.enter("Wächter 日本")
        try await console.wait(for: "`:undo` takes it back.", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        let section = try #require(try place.session("post").section("3"))
        #expect(section.title == "Wächter 日本" && section.text == nil)
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
    }

    /// The editor's words are no line of a shell, and neither is anything of the session.
    @Test func noTextIsPassedToAShell() async throws {
        let place = try place(#"printf '%s\n' "$#" "$@" > arguments; exit 3"#)
        var post = Posts.half()
        post.outline.sections[0].title = "$(touch title) `touch title`; touch title"
        try place.keep(post)
        place.environment["EDITOR", default: ""] += " $(touch injected) ; touch injected & --flag"
        let console = try await console(at: place)
        try await console.enter(":edit 1", until: "ended with status 3")
        #expect(try await console.leave() == 0)
        let arguments = try place.text(of: "arguments").split(separator: "\n")
        #expect(arguments.dropLast() == ["8", "$(touch", "injected)", ";", "touch", "injected", "&", "--flag"])
        #expect(!Files.exists("\(place.work)/injected") && !Files.exists("\(place.work)/title"))
    }

    /// Ctrl-X Ctrl-E and Ctrl-G: what is typed goes to the editor and comes back to the prompt, in one line or in many.
    @Test(arguments: ["\u{18}\u{05}", "\u{07}"])
    func theLineGoesToTheEditorAndBack(keys: String) async throws {
        let place = try place(#"sed -e 's/Keepers/Watchers of 日本/' "$1" > new && cat new > "$1"; cat "$1" >> seen"#)
        let console = try await console(at: place)
        try console.type(":rename 3 Keepers" + keys)
        try await console.wait(for: ":rename 3 Watchers of 日本", seconds: 30)
        #expect(try place.session("post").section("3")?.title == "Keepers", "nothing is done before Enter")
        try await console.enter("!", until: "3  Watchers of 日本!")
        #expect(try place.text(of: "seen") == ":rename 3 Watchers of 日本")
        #expect(try place.session("post").section("3")?.title == "Watchers of 日本!")
        #expect(try await console.leave() == 0)
        #expect(console.modes == console.modesBefore)
    }

    @Test func anUntouchedFileChangesNothing() async throws {
        let place = try place("exit 0")
        let before = try Files.read(place.file("post"))
        let console = try await console(at: place)
        for number in ["1", "2", "2.1", "2.2", "3"] {
            try await console.enter(":edit \(number)", until: "Nothing was changed in \(number) ")
        }
        #expect(try Files.read(place.file("post")) == before)
        #expect(try Files.names(in: place.temporary).isEmpty)
        #expect(try await console.leave() == 0)
    }

    @Test func anEmptiedFileChangesNothing() async throws {
        let place = try place(#": > "$1""#)
        let before = try Files.read(place.file("post"))
        let console = try await console(at: place)
        try await console.enter(":edit 1", until: "Nothing was changed in 1 ")
        #expect(try Files.read(place.file("post")) == before)
        #expect(try await console.leave() == 0)
    }

    @Test func anEditorThatFailsChangesNothing() async throws {
        let place = try place(#"echo "What I wrote for an hour" > "$1"; exit 3"#)
        let before = try Files.read(place.file("post"))
        let console = try await console(at: place)
        try await console.enter(":edit 1", until: "ended with status 3, so nothing was changed; your text is in")
        #expect(try Files.read(place.file("post")) == before)
        let kept = try #require(try Files.names(in: place.temporary).first)
        let text = try place.text(of: "\(place.temporary)/\(kept)/section-1.md")
        #expect(text == "What I wrote for an hour\n", "what was written in it is kept")
        #expect(try await console.leave() == 0)
    }

    @Test func theWholePostIsShownBeforeItIsDone() async throws {
        let place = try place(
            #"sed -e 's/^## Beginnings/## Fires/' -e 's/Stone towers/Towers/' "$1" > new && cat new > "$1""#)
        let console = try await console(at: place)
        try console.enter(":edit all")
        let said = try await console.wait(for: "Do it? [y/N] ", seconds: 30)
        #expect(
            said.contains("renamed 1 Beginnings to \"Fires\"") && said.contains("text of 2.1 Towers: 5 words, was 6"))
        try console.enter("n")
        try await console.wait(for: "Your text is", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post") == Posts.half())
        try console.enter(":edit all")
        try await console.wait(for: "Do it? [y/N] ", seconds: 30)
        try await console.enter("y", until: "`:undo` takes them back.")
        let after = try place.session("post")
        #expect(after.section("1")?.title == "Fires" && after.text("2.1") == "Towers stand in the sea.")
        try await console.enter(":undo", until: "edited the post by hand")
        #expect(try place.session("post").outline == Posts.half().outline)
        #expect(try await console.leave() == 0)
    }

    @Test func aMissingEditor() async throws {
        let place = try place("exit 0")
        place.environment["VISUAL"] = "\(place.work)/no-editor --wait"
        let before = try Files.read(place.file("post"))
        let console = try await console(at: place)
        try await console.enter(":edit 1", until: "cannot be started, so nothing was changed.")
        #expect(try Files.read(place.file("post")) == before)
        #expect(try await console.leave() == 0)
    }

    /// Ctrl-C is the editor's while it runs.
    @Test func ctrlCInTheEditorIsTheEditors() async throws {
        let place = try place(
            #"trap 'echo caught; echo "Lit again." >> "$1"; exit 0' INT; echo ready; read -r line; read -r line"#)
        let console = try await console(at: place)
        try console.enter(":edit 1")
        try await console.wait(for: "ready\n", seconds: 30)
        try console.type(Key.interrupt)
        try await console.wait(for: "caught", seconds: 30)
        try await console.wait(for: "1 Beginnings has 7 words now.", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        #expect(try place.session("post").text("1") == "Fires were lit on hills.\nLit again.")
        #expect(try await console.leave() == 0)
    }
}
