import Manuscript
import TestSupport
import Testing

@testable import Commands

@Suite struct InputLineTests {
    private func command(_ name: String, _ rest: String, line: String) -> InputLine {
        .command(Arguments(command: name, line: line, rest: rest))
    }

    @Test(arguments: ["", "  ", "\t\n", "#", "# :remove all", "  # note"])
    func nothing(line: String) throws {
        #expect(InputLine(line) == .empty)
        #expect(try InputLine(line).command(in: Posts.written) == nil)
    }

    @Test func commandsAndText() {
        #expect(
            InputLine(" :rewrite  2.1  shorter ") == command("rewrite", "2.1  shorter", line: ":rewrite  2.1  shorter"))
        #expect(InputLine("/show") == command("show", "", line: "/show"))
        #expect(InputLine(":show\t2") == command("show", "2", line: ":show\t2"))
        for mark in ["\u{FEFF}", "\u{200B}", "\u{2060}\u{200E}", "\u{180E} "] {
            #expect(InputLine(mark + ":show") == command("show", "", line: ":show"))
        }
        #expect(InputLine(":") == command("", "", line: ":"))
        #expect(InputLine("Quit") == command("quit", "", line: "Quit"))
        #expect(InputLine("exit") == command("quit", "", line: "exit"))
        #expect(InputLine("quit smoking") == .text("quit smoking"))
        #expect(InputLine(" What: a topic ") == .text("What: a topic"))
        #expect(InputLine("::smile") == .text(":smile"))
        #expect(InputLine("::") == .text(":"))
    }

    /// A command's whole name alone is the command, in a post and before one.
    @Test func bareNamesAreCommands() {
        for type in Catalogue.all {
            for name in [type.card.name] + type.card.aliases {
                #expect(InputLine(name) == command(type.card.name, "", line: name))
                #expect(InputLine(" \(name.uppercased()) ") == command(type.card.name, "", line: name.uppercased()))
                #expect(InputLine("\(name) it all") == .text("\(name) it all"))
            }
            #expect(
                InputLine("help \(type.card.name)") == command("help", type.card.name, line: "help \(type.card.name)"))
        }
        #expect(InputLine("?") == command("help", "", line: "?"))
        #expect(InputLine("? undo") == command("help", "undo", line: "? undo"))
        for text in ["hel", "help me", "helpful", "undo it", "show 2", "write better", "talk"] {
            #expect(InputLine(text) == .text(text), "\(text)")
        }
    }

    @Test(
        arguments: [
            (":write --repare", "--repare", "--repair"), (":write 2 --repare", "--repare", "--repair"),
            (":write --frob", "--frob", nil), (":status --json", "--json", nil), (":show --frob", "--frob", nil),
            (":alt 1 --tkae 1", "--tkae", "--take"), (":outline --wrods 900", "--wrods", "--words"),
            (":export --yse md", "--yse", "--yes"),
            (":fit --frob=3", "--frob", nil),
            (":write —repare", "--repare", "--repair"),
        ] as [(String, String, String?)]) func unknownOptionsAreReportedWithANearOne(
            line: String, option: String, nearest: String?
        )
        throws
    {
        let name = String(line.dropFirst().prefix { $0 != " " })
        #expect(throws: CommandError.unknownOption(option, nearest: nearest, command: name)) {
            try InputLine(line).command(in: Posts.written)
        }
    }

    /// Text may hold anything, and a name in quotes is none.
    @Test(arguments: [
        ":new --frob in C", ":rewrite 1 with --frob as the example", ":note 2 try --dry-run", ":outline -- shorter",
        ":rename 2 The --json flag", ":edit 1 name --yes", ":write --repair", ":alt 1 --take=1",
    ]) func otherDashesStay(line: String) {
        #expect(throws: Never.self) { try InputLine(line).command(in: Posts.written) }
    }

    @Test func theMarkMayBeFullWidth() throws {
        for mark in ["：", "／"] {
            #expect(
                InputLine("\(mark)rewrite 2 shorter") == command("rewrite", "2 shorter", line: ":rewrite 2 shorter"))
            #expect(InputLine("\u{3000}\(mark)show\u{3000}2") == command("show", "2", line: ":show\u{3000}2"))
            #expect(InputLine(mark) == command("", "", line: ":"))
            #expect(InputLine("a\(mark)b") == .text("a\(mark)b"))
        }
        #expect(InputLine("：：笑") == .text("：笑") && InputLine(":：x") == .text("：x"))
        #expect(InputLine("：：") == .text("："))
    }

    @Test func commandsByNameAliasAndUniquePrefix() throws {
        for type in Catalogue.all {
            let card = type.card
            for name in [card.name, card.name.uppercased()] + card.aliases {
                #expect(try Catalogue.command(name).card == card)
            }
            for length in 1...card.name.count {
                let prefix = String(card.name.prefix(length))
                let bearers = Catalogue.all.map { $0.card.name }.filter { $0.hasPrefix(prefix) }
                let isAlias = Catalogue.all.contains { $0.card.aliases.contains(prefix) || $0.card.name == prefix }
                guard bearers.count > 1, !isAlias else { continue }
                #expect(throws: CommandError.ambiguous(prefix, bearers)) { try Catalogue.command(prefix) }
            }
        }
        let names = Catalogue.all.flatMap { [$0.card.name] + $0.card.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test func aMistypedCommandNeverReachesAModel() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(
            ":rewirte 2", "There is no command :rewirte; did you mean :rewrite? `:help` lists them.")
        await workspace.refuses(
            ":smile",
            "There is no command :smile. `:help` lists them; begin with `::` to send text that starts with a colon.")
        await workspace.refuses(
            ":", "There is no command :. `:help` lists them; begin with `::` to send text that starts with a colon.")
        await workspace.refuses(
            ":re 2",
            ":re could be :remove, :rename, :rewrite, :replace, :restore, :review, :redo. Type one more letter.")
    }
}

@Suite struct ArgumentsTests {
    private func arguments(_ rest: String) -> Arguments { Arguments(command: "c", line: ":c \(rest)", rest: rest) }

    @Test func wordsAreTakenOneByOne() {
        var arguments = arguments("  one  \"two words\" “three four”\tfive  ")
        #expect(arguments.rest == "one  \"two words\" “three four”\tfive")
        #expect((0..<5).map { _ in arguments.word() } == ["one", "two words", "three four", "five", nil])
        #expect(arguments.isEmpty)
    }

    @Test func anUnclosedQuoteIsALetter() {
        var arguments = arguments("\"two words")
        #expect(arguments.word() == "\"two")
        #expect(arguments.all() == "words")
        #expect(arguments.isEmpty)
    }

    @Test func endRefusesWhatIsLeft() throws {
        try arguments(" ").end()
        let long = String(repeating: "a", count: 60)
        #expect(throws: CommandError.tooMany(long, command: "c")) { try arguments(long).end() }
        #expect(
            CommandError.tooMany(long, command: "c").sentence
                == ":c does not take \"\(String(repeating: "a", count: 40))\". `:help c` shows how.")
    }

    @Test(arguments: [
        ("2.1 shorter", Address.place([2, 1]), "shorter"), ("2-3", .range([2], [3]), ""),
        ("all now", .all, "now"), ("LAST", .last, ""), ("2.* x", .below([2]), "x"),
        ("tables", .title("tables"), ""), ("tables make it short", .title("tables"), "make it short"),
        ("files and folders", .title("files and folders"), ""),
        ("Files and shorter", .title("Files and"), "shorter"),
        ("\"files and\" folders", .title("files and"), "folders"), ("“2” x", .title("2"), "x"),
        ("castle in the air", .title("castle"), "in the air"),
    ])
    func addressesTakeWhatBelongsToThem(text: String, address: Address, rest: String) throws {
        var arguments = arguments(text)
        #expect(try arguments.address(in: Posts.outlined) == address)
        #expect(arguments.rest == rest)
    }

    @Test(arguments: ["", "\"\"", "  "])
    func noAddressIsMissing(text: String) {
        var arguments = arguments(text)
        #expect(throws: CommandError.missing("an address such as 2.3", command: "c")) {
            try arguments.address(in: Posts.outlined)
        }
    }

    /// A title that is also the beginning of another one is that title.
    @Test func aCompleteTitleOverridesAPartOfATitle() throws {
        var session = Posts.begun
        session.outline = Outline([Section(title: "Data"), Section(title: "Data lakes")])
        var short = arguments("data in short")
        #expect(try short.address(in: session) == .title("data"))
        #expect(short.rest == "in short")
        var long = arguments("data lakes in short")
        #expect(try long.address(in: session) == .title("data lakes"))
    }
}
