import LoopbackServer
import Manuscript
import Platform
import Testing

/// Two programs at once, and a session in a form of tomorrow.
@Suite(.timeLimit(.minutes(5))) struct TwoProgramsTests {
    @Test func theSecondOneMayLookAndCopy() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try await place.run("-r", "post", "-x", ":status").expectSentence(
            "\"post\" is open in another galley (process \(console.child.id)). `:open --read-only post` shows it, `:fork post NAME` continues with a copy."
        )
        let look = try await place.run("-r", "post", "--read-only", "-x", ":show 1", "-x", ":rename 1 No")
        #expect(look.status == 1 && look.output.contains("Fires were lit on hills."))
        #expect(
            look.complaints.count == 1 && look.complaints[0].contains("open for reading only, so nothing was changed"))
        #expect(try await place.run("export", "post").output.contains("Fires were lit on hills."))
        let copy = try await place.run("-x", ":fork post mine", "-x", ":rename 1 Mine")
        #expect(copy.status == 0, "\(copy)")
        #expect(try place.session("mine").section("1")?.title == "Mine")
        #expect(try place.session("post") == Posts.half())
        try await place.run("-x", ":delete --yes post").expectSentence("is open in another galley")
        // A lock of a program that was killed holds nobody up.
        kill(console.child.id, SIGKILL)
        _ = try await console.end()
        #expect(try await place.run("-r", "post", "-x", ":rename 1 Free").status == 0)
    }

    /// Many that begin at the same moment: one has the session, the others say so, nothing is mixed.
    @Test func manyAtOnce() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        let children = try (1...6).map { number in
            try place.start(["-r", "post"] + (1...5).flatMap { ["-x", ":add 1 Number \(number) line \($0)"] })
        }
        var outcomes: [Outcome] = []
        for child in children { outcomes.append(child.outcome(try await child.end())) }
        let done = outcomes.filter { $0.status == 0 }.count
        #expect(done >= 1)
        for outcome in outcomes where outcome.status != 0 { outcome.expectSentence("is open in another galley") }
        let added = try place.session("post").outline.sections.map(\.title).filter { $0.hasPrefix("Number") }
        #expect(added.count == done * 5)
    }

    @Test func aFormOfTomorrowIsShownAndExported() async throws {
        let place = try Place()
        let text = String(decoding: try SessionFile.encode(Posts.half()), as: UTF8.self)
            .replacing("\"version\" : 1", with: "\"version\" : 3")
        try Files.replace(place.file("post"), with: Array(text.utf8))
        let outcome = try await place.run(
            "-r", "post", "-x", ":export -", "-x", ":write", "--base-url", "http://127.0.0.1:1/v1")
        #expect(outcome.output.contains("Fires were lit on hills."))
        #expect(outcome.errors.contains("it was written by a newer Galley (file version 3, this one writes 1)."))
        #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains("Update Galley"))
        #expect(try Files.read(place.file("post")) == Array(text.utf8))
        #expect(try Files.names(in: place.sessions).sorted().first == "post.json")
    }

    @Test func deletingIsAskedAtAPrompt() async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try place.keep(Posts.half(named: "other"))
        let console = try Console("-r", "post", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
        try await console.begin("post")
        try console.enter(":delete other")
        try await console.wait(for: "Do it? [y/N] ")
        try await console.enter("", until: "was left as it is.")
        #expect(Files.exists(place.file("other")))
        try console.enter(":delete other")
        try await console.wait(for: "Do it? [y/N] ")
        try await console.enter("y", until: "\"other\" is deleted.")
        #expect(!Files.exists(place.file("other")))
        #expect(try await console.leave() == 0)
    }
}
