import Markdown
import Testing

@testable import Terminal

@Suite("Text within a paragraph")
struct InlineMarkdownTests {
    @Test("A newline entity is a space; nested styles add up")
    func inline() throws {
        let node = try #require(MarkdownTree("a&#10;b ***c***")?.root.children.first)
        let lines = InlineMarkdown(showsMarks: false).lines(of: node, width: 40)
        #expect(lines.map { $0.map(\.text).joined() } == ["a b c"])
        #expect(lines.first?.last?.styles.sorted { $0.rawValue < $1.rawValue } == [.strong, .emphasis])
    }
}
