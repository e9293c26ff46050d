import Testing

@testable import Chains

/// A fence around a whole answer is taken off, and an ordinary code block is not.
struct AnswerFenceTests {
    /// The answer within the fence; nil if it is an ordinary code block or no fence.
    private func answer(_ lines: String...) -> [String]? {
        guard var fence = AnswerFence(opening: lines[0]) else { return nil }
        for line in lines.dropFirst() where fence.isEnded(by: line) { return nil }
        return Array(fence.answer)
    }

    @Test(arguments: ["```markdown", "~~~MD", "````md", "  ```markdown  "]) func aFenceAroundMarkdownBegins(
        line: String
    ) {
        #expect(AnswerFence(opening: line) != nil)
    }

    @Test(arguments: ["```", "```swift", "``markdown", "markdown", "", "```markdown example"])
    func anythingElseDoesNot(line: String) { #expect(AnswerFence(opening: line) == nil) }

    @Test func theLinesWithinAreTheAnswer() {
        #expect(answer("```markdown", "One.", "", "Two.", "```") == ["One.", "", "Two."])
        #expect(answer("```markdown", "```") == [])
        #expect(answer("````md", "```", "x", "```", "````") == ["```", "x", "```"])
    }

    @Test func aNestedFenceOfTheSameLengthBelongsToIt() {
        #expect(
            answer("```md", "One.", "```swift", "x", "```", "Two.", "```") == ["One.", "```swift", "x", "```", "Two."])
        #expect(answer("```md", "One.", "```swift", "x") == ["```md", "One.", "```swift", "x"])
        #expect(answer("```md", "One.", "Two") == ["One.", "Two"])
    }

    @Test func aRemarkBehindItIsLeftOutAndTextIsNot() {
        var fence = AnswerFence(opening: "```md")
        for line in ["One.", "```", "", "Let me know if you want more."] { #expect(fence?.isEnded(by: line) == false) }
        #expect(fence.map { Array($0.answer) } == ["One."] && fence?.remarks == ["Let me know if you want more."])
        #expect(answer("```md", "One.", "```", "More text that belongs to the section.") == nil)
    }
}
