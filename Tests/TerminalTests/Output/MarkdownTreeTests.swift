import Testing

@testable import Terminal

@Suite("The Markdown tree")
struct MarkdownTreeTests {
    @Test("Knows GitHub's extensions")
    func extensions() throws {
        let tree = try #require(MarkdownTree("~~a~~\n\n- [x] b\n\n| a | b | c |\n|:-|:-:|-:|\n| 1 | 2 | 3 |\n"))
        try withExtendedLifetime(tree) {
            let blocks = tree.root.children
            #expect(blocks.map(\.kind) == ["paragraph", "list", "table"])
            #expect(blocks.first?.children.first?.kind == "strikethrough")
            #expect(blocks[1].children.first?.isDone == true)
            let table = try #require(blocks.last)
            #expect(table.alignments == [.left, .center, .right])
        }
    }

    @Test("Cleans what entities spell")
    func entities() throws {
        let tree = try #require(MarkdownTree("a&#27;[31mb&#x202E;c"))
        withExtendedLifetime(tree) {
            #expect(tree.root.children.first?.children.map(\.literal) == ["abc"])
        }
    }
}
