import Testing

@testable import Markdown

@Suite struct LabelDefinitionTests {
    private func definition(_ text: String) -> LabelDefinition? { LabelDefinition(MarkdownLines(text), at: 0) }

    @Test(arguments: [
        ("[a]: /x", "a", "/x\n", 0), ("[a]: </x y> 'T'", "a", "/x y\nT", 0), ("[a]:\n/x\n\"T\nU\"", "a", "/x\nT\nU", 3),
        ("> [a b]: /x (T)", "a b", "/x\nT", 0), ("[a]: /x\n\"T\" more", "a", "/x\n", 0),
        ("[a]: /x \"\\\"\"", "a", "/x\n\"", 0), ("[a]: /x\n\"T\"", "a", "/x\nT", 1),
    ])
    func aLinkIsDefined(text: String, label: String, target: String, lastLine: Int) throws {
        let found = try #require(definition(text))
        #expect(found.kind == .link && found.label == label && found.target == target && found.lastLine == lastLine)
    }

    @Test func aNoteIsDefined() throws {
        let found = try #require(definition("[^a]: words"))
        #expect(found.kind == .note && found.label == "a" && found.place == 2..<3 && found.target == " words")
    }

    @Test(arguments: [
        "[a] /x", "[a]:", "[]: /x", "[a]: /x y", "a [b]: /x", "    [a]: /x", "[a[b]]: /x", "[a]: <x", "[a]: /x \"T",
    ])
    func otherLinesDefineNothing(text: String) { #expect(definition(text) == nil) }
}
