import Manuscript
import Testing

@Suite struct MarkdownPostTests {
    private func titles(_ text: String) -> [String] { MarkdownPost(text).parts.map { "\($0.level) \($0.title)" } }

    @Test func headingsInsideOtherBlocksBeginNoPart() {
        #expect(
            titles(
                "## A\n\n```\n## code\n```\n\n> ## quoted\n\n- ## listed\n\n<div>\n## html\n</div>\n\n2024 is\n---\n")
                == ["2 A", "2 2024 is"])
    }

    @Test func theOnlyFirstHeadingOfLevelOneIsTheTitle() {
        let post = MarkdownPost("# T {#id}\n\n## A\n")
        #expect(post.title == "T" && post.heading == "# T {#id}\n\n" && post.parts.map(\.title) == ["A"])
        #expect(MarkdownPost("## A\n\n# B\n").title == nil)
        #expect(MarkdownPost("# A\n\n# B\n").parts.count == 2)
    }

    @Test func aDefinitionAboveAnUnderlinedHeadingIsText() {
        let post = MarkdownPost("## A\n\n[a]: /x\nB\n---\n")
        #expect(post.parts.map(\.heading) == ["## A\n", "B\n---\n"])
        #expect(post.parts[0].text == "\n[a]: /x\n")
    }

    @Test func theSixthLevelBelongsToTheText() {
        #expect(titles("# a\n# b\n## c\n### d\n#### e\n##### f\n###### g\n").count == 6)
    }

    @Test func numbersAreRecognizedOnlyIfAllHaveTheirs() {
        #expect(MarkdownPost("## 1. A\n## 2. B\n### 2.1 C\n").isNumbered)
        #expect(!MarkdownPost("## 1. A\n## 3. B\n").isNumbered && !MarkdownPost("## 1. A\n").isNumbered)
        #expect(MarkdownPost.number(of: "2.1) Costs")?.path == [2, 1] && MarkdownPost.number(of: "2024 Costs") == nil)
    }
}
