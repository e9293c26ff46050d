import Manuscript
import Testing

@Suite struct SessionExcerptsTests {
    private static let session: Session = {
        var session = ExcerptTests.session([
            "Flour is milled. The oven has to be hot.\n\nSalt the dough.", "The oven has a door.\n\nBake *very* long.",
            "See [the guide](http://a.b) for `ls -l` and more.",
        ])
        session.outline.sections[1].title = "The oven and its door"
        session.outline.sections.append(Section(id: "none", title: "Unwritten"))
        return session
    }()

    private func text(_ words: String) throws -> String? {
        let address = try Self.session.address(quoting: words)
        return try Self.session.excerpt(at: address).map { "\($0.address) \($0.text)" } ?? "section \(address.text)"
    }

    @Test(arguments: [
        ("Salt the dough", "1:2 Salt the dough"), ("salt  THE\ndough.", "1:2 Salt the dough."),
        ("bake very long", "2:2 Bake *very* long"), ("very", "2:2 very"), ("…Bake very long…", "2:2 Bake *very* long"),
        ("see the guide", "3:1 See [the guide](http://a.b)"),
        ("the guide for ls -l", "3:1 [the guide](http://a.b) for `ls -l`"),
        ("The oven has to be hot.", "1:1 The oven has to be hot."), ("Unwritten", "section \"Unwritten\""),
        ("and its door", "section \"and its door\""), ("the oven and its door", "section \"the oven and its door\""),
    ])
    func aQuotationIsATitleOrTheWordsOfOnePlace(words: String, wanted: String) throws {
        #expect(try text(words) == wanted)
    }

    @Test(arguments: [
        (
            "The oven has",
            "The words “The oven has” are in several places: 1:1, 2:1. Quote more words around the right one, or give the paragraph."
        ),
        (
            "the oven",
            "The words “the oven” are in the title 2 The oven and its door and in the text of 1:1, 2:1. Give the number of the section or the paragraph."
        ),
        (
            "salt in dough of rye",
            "The words “salt in dough of rye” are neither in a title nor in a text. `:find` looks for words."
        ),
        ("mill the flour", "The words “mill the flour” are neither in a title nor in a text. `:find` looks for words."),
        (
            "flour is milled twice",
            "The words “flour is milled twice” are neither in a title nor in a text; the nearest are in 1:1: “Flour is milled.”."
        ),
        (
            "to be hot. Salt the dough",
            "The words “to be hot. Salt the dough” run over several paragraphs. Give 1:1-2, or quote words of one paragraph."
        ),
        (
            "guide for ls",
            "The words “guide for ls” in 3:1 begin or end within emphasis, code or a link. Quote all of it, or give 3:1."
        ),
    ])
    func anUnclearQuotationIsOneSentence(words: String, sentence: String) throws {
        let error = try #require(throws: ExcerptError.self) { _ = try text(words) }
        #expect(error.sentence == sentence)
    }

    @Test(arguments: [
        ("1:3", "There is no paragraph 1:3: 1 Title 1 has 2. Lists, tables, quotes and code blocks count as one each."),
        (
            "1:1-3",
            "There is no paragraph 1:1-3: 1 Title 1 has 2. Lists, tables, quotes and code blocks count as one each."
        ),
        ("4:1", "4 Unwritten has no text yet. `:write` writes what is missing."),
    ])
    func aMissingParagraphIsOneSentence(address: String, sentence: String) throws {
        let address = try #require(Address(address))
        let error = try #require(throws: ExcerptError.self) { _ = try Self.session.excerpt(at: address) }
        #expect(error.sentence == sentence)
    }

    @Test func addressesOfSectionsNameNoExcerpt() throws {
        for address in ["all", "last", "1", "1-2", "2.*", "Unwritten"] {
            let parsed = try #require(Address(address))
            #expect(try Self.session.excerpt(at: parsed) == nil)
        }
        #expect(throws: AddressError.self) { try Self.session.excerpt(at: .paragraphs([9], 1...1)) }
    }
}
