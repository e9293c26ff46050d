import Testing

@testable import Markdown

@Suite struct MarkdownNodeTests {
    private func blocks(_ text: String) throws -> [MarkdownNode] { try #require(MarkdownTree(text)).root.children }

    @Test func textsAreCleanOfWhatEntitiesSpell() throws {
        let paragraph = try #require(blocks("a&#27;[31mb&#x202E;c").first)
        #expect(paragraph.children.map(\.literal) == ["abc"])
        #expect(paragraph.children.map(\.rawLiteral) == ["a\u{1B}[31mb\u{202E}c"])
        #expect(paragraph.plainText == "abc")
        let link = try blocks("[a](</x&#27;[31m>)").first?.children.first
        #expect(link?.kind == .link && link?.url == "/x")
    }

    @Test func aNodeKeepsItsTree() throws {
        let children = try blocks("*a* `b`").flatMap(\.children)
        #expect(children.map(\.kind) == [.emphasis, .text, .code])
        #expect(children.last?.literal == "b")
    }

    @Test(arguments: [
        ("```swift x\na\n```", "```", "swift x"), ("~~~~~\na", "~~~~~", ""), ("- ````\n  a", "````", ""),
    ])
    func aFenceIsThatOfTheSource(text: String, closer: String, info: String) throws {
        let block = try #require(blocks(text).first)
        let fence = try #require(block.fence ?? block.children.first?.children.first?.fence)
        #expect(fence.closer == closer && fence.info == info)
        #expect(try blocks("    ```").first?.kind == .codeBlock && blocks("    ```").first?.fence == nil)
    }

    @Test func listsAndHeadingsHaveTheirNumbers() throws {
        let found = try blocks("## T\n\n3) a\n\n- b\n\n***\n\n> c\n\n<div>")
        #expect(found.map(\.kind) == [.heading, .list, .list, .thematicBreak, .blockQuote, .htmlBlock])
        #expect(found[0].level == 2 && found[0].startLine == 1)
        #expect(found[1].isOrdered && found[1].isParenthesis && found[1].firstNumber == 3)
        #expect(!found[2].isOrdered && found[2].startLine == 5)
    }
}
