import Testing

@testable import Manuscript

/// A text that has the words of its request is not one to publish.
struct InstructionEchoTests {
    @Test(arguments: [
        ("A Comprehensive Overview (145 words in 2 paragraphs) follows.", true),
        ("About 90 words in 1 paragraph.", true),
        ("There are 145 words in this poem.", false), ("The words in two paragraphs differ.", false), ("", false),
    ])
    func onlyALengthInParagraphsIsOne(text: String, isFound: Bool) {
        #expect(InstructionEcho.isFound(in: text) == isFound)
        let post = CheckedPost(markdown: "## One\n\n\(text.isEmpty ? "A text." : text)\n")
        let findings = Hygiene.verdict(on: post)?.findings ?? []
        #expect(findings.contains { $0.contains("repeats its instructions") } == isFound)
    }
}
