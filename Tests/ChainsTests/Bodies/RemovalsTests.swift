import Manuscript
import Platform
import Testing

@testable import Chains

/// Omissions of the cleaning are counted, and the whole answer is kept.
@Suite(.timeLimit(.minutes(5)))
struct RemovalsTests {
    private func draft(_ answer: String) async throws -> SectionChain.Draft {
        let session = Posts.session()
        return try await SectionChain(
            model: ScriptedModel(texts: [answer]), session: session, entry: try session.entry("b"), task: .write,
            holdsLength: false
        ).draft()
    }

    @Test(arguments: [
        (
            "Air.\n\n## The Oven\n\nHot.\n\nHotter.", "a heading and 2 paragraphs after it",
            "Air.\n\n**The Oven**\n\nHot.\n\nHotter."
        ),
        ("Air.\n\n## The Oven", "a heading", "Air.\n\n**The Oven**"),
        (
            "Air.\n\n## The Oven\n\nHot.\n\n## More\n\nCold.", "2 headings and 2 paragraphs",
            "Air.\n\n**The Oven**\n\nHot.\n\n**More**\n\nCold."
        ),
        ("Air.\n\nThe Oven\n---\nHot.", "a heading and a paragraph after it", "Air.\n\nThe Oven\n\nHot."),
        ("By [A. Baker]\n\nAir.", "a byline", "By [A. Baker]\n\nAir."),
        (
            "Sure! Here it is:\n\nAir.\n\nI hope this helps!", "an opening remark and a remark",
            "Sure! Here it is:\n\nAir.\n\nI hope this helps!"
        ),
        ("Air.\n\nIn conclusion, air.", "a closing summary", "Air.\n\nIn conclusion, air."),
        ("In conclusion, air.", "an opening phrase", "In conclusion, air."),
        ("```markdown\nAir.\n```\nLet me know!", "a remark", "Air.\n\nLet me know!"),
        (
            #"{"text": "Air is thin up there, and water boils sooner there.", "ending": "That is all there is."}"#,
            "a short string from its JSON",
            "Air is thin up there, and water boils sooner there.\n\nThat is all there is."
        ),
    ])
    func omissionsAreCountedAndKept(answer: String, what: String, whole: String) async throws {
        let draft = try await draft(answer)
        #expect(draft.leftOut == LeftOut(what: what, whole: whole))
        #expect(draft.text.utf8.count < whole.utf8.count)
    }

    @Test(arguments: [
        "Air.", "## Thin Air\n\nAir.", "<think>The Oven</think>\n\nAir.", "```markdown\nAir.\n```",
        "Air.\n\n### Why\n\nAir.",
        "3. Thin Air\n\nAir.\n\n- The Oven", "Thin Air\n===\n\nAir.\u{7}",
    ])
    func titlesReasoningAndMarksDoNotCount(answer: String) async throws {
        #expect(try await draft(answer).leftOut == nil)
    }

    @Test func aFieldOfALaterReleaseSurvives() throws {
        let text = #"{"number":1,"text":"a","at":0,"leftOut":{"what":"w","whole":"a b","more":[1]}}"#
        let version = try JSONDecoder().decode(Version.self, from: Data(text.utf8))
        #expect(version.leftOut?.what == "w" && version.leftOut?.unknown == ["more": [1]])
        #expect(try JSONDecoder().decode(Version.self, from: JSONEncoder().encode(version)) == version)
    }

    @Test(arguments: [
        ("**The Oven**\n\nHot.", 1, 1), ("## The Oven\nHot.", 1, 1), ("## The Oven\n### The Door", 2, 0),
        ("Hot.", 0, 1),
        ("**The Oven** is\n**hot.**", 0, 1), ("**Hot** it is.", 0, 1),
    ])
    func headingsAndParagraphsAreCountedApart(tail: String, headings: Int, paragraphs: Int) {
        var (counted, expected) = (Removals(), Removals())
        counted.count(tail: tail)
        expected.count(.heading, headings)
        expected.count(.paragraph, paragraphs)
        #expect(counted == expected)
    }
}
