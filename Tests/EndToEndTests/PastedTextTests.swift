import Manuscript
import Platform
import Testing

/// Changes by editors and web pages to scripts and options: byte order marks, typographic dashes.
@Suite(.timeLimit(.minutes(5))) struct PastedTextTests {
    private func place() throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        return place
    }

    /// No line that is a command reaches a model.
    @Test func aByteOrderMarkIsLeftOut() async throws {
        let place = try place()
        place.environment["GALLEY_BASE_URL"] = "http://127.0.0.1:1/v1"
        let mark = "\u{FEFF}"
        for (number, script) in [
            "\(mark):note 1 A\r\n:rename 3 B0\r\n", "\(mark)# comment\n\(mark):rename 3 B1\n", "\n\(mark):rename 3 B2",
            "\(mark)\(mark):rename 3 B3\n", "\(mark) :rename 3 B4\n",
        ].enumerated() {
            try place.write(script, to: "s.txt")
            for words in [["-f", "s.txt"], ["-x", ":run s.txt"]] {
                #expect(try await place.run(["-r", "post", "-x", ":rename 3 Old"] + words).status == 0)
                #expect(try place.session("post").section("3")?.title == "B\(number)")
            }
            let piped = try await place.run("-r", "post", input: Array(":rename 3 Old\n\(script)".utf8))
            #expect(piped.status == 0, "\(piped)")
            #expect(try place.session("post").section("3")?.title == "B\(number)")
        }
        #expect(try await place.run("-r", "post", input: Array("\(mark):rename 3 C\n".utf8)).status == 0)
        #expect(try await place.run("-r", "post", "-x", "\(mark):rename 3 D").status == 0)
        // Two bytes a character are no UTF-8, with a mark or without one.
        for bytes in [Array(":rename 3 E\n".utf8).flatMap { [$0, 0] }, [0xFF, 0xFE, 0x3A, 0x00]] as [[UInt8]] {
            try Files.replace("\(place.work)/s.txt", with: bytes)
            try await place.run("-r", "post", "-f", "s.txt").expectSentence("s.txt is not UTF-8 text")
            try await place.run("-r", "post", "-x", ":run s.txt").expectSentence("s.txt is not UTF-8 text")
        }
        #expect(try place.session("post").section("3")?.title == "D")
    }

    @Test(arguments: [
        "–json", "—json", "―json", "−−json", "‐‐json", "–-json", "-–json", "—no‑stream", "–yes", "–y", "—y", "—dry–run",
    ])
    func optionsMayHaveDashes(option: String) async throws {
        let run = try await place().run("-r", "post", option, "-x", ":status")
        #expect(run.status == 0, "\(run)")
        if option.hasSuffix("json") { #expect(run.output.hasPrefix("{")) }
    }

    @Test func valuesKeepTheirDashes() async throws {
        let place = try place()
        let run = try await place.run(
            "—resume", "post", "–model=none", "—execute", ":note 1 – a dash", "−x", ":note 1 —json")
        #expect(run.status == 0, "\(run)")
        #expect(try place.session("post").section("1")?.notes == "—json")
        let odd = try await place.run("-r", "post", "—nonsense")
        #expect(odd.status == 64 && odd.errors.contains("—nonsense"))
    }

    @Test func flagsOfCommandsMayHaveDashes() async throws {
        let place = try place()
        try place.keep(Posts.half(named: "other"))
        try place.write("MY NOTES", to: "notes.md")
        for line in [
            ":export —yes notes.md", ":outline –words 900", ":outline —words=900", ":open –read-only post",
            ":delete —yes other",
        ] {
            #expect(try await place.run("-r", "post", "-x", line).status == 0, "\(line)")
        }
        #expect(!Files.exists(place.file("other")))
    }
}
