import Manuscript
import Testing

@testable import Chains

@Suite struct ExcerptAnswerTests {
    private static let body = "Air is thin up there.\n\nDough rises fast then.\n\nWatch it closely. Bake it soon."

    private func answer(_ address: Address, _ body: String = body) throws -> ExcerptAnswer {
        ExcerptAnswer(try #require(try Posts.session(written: ["b": body]).excerpt(at: address)))
    }

    @Test(arguments: [
        ("It rises.", "It rises."), ("<passage>It rises.</passage>", "It rises."), ("It rises.</passage>", "It rises."),
        ("Air is thin up there.\n\nIt rises.\n\nWatch it closely. Bake it soon.", "It rises."),
        ("Air is thin up there. Dough rises.", "Dough rises."), ("It rises.\n\nBake it soon.", "It rises."),
        ("Dough rises fast then.", "Dough rises fast then."),
        ("", nil), ("  \n", nil), ("Air is thin up there.", nil), ("Watch it closely.", nil),
        ("<passage></passage>", nil),
    ])
    func neighboursAreCutFromAnAnswer(given: String, wanted: String?) throws {
        #expect(try answer(.paragraphs([3], 2...2)).text(in: given)?.text == wanted)
    }

    @Test(arguments: [
        ("goes up quickly", "goes up quickly"), ("\"goes up quickly\"", "goes up quickly"),
        ("goes up\nquickly.", "goes up quickly"),
        ("“goes up”", "goes up"), ("", nil), ("\n", nil),
    ])
    func wordsFitIntoTheirLine(given: String, wanted: String?) throws {
        #expect(try answer(.words("rises fast")).text(in: given)?.text == wanted)
    }

    @Test func theRestOfTheLineIsCutFromAnAnswer() throws {
        #expect(try answer(.words("rises")).text(in: "swells fast then.")?.text == "swells")
        #expect(try answer(.words("there")).text(in: "Air is thin up here.")?.text == "here")
    }

    @Test(arguments: [
        ("```swift\nlet b = 1\n```", "```sh\nlet b = 1\n```"), ("let b = 1", "```sh\nlet b = 1\n```"),
        ("Here it is:\n\n```\n# b\n```\n\nDone.", "```sh\n# b\n```"), ("```\nopen", "```sh\nopen\n```"), ("", nil),
    ])
    func codeKeepsItsFence(given: String, wanted: String?) throws {
        #expect(try answer(.paragraphs([3], 2...2), "A.\n\n```sh\nls\n```\n\nB.").code(in: given) == wanted)
    }

    @Test func otherCodeKeepsItsForm() throws {
        #expect(try answer(.paragraphs([3], 2...2), "A.\n\n    ls\n\nB.").code(in: "```\nls -l\n```") == "    ls -l")
        #expect(try answer(.paragraphs([3], 1...1), "```sh\nls").code(in: "cd") == "```sh\ncd\n```")
        #expect(try answer(.words("cool_name"), "```\nlet cool_name = 1\n```").code(in: "`x`") == "`x`")
    }
}
