import Manuscript
import Platform
import Testing
import VirtualTerminal

/// The line at the prompt, cell by cell, in both ways of editing.
@Suite(.timeLimit(.minutes(5))) struct LineTests {
    /// How a line is edited, and how wide the terminal is.
    struct Way: Sendable, CustomTestStringConvertible {
        var mode: String
        var columns: Int
        var testDescription: String { "\(mode), \(columns) columns" }

        static let all = ["emacs", "vi"].flatMap { mode in [40, 80].map { Way(mode: mode, columns: $0) } }
    }

    /// Texts of many kinds, one shorter than a row and one of several rows each.
    static let texts = [
        "Latin ça va", "日本語の文章", "emoji 🙂🚀 end", "e\u{301}a\u{308}\u{323}n\u{303} combining", "👩‍👩‍👧 ✌️ 👍🏽 🇩🇪 joined",
        "שלום עולם rtl", "नमस्ते x", "한국어 ᄒ\u{1161}ᆫ x",
    ]

    private func console(at place: Place, _ way: Way, rows: Int32 = 16) async throws -> Console {
        try place.keep(Posts.half())
        try Files.replace("\(place.root)/home/.editrc", with: Array("bind -\(way.mode == "vi" ? "v" : "e")\n".utf8))
        let console = try Console(
            ["--base-url", "http://127.0.0.1:1/v1", "-m", "none", "-r", "post"], at: place, columns: Int32(way.columns),
            rows: rows)
        try await console.begin("post")
        return console
    }

    /// The screen and the cursor after a prompt and a text are simply written.
    private func written(
        _ text: String, _ columns: Int, prompt: String = "post> ", cursorBehind head: String? = nil
    ) -> VirtualTerminal {
        var terminal = VirtualTerminal(columns: columns, rows: 16)
        terminal.feed(prompt + text.replacing("\n", with: "\r\n"))
        // A line editor waits on the next row where the last one is full.
        if terminal.isWrapPending { terminal.feed(" \r") }
        guard let head else { return terminal }
        let place = written(head, columns, prompt: prompt)
        terminal.feed("\u{1B}[\(place.row + 1);\(place.column + 1)H")
        return terminal
    }

    /// True if the last rows of a screen are those, with the cursor at the same place.
    private func shows(_ sight: VirtualTerminal, _ expected: VirtualTerminal) -> Bool {
        let top = sight.row - expected.row
        guard top >= 0, sight.column == expected.column else { return false }
        let rows = (0..<(sight.rows - top)).map { sight.screen[top + $0].cells.map(\.text) }
        return rows.enumerated().allSatisfy { index, cells in
            let wanted = index < expected.rows ? expected.screen[index].cells.map(\.text) : []
            return (0..<sight.columns).allSatisfy { column in
                let (is_, ought) = (cells[column], wanted.indices.contains(column) ? wanted[column] : "")
                return is_ == ought || (is_ == " " && ought.isEmpty) || (is_.isEmpty && ought == " ")
            }
        }
    }

    @Test(arguments: Way.all) func textAndCursorAreWhereTheyMustBe(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        for text in Self.texts {
            for line in [text, String(repeating: text + " ", count: 4) + "."] {
                try console.type(line)
                let expected = written(line, way.columns)
                try await console.see(line) { shows($0, expected) }
                // Two characters back, and one in between.
                try console.type("\u{1B}[D\u{1B}[D")
                let head = String(line.dropLast(2))
                try await console.see("back in \(line)") { shows($0, written(line, way.columns, cursorBehind: head)) }
                try console.type("ö")
                let changed = written(head + "ö" + line.suffix(2), way.columns, cursorBehind: head + "ö")
                try await console.see("changed \(line)") { shows($0, changed) }
                try console.type("\u{1B}[F" + String(repeating: "\u{7F}", count: line.count + 1))
                try await console.see("nothing of \(line)") { shows($0, written("", way.columns)) }
            }
        }
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        try await console.enter(":rename 3 " + Self.texts[4], until: "0/60")
        #expect(try place.session("post").section("3")?.title == Self.texts[4])
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: Way.all) func linesOfMany(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        // Ctrl-J, and a paste of three lines, are lines of the same text.
        try console.type(":note 1 one\u{0A}two 日本" + Key.pasted("\nthree\nfour"))
        try await console.see("four lines") { shows($0, written(":note 1 one\ntwo 日本\nthree\nfour", way.columns)) }
        try console.type("\r")
        try await console.wait(for: "post> ")
        #expect(try place.session("post").section("1")?.notes == "one\ntwo 日本\nthree\nfour")
        // A long one is shown as a token, and is whole.
        let long = (1...40).map { "line \($0)" }.joined(separator: "\n")
        try console.type(":note 1 " + Key.pasted(long))
        try await console.see("a token") { shows($0, written(":note 1 [pasted 40 lines]", way.columns)) }
        try console.type("!\r")
        try await console.wait(for: "post> ")
        #expect(try place.session("post").section("1")?.notes == long + "!")
        // A backslash and a block have a prompt of their own.
        try console.type(":note 1 one\\\r")
        try await console.see("a second prompt") { shows($0, written("", way.columns, prompt: "… ")) }
        try console.type("two\r")
        try await console.wait(for: "post> ")
        #expect(try place.session("post").section("1")?.notes == "one\ntwo")
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        #expect(try await console.leave() == 0)
    }

    /// Unbound keys and sequences leave the line unchanged, even in pieces.
    @Test(arguments: Way.all) func unknownSequencesTypeNothing(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        let sequences = [
            "\u{1B}[5~", "\u{1B}[15~", "\u{1B}[2~", "\u{1B}[3;5~", "\u{1B}[1;2C", "\u{1B}[13;5u", "\u{1B}OQ",
            "\u{1B}[<64;1;1M", "\u{1B}[M !!", "\u{1B}[12;40R", "\u{1B}]11;rgb:00/00/00\u{1B}\\", "\u{1B}P>|x\u{1B}\\",
            "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[97;1:3u", "\u{9B}15~",
        ]
        // A slow line delivers the rest of a sequence long after its Esc, which in vi mode is a key by itself.
        for sequence in sequences where way.mode == "emacs" && sequence.hasPrefix("\u{1B}") {
            try console.type("q\u{1B}")
            usleep(80_000)
            try console.type(String(sequence.dropFirst()) + "z")
            try await console.see("late \(sequence.debugDescription)") { shows($0, written("qz", way.columns)) }
            try console.type("\u{7F}\u{7F}")
            try await console.see("nothing") { shows($0, written("", way.columns)) }
        }
        for sequence in sequences {
            try console.type("q")
            let bytes = Array(sequence.utf8)
            // The second piece comes when the first is read. This thread sleeps: under load a task may sleep so long that
            // the program takes the sequence for one that broke off.
            try console.type(bytes: Array(bytes[..<2]))
            usleep(5_000)
            try console.type(bytes: Array(bytes[2...]))
            try console.type("z")
            try await console.see(sequence.debugDescription) { shows($0, written("qz", way.columns)) }
            try console.type("\u{7F}\u{7F}")
            try await console.see("nothing") { shows($0, written("", way.columns)) }
        }
        // Shift-Enter makes a line of two, and Ctrl-C as a sequence drops it.
        try console.type("one\u{1B}[13;2utwo\u{1B}[27;2;13~three\u{1B}\rfour")
        try await console.see("four lines") { shows($0, written("one\ntwo\nthree\nfour", way.columns)) }
        try console.type("\u{1B}[99;5u")
        try await console.wait(for: "^C")
        try console.type(":rename 3 Wo\u{1B}[114;1uds\u{1B}[127u\u{1B}[13u")
        try await console.wait(for: "0/60")
        #expect(try place.session("post").section("3")?.title == "Word")
        try await console.wait(for: "post> ")
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: Way.all) func tabsOfAPasteStay(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        try console.type(":note 1 " + Key.pasted("a\tb\n\tindented\tx"))
        try await console.see("stops of eight columns") { sight in
            sight.lines[sight.row - 1] == "post> :note 1 a b" && sight.lines[sight.row] == "        indented        x"
                && sight.column == 25
        }
        try console.type("\r")
        try await console.wait(for: "post> ")
        #expect(try place.session("post").section("1")?.notes == "a\tb\n\tindented\tx")
        try console.type("\"\"\"\r")
        try await console.wait(for: "… ")
        try console.type(":note 1 if x:\r" + Key.pasted("\treturn\t1") + "\r\"\"\"\r")
        try await console.wait(for: "post> ")
        #expect(try place.session("post").section("1")?.notes == "if x:\n\treturn\t1")
        try await console.enter("：rename 3 Wide", until: "0/60")
        #expect(try place.session("post").section("3")?.title == "Wide")
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: Way.all) func aNewSizeWhileTyping(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        let line = ":rename 3 " + String(repeating: "日本 words ", count: 6)
        try console.type(line)
        try await console.see("the line") { shows($0, written(line, way.columns)) }
        for columns in [way.columns == 40 ? 80 : 40, 120, way.columns] {
            try console.resize(columns: columns, rows: 16)
            try await console.see("the line at \(columns)") { shows($0, written(line, columns)) }
            #expect(console.sight.everything.joined().matches(of: /:rename/).count == 1, "\(console.sight.everything)")
        }
        try console.type("end\r")
        try await console.wait(for: "0/60")
        #expect(try place.session("post").section("3")?.title.hasSuffix("words end") == true)
        try await console.wait(for: "post> ")
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: Way.all) func theHintIsGreyAndAfterTheCursor(way: Way) async throws {
        let place = try Place()
        let console = try await console(at: place, way)
        try await console.enter(":rename 3 日本 Watchers", until: "0/60")
        try console.type(":rename 3 日")
        let line = ":rename 3 日"
        try await console.see("the hint") { sight in
            let cells = sight.screen[sight.row].cells
            return sight.column == 6 + 12 && sight.lines[sight.row] == "post> \(line)本 Watchers"
                && cells[18..<29].allSatisfy { $0.look.isDim } && cells[6..<18].allSatisfy { !$0.look.isDim }
        }
        // It is gone with the next key.
        try console.type("x")
        try await console.see("no hint") { shows($0, written(line + "x", way.columns)) }
        try console.type("\u{7F}")
        try await console.see("the hint again") { $0.lines[$0.row].hasSuffix("Watchers") }
        try console.type("\u{1B}[C\r")
        try await console.wait(for: "0/60")
        #expect(try place.session("post").section("3")?.title == "日本 Watchers")
        try await console.wait(for: "post> ")
        #expect(try await console.leave() == 0)
    }

    @Test(arguments: Way.all) func aSearchAndANoticeAboveTheLine(way: Way) async throws {
        let place = try Place()
        try place.keep(Posts.half())
        try Files.replace("\(place.root)/home/.editrc", with: Array("bind -\(way.mode == "vi" ? "v" : "e")\n".utf8))
        try Files.makeFolder("\(place.root)/state/galley")
        let console = try Console(
            ["--base-url", "http://127.0.0.1:1/v1", "-m", "none", "-r", "post"], at: place, columns: Int32(way.columns),
            rows: 16)
        // A line typed before the remark about the model is still there, below it.
        try await console.wait(for: "post> ")
        try console.type("typed 日本 early")
        try await console.see("the line below the remark") { sight in
            sight.everything.contains { $0.hasPrefix("Model: ") }
                && shows(sight, written("typed 日本 early", way.columns))
        }
        let prompts = console.sight.everything.filter { $0.hasPrefix("post> ") }
        #expect(prompts == ["post> typed 日本 early"])
        try console.type(Key.interrupt)
        try await console.wait(for: "^C", seconds: 30)
        try await console.wait(for: "post> ", seconds: 30)
        try await console.enter(":rename 3 Watchers", until: "0/60")
        try await console.enter(":rename 2 Others", until: "Others")
        try console.type("\u{12}Watch")
        try await console.see("what was found") { sight in
            sight.lines.contains { $0.contains(":rename 3 Watchers") && !$0.hasPrefix("3") }
                && sight.lines.contains { $0.contains("bck") }
        }
        try console.type("\r")
        try await console.wait(for: "3  Watchers", seconds: 30)
        try await console.wait(for: "post> ")
        #expect(console.sight.errors.isEmpty, "\(console.sight.errors)")
        #expect(try await console.leave() == 0)
    }
}
