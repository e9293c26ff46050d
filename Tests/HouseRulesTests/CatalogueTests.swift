import Manuscript
import Platform
import Testing

@testable import Workbench

/// The catalogue is the one source of help, completion and the README's table.
struct CatalogueTests {
    @Test func theReadmeHoldsTheCatalogue() throws {
        let readme = try Repository.text("README.md")
        let start = try #require(readme.firstRange(of: "<!-- commands -->\n"))
        let end = try #require(readme.firstRange(of: "\n<!-- /commands -->"))
        let table = String(readme[start.upperBound..<end.lowerBound])
        #expect(table == Catalogue.markdownTable, "the table must read:\n\(Catalogue.markdownTable)")
    }

    @Test func everyCommandFileIsInTheCatalogue() throws {
        let files = try Repository.swiftFiles(below: "Sources/Workbench/Commands")
        let names = Set(Catalogue.all.map { "\($0)" })
        #expect(names.count == Catalogue.all.count)
        for file in files {
            let name = Files.name(of: file).dropLast(".swift".count)
            #expect(names.contains(String(name)), "\(name) is not in the catalogue")
        }
        #expect(files.count == names.count)
    }

    @Test func everyCardIsWhole() throws {
        var session = Session(name: "post", topic: "A topic", at: Date(timeIntervalSince1970: 0))
        session.outline = Outline(
            (1...4).map { number in
                var section = Section(
                    title: "Title \(number)", words: 50, children: [Section(title: "Part \(number)", words: 50)])
                section.candidate = Candidate(text: "x", cause: .interrupted, origin: .written, at: session.createdAt)
                section.children[0].versions = [Version(number: 1, text: "x", origin: .written, at: session.createdAt)]
                section.children[0].current = 1
                section.children[0].candidate = section.candidate
                return section
            })
        session.outline.sections[1].children += [Section(title: "A", words: 9), Section(title: "B", words: 9)]
        session.outline.sections[1].children[2].candidate = session.outline.sections[0].candidate
        for command in Catalogue.all {
            let card = command.card
            #expect(!card.summary.isEmpty && !card.summary.hasSuffix("."), "\(card.name)")
            #expect(card.example.hasPrefix(":\(card.name)"), "\(card.example)")
            let parsed = try InputLine(card.example).command(in: session)
            #expect(parsed.map { "\(type(of: $0))" } == "\(command)", "\(card.example) is read as another command")
        }
    }
}
