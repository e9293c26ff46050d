import Manuscript
import Testing

@testable import Commands

struct HelpPagesTests {
    private let pages = HelpPages(
        [
            .init(name: "tutorial", text: "# Your first post\n\n<!-- not run: why -->\nText.\n"),
            .init(name: "models", text: "# Models\n\nText.\n"), .init(name: "own-model", text: "# Own\n"),
        ], subcommands: ["write", "export"])

    @Test(arguments: [("tutorial", "tutorial"), ("Tut", "tutorial"), ("own", "own-model"), ("mod", "models")])
    func aPageIsFoundByItsNameOrAPartOfIt(asked: String, name: String) throws {
        #expect(try pages.page(named: asked).data["page"] == .string(name))
    }

    @Test func commentsForToolsAreLeftOut() throws {
        #expect(try pages.page(named: "tutorial").answer.content.plainText == "# Your first post\n\nText.")
    }

    @Test func anUnknownPageIsOneSentenceWithANearName() {
        #expect(throws: HelpPageError.unknown("tutorail", nearest: "tutorial")) { try pages.page(named: "tutorail") }
        #expect(throws: HelpPageError.unknown("exprot", nearest: "export")) { try pages.page(named: "exprot") }
        #expect(throws: HelpPageError.unknown("zzz", nearest: nil)) { try pages.page(named: "zzz") }
        #expect(HelpPageError.unknown("x", nearest: nil).sentence.contains("`galley help` lists the pages."))
    }

    @Test func aPartOfSeveralNamesListsThem() {
        #expect(throws: HelpPageError.ambiguous("l", names: ["tutorial", "models", "own-model"])) {
            try pages.page(named: "l")
        }
    }

    @Test func theListHasEveryPageWithItsTitle() {
        let text = pages.list.answer.content.plainText
        for words in ["tutorial", "Your first post", "own-model", "galley --help"] { #expect(text.contains(words)) }
    }
}
