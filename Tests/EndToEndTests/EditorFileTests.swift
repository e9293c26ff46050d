import Manuscript
import Platform
import Testing

/// Whatever an editor leaves is taken over, or kept in a file that is named.
@Suite(.timeLimit(.minutes(5))) struct EditorFileTests {
    private func place(_ script: String) throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        place.environment["EDITOR"] = try place.write("#!/bin/sh\n\(script)\n", to: "editor", mode: 0o755)
        return place
    }

    /// The file that a sentence names, with what is in it.
    private func kept(_ outcome: Outcome) throws -> [UInt8] {
        let match = try #require(outcome.errors.firstMatch(of: /your text is in (\/[^\s;]+[^\s;.])/.ignoresCase()))
        return try Files.read(String(match.1))
    }

    /// The edited text becomes the section's text, whatever happened to the sheet's header and to the file.
    @Test(arguments: [
        #"sed -i '/^----------/d' "$1"; echo "Forty minutes." >> "$1""#,
        #"sed -i '/^title:/d;/^brief:/d' "$1"; echo "Forty minutes." >> "$1""#,
        #"echo "Forty minutes." > "$1""#,
        #"sed -i 's/$/\r/' "$1"; printf 'Forty minutes.\r\n' >> "$1""#,
        #"printf '\357\273\277' > new; cat "$1" >> new; echo "Forty minutes." >> new; mv new "$1""#,
        #"cp "$1" "$1~"; echo "Forty minutes." >> "$1""#,
        #"(cat "$1"; echo "Forty minutes.") > new; rm "$1"; mv new "$1""#,
        #"mv "$1" "$1.orig"; (cat "$1.orig"; echo "Forty minutes.") > "$1.new"; ln -s "$1.new" "$1""#,
    ])
    func theEditedTextIsAccepted(script: String) async throws {
        let place = try place(script)
        let outcome = try await place.run("-r", "post", "-x", ":edit 1")
        #expect(outcome.status == 0, "\(outcome)")
        let section = try #require(try place.session("post").section("1"))
        #expect(section.text?.text.hasSuffix("Forty minutes.") == true && section.title == "Beginnings")
        #expect(section.text?.text.contains("\u{FEFF}") == false)
    }

    @Test(arguments: [
        #"printf 'caf\351 au lait\n' >> "$1""#, #"(printf '\377\376'; iconv -t UTF-16LE "$1") > new; mv new "$1""#,
        #"iconv -t UTF-16BE "$1" > new; mv new "$1""#, #"printf 'caf\351' > "$1""#,
    ])
    func editorOutputThatIsNotTextIsKept(script: String) async throws {
        let place = try place(script)
        let before = try Files.read(place.file("post"))
        for line in [":edit 1", ":edit all"] {
            let outcome = try await place.run("-r", "post", "-x", line)
            outcome.expectSentence("saved text that is not UTF-8, so nothing was changed; your text is in")
            #expect(String(validating: try kept(outcome), as: UTF8.self)?.utf8.contains(0) != false)
        }
        #expect(try Files.read(place.file("post")) == before)
    }

    @Test func anEditorThatRemovesTheFileOrFails() async throws {
        let before = Posts.half()
        let gone = try place(#"rm "$1""#)
        try await gone.run("-r", "post", "-x", ":edit 1").expectSentence("removed the file, so nothing was changed.")
        #expect(try Files.names(in: gone.temporary).isEmpty)
        let moved = try place(#"echo "An hour of work" >> "$1"; mv "$1" "$1.txt""#)
        let outcome = try await moved.run("-r", "post", "-x", ":edit 1")
        outcome.expectSentence("so nothing was changed; the remaining text is in \(moved.temporary)/galley-")
        let folder = try #require(try Files.names(in: moved.temporary).first)
        #expect(try moved.text(of: "\(moved.temporary)/\(folder)/section-1.md.txt").hasSuffix("An hour of work\n"))
        let failing = try place(#"echo "An hour of work" >> "$1"; kill -9 $$"#)
        let failed = try await failing.run("-r", "post", "-x", ":edit all")
        failed.expectSentence("ended with status 137, so nothing was changed; your text is in")
        for place in [gone, moved, failing] { #expect(try place.session("post") == before) }
    }

    /// In the whole post, what belongs to no section is named and kept, and the rest is done.
    @Test func textWithoutAHeadingIsKept() async throws {
        let alone = try place(#"echo "Only words" > "$1""#)
        let outcome = try await alone.run("-y", "-r", "post", "-x", ":edit all")
        #expect(outcome.errors.contains("no heading tells which section the text belongs to") && outcome.status == 0)
        #expect(String(decoding: try kept(outcome), as: UTF8.self) == "Only words\n")
        let lead = try place(#"sed -i -e 's/^## Beginnings/A lead.\n\n&/' -e 's/Stone towers/Towers/' "$1""#)
        let led = try await lead.run("-y", "-r", "post", "-x", ":edit all")
        #expect(led.errors.contains("The text above the first heading was not used"))
        #expect(String(decoding: try kept(led), as: UTF8.self).contains("A lead."))
        #expect(try lead.session("post").text("2.1") == "Towers stand in the sea.")
        let locked = try place(#"sed -i -e 's/Stone towers/Towers/' "$1""#)
        let spared = try await locked.run("-y", "-r", "post", "-x", ":lock 2.1", "-x", ":edit all")
        #expect(spared.errors.contains("Locked sections stay unchanged: 2.1."))
        #expect(String(decoding: try kept(spared), as: UTF8.self).contains("Towers stand in the sea."))
    }

    @Test func headingsTypedByHandAreSections() async throws {
        let place = try place(#"printf '\n#### Oil\n\nWhale oil.\n\n## Law\n\nDues.\n' >> "$1""#)
        let outcome = try await place.run("-r", "post", "-x", ":edit 2.1")
        #expect(outcome.errors.contains("New sections: 2.1.1 Oil, 2.2 Law. `:undo` takes it back."), "\(outcome)")
        let session = try place.session("post")
        #expect(session.text("2.1.1") == "Whale oil." && session.text("2.2") == "Dues.")
        #expect(session.text("2.1") == "Stone towers stand in the sea." && session.section("2.3")?.title == "Lamps")
        #expect(try await place.run("-r", "post", "-x", ":undo").status == 0)
        #expect(try place.session("post").outline == Posts.half().outline)
    }

    /// A text that cannot be saved is named where it is.
    @Test func aTextThatCannotBeSavedIsNamed() async throws {
        let place = try place(
            #"echo "Forty minutes." >> "$1"; printf ' ' >> "$GALLEY_SESSIONS/x"; sed -i s/hills/dunes/ "$GALLEY_SESSIONS/post.json""#
        )
        let outcome = try await place.run("-r", "post", "-x", ":edit 1")
        #expect(outcome.status == 1 && outcome.errors.contains("was changed by another program"))
        #expect(String(decoding: try kept(outcome), as: UTF8.self).hasSuffix("Forty minutes.\n"))
    }

    @Test(arguments: [#""$PWD/My Editor/ed it" -w"#, #"'$PWD/My Editor/ed it' -w"#, #"$PWD/My\ Editor/ed\ it -w"#])
    func anEditorMayBeQuoted(command: String) async throws {
        let place = try place("exit 9")
        try Files.makeFolder("\(place.work)/My Editor")
        try place.write(
            "#!/bin/sh\n[ \"$1\" = -w ] && echo 'Forty minutes.' >> \"$2\"\n", to: "My Editor/ed it", mode: 0o755)
        place.environment["VISUAL"] = command.replacing("$PWD", with: place.work)
        let outcome = try await place.run("-r", "post", "-x", ":edit 1")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try place.session("post").text("1") == "Fires were lit on hills.\nForty minutes.")
    }
}
