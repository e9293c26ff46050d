import Markdown
import Testing

@Suite struct FenceTests {
    @Test(arguments: [
        ("```", "```", ""), ("~~~~", "~~~~", ""), ("   ```swift", "```", "swift"), ("```  a b \nc", "```", "a b"),
        ("~~~ a`b`", "~~~", "a`b`"), ("````", "````", ""), ("```\r\nx", "```", ""), ("```\u{301}", "```", "\u{301}"),
    ])
    func aLineOpensAFence(text: String, closer: String, info: String) throws {
        let fence = try #require(Fence(opening: text))
        #expect(fence.closer == closer && fence.info == info && fence.length == closer.utf8.count)
    }

    @Test(arguments: [
        "", "``", "    ```", "\t```", "a ```", "```a`", "``` `", "~~`", "> ```", "- ```", "`` `", "\n```",
    ])
    func otherLinesDoNot(text: String) { #expect(Fence(opening: text) == nil) }

    @Test(arguments: [
        ("```", "```", true), ("```", "`````", true), ("```", "   ``` \t", true), ("```", "``` \r", true),
        ("````", "```", false), ("```", "~~~", false), ("```", "    ```", false), ("```", "```x", false),
        ("```", "\t```", false), ("~~~", "~~~~", true), ("```", "", false), ("```", "``` `", false),
    ])
    func aLineClosesIt(opening: String, line: String, closes: Bool) throws {
        #expect(try #require(Fence(opening: opening)).isClosed(by: line) == closes)
    }
}
