import Manuscript
import Testing

@testable import Chains

@Suite struct ExcerptPromptTests {
    private func lines(_ address: Address, _ body: String, _ instruction: String, isEdit: Bool = false) throws -> String
    {
        let excerpt = try #require(try Posts.session(written: ["b": body]).excerpt(at: address))
        return ExcerptPrompt(excerpt: excerpt, instruction: instruction, isEdit: isEdit).lines.joined(separator: "\n")
    }

    @Test func theWholeTextIsThereWithThePassageMarked() throws {
        let text = try lines(.paragraphs([3], 2...2), "Air is thin.\n\nDough rises fast there.\n\nWatch it.", "shorter")
        #expect(text.contains("Air is thin.\n\n<passage>Dough rises fast there.</passage>\n\nWatch it."))
        #expect(text.contains("What the writer asks for: shorter") && text.contains("about 4 words."))
        #expect(text.contains("one paragraph, complete and in Markdown"))
    }

    @Test func theFormIsThatOfThePassage() throws {
        let body = "Air is thin.\n\n- a\n- b\n\n```\nx\n```\n\n| a |\n|---|\n\n> q"
        for (number, form) in [(2, "a list"), (3, "a code block"), (4, "a table"), (5, "a quotation")] {
            #expect(try lines(.paragraphs([3], number...number), body, "x").contains(": \(form), complete"))
        }
        #expect(try lines(.paragraphs([3], 1...2), body, "x").contains("2 paragraphs in Markdown"))
        let words = try lines(.words("is thin"), body, "", isEdit: true)
        #expect(words.contains("Air <passage>is thin</passage>.") && words.contains("Find a better way"))
        #expect(words.contains("words that fit into the sentence") && words.contains("as little as that allows"))
    }
}
