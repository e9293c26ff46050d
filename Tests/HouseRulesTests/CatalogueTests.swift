import Manuscript
import Platform
import Testing

@testable import Commands

/// Promises of the catalogue and the documentation about every command.
struct CatalogueTests {
    /// The faults of a card; empty if it has none.
    static func faults(of card: CommandCard) -> [String] {
        var faults: [String] = []
        if card.name.isEmpty || card.name.contains(where: { !($0.isLowercase && $0.isASCII) }) { faults.append("name") }
        if card.summary.isEmpty || card.summary.hasSuffix(".") || card.summary.first?.isUppercase == true {
            faults.append("summary")
        }
        if card.grammar != nil, card.parameters.isEmpty { faults.append("usage") }
        if (card.parameters.map(\.meaning) + card.flags.map(\.meaning)).contains(where: {
            $0.isEmpty || $0.hasSuffix(".")
        }) {
            faults.append("meaning")
        }
        if !(card.example == ":\(card.name)" || card.example.hasPrefix(":\(card.name) ")) { faults.append("example") }
        if card.summary.contains("|") || card.usage.contains("|") { faults.append("table") }
        return faults
    }

    /// A post in which every example means something.
    private var post: Session {
        var session = Session(name: "example", topic: "What is data engineering?", at: Date(timeIntervalSince1970: 0))
        let sections = (1...4).map { number in
            Section(title: "Part \(number)", words: 100, children: (1...3).map { part(number, $0) })
        }
        session.outline = Outline(sections)
        return session
    }

    private func part(_ number: Int, _ part: Int) -> Section {
        var section = Section(title: "Part \(number) point \(part)", words: 100)
        let now = Date(timeIntervalSince1970: 0)
        section.versions = [Version(number: 1, text: "Text.", origin: .written, at: now)]
        section.current = 1
        section.candidate = Candidate(text: "More", cause: .length, origin: .written, at: now)
        return section
    }

    @Test func everyCommandHasItsCard() {
        for type in Catalogue.all { #expect(Self.faults(of: type.card) == [], "\(type)") }
        let names = Catalogue.all.flatMap { [$0.card.name] + $0.card.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test func everyExampleIsReadAsItsOwnCommand() throws {
        for type in Catalogue.all {
            let command = try #require(try InputLine(type.card.example).command(in: post), "\(type)")
            #expect(Swift.type(of: command) == type, "\(type)")
        }
    }

    /// A command whose arguments follow its parameters reads them by `ArgumentValues`; only a free grammar is parsed by
    /// hand.
    @Test func onlyFreeGrammarsAreParsedByHand() throws {
        let names = Catalogue.all.filter { $0.card.grammar != nil }.map { String(describing: $0) }
        for file in try Repository.swiftFiles(below: "Sources/Commands") where !file.path.contains("/Core/") {
            guard let command = FileTests.commands(in: file).first, !names.contains(command) else { continue }
            #expect(!Self.parsesByHand(file.text), "\(file.path)")
        }
        #expect(Self.parsesByHand("let word = arguments.word()") && !Self.parsesByHand("try arguments.end()"))
    }

    private static func parsesByHand(_ text: String) -> Bool {
        text.contains(/arguments\.(?:word|all|address|option|flag|key|value)\(/)
    }

    @Test func everyCommandFileIsInTheCatalogue() throws {
        // Chat is the command of lines without a colon, so that it has no name.
        let files = try Repository.swiftFiles(below: "Sources/Commands").flatMap(FileTests.commands).filter {
            $0 != "Chat"
        }
        #expect(files.sorted() == Catalogue.all.map { String(describing: $0) }.sorted())
    }

    @Test func theTableHasALineForEveryCommand() {
        let lines = Catalogue.markdownTable().split(separator: "\n")
        #expect(lines.count == Catalogue.all.count + 2)
        #expect(lines[0] == "| command | does |")
        #expect(lines[1] == "|---|---|")
        let summary = "begin a post on a topic, in a new session; --kind makes the outline of a kind of post"
        #expect(lines[2] == "| `:new [--kind KIND] TOPIC` | \(summary) |")
    }

    @Test func theRulesCanFail() {
        let bad = CommandCard(name: "Bad one", grammar: "X", summary: "Does it.", example: ":worse")
        #expect(Self.faults(of: bad) == ["name", "summary", "usage", "example"])
    }
}
