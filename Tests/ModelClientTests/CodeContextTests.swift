import Testing

@testable import ModelClient

@Suite struct CodeContextTests {
    private func context(_ text: String) -> CodeContext {
        var context = CodeContext()
        for byte in text.utf8 { context.take(byte) }
        return context
    }

    @Test(arguments: [
        "```", "```sh\n", "```sh\na", "```\n```x\n", "````\n```\na", "~~~\n```\n", "`", "a `b", "``a`", "    ", "\t",
        "a\n    ",
        "```a``", "- ```\n  a", "> ```\n> a", "```\r\na\r\n", "```\na\n```",
    ]) func `The next character is code`(text: String) { #expect(context(text).isInCode) }

    @Test(arguments: [
        "", "a", "```\na\n```\n", "`a`", "``a`b``", "`a\nb", "   ", "a    ", "a ```\n", "```a`b\n",
        "```\r\na\r\n```\r\n", "> ```\n> a\nb\n",
        "    ```\na", "``\na", "~~~\n~~~\n",
    ]) func `The next character is not code`(text: String) { #expect(!context(text).isInCode) }

    @Test(arguments: [
        ("a `b", true), ("```sh", false), ("```a`", true), ("```\na `b", false), ("~~~ `", false), ("`a` ``b", true),
        ("", false),
    ]) func `A span is distinguished from a fence`(text: String, isSpan: Bool) {
        #expect(context(text).isInSpan == isSpan)
    }

    @Test func `The start of a line, blanks and the ends of sentences are known`() {
        #expect(context("a\n ").isLineStart && context("a\r").isLineStart && !context("a").isLineStart)
        #expect(context("a ").isBehindBlank && !context("a").isBehindBlank && context("a\r\n").isBehindBlank)
        #expect(
            context("End. ").isBehindSentence && context("終。").isBehindSentence && !context("End ").isBehindSentence)
        #expect(context("```\na").isInFencedLine && !context("```\n").isInFencedLine)
    }
}
