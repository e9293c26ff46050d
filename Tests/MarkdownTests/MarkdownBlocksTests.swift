import Markdown
import SeededRandom
import Testing

@Suite struct MarkdownBlocksTests {
    private func texts(_ text: String) -> [String] { Markdown.blocks(in: text).map { String(text[$0.range]) } }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\nb\n\nc", ["a\nb", "c"]), ("\n\na\n\n\n\nb\n", ["a", "b"]),
        ("- a\n- b\n\n- c\n\n  d\n\ne", ["- a\n- b\n\n- c\n\n  d", "e"]),
        ("a\n- b\n\nc", ["a", "- b", "c"]), ("> a\nb\n\nc", ["> a\nb", "c"]),
        ("```\na\n\nb\n```\nc", ["```\na\n\nb\n```", "c"]), ("a\n\n```\nb\n\nc", ["a", "```\nb\n\nc"]),
        ("| a |\n|---|\n| b |\n\nc", ["| a |\n|---|\n| b |", "c"]),
        ("T\n===\na\n\nb", ["T\n===", "a", "b"]), ("# T\na", ["# T", "a"]), ("a\n\n---\n\nb", ["a", "---", "b"]),
        ("<div>\na\n</div>\n\nb", ["<div>\na\n</div>", "b"]), ("    a\n\n    b\n\nc", ["    a\n\n    b", "c"]),
        ("a\r\nb\r\n\r\nc", ["a\r\nb", "c"]),
    ])
    func blocksAreThoseOfTheParser(text: String, wanted: [String]) { #expect(texts(text) == wanted) }

    @Test(arguments: [
        ("a [x] [^1]\n\n[x]: http://a.b\n[^1]: A note\n\n    goes on.\n\nb", ["a [x] [^1]", "b"]),
        ("[x]: http://a.b\na [x]", ["a [x]"]), ("a\n\n[^2]: nothing refers to it\n\nb", ["a", "b"]),
        ("a\n[x]: no definition\n\nb", ["a\n[x]: no definition", "b"]),
    ])
    func definitionsAreLeftOut(text: String, wanted: [String]) { #expect(texts(text) == wanted) }

    @Test func headingsBreaksAndCommentsAreNotCountedAsParagraphs() {
        let text = "### T\n\na\n\n---\n\n<!-- more -->\n\n<p>b</p>\n\n- c"
        let counted = Markdown.blocks(in: text).filter(\.isParagraph).map { String(text[$0.range]) }
        #expect(counted == ["a", "<p>b</p>", "- c"])
    }

    @Test func blocksOfRandomTextsAreThePiecesThatTheyConsistOf() {
        let pieces = [
            "One line.", "Two\nlines.", "1. one\n2. two", "- a\n\n  b", "> q\n>\n> r", "```sh\n# no heading\n\nls\n```",
            "| a | b |\n|---|---|\n| 1 | 2 |", "### Heading", "***", "<div>\nx\n</div>", "Émigré 漢字 👩‍👩‍👧",
        ]
        var random = SeededGenerator(seed: 9)
        for _ in 0..<300 {
            var chosen: [String] = []
            for _ in 0..<Int.random(in: 1...7, using: &random) {
                let piece = pieces.randomElement(using: &random) ?? ""
                // Two lists in a row would be one.
                guard chosen.last?.first?.isLetter ?? true || piece.first?.isLetter ?? false else { continue }
                chosen.append(piece)
            }
            let gaps = chosen.map { _ in String(repeating: "\n", count: Int.random(in: 2...4, using: &random)) }
            let text = zip(chosen, gaps).map { $0 + $1 }.joined()
            #expect(texts(text) == chosen)
        }
    }
}
