import Testing

@testable import Terminal

@Suite("Places where a text can be cut")
struct MarkdownSplitterTests {
    /// The text with a bar at each cut.
    private func cuts(_ text: String) -> String {
        var splitter = MarkdownSplitter()
        var result = ""
        for piece in splitter.take(text) {
            switch piece {
            case .text(let text): result += text
            case .cut: result += "|"
            case .definition(let line): result += "{\(line.dropLast())}"
            }
        }
        return result + splitter.end()
    }

    private let long = String(repeating: "eight of", count: 20)

    @Test("A long paragraph is cut before a word, if no mark is open")
    func paragraphs() {
        #expect(cuts(long + " word and") == long + " |word and")
        #expect(cuts("short word and") == "short word and")
        #expect(cuts(long + " 12 words") == long + " 12 |words", "a number might begin a list")
        #expect(cuts("*" + long + " in it* out") == "*" + long + " in it* |out")
        #expect(cuts("`" + long + " * in it` out") == "`" + long + " * in it` |out")
        #expect(cuts("a [" + long + " in it](http://x y) out") == "a [" + long + " in it](http://x y) |out")
        #expect(cuts(long + "** open for ever and") == long + "** |open for ever and", "nothing to be closed")
        #expect(cuts("**" + long + " open for ever") == "**" + long + " open for ever")
        #expect(cuts(long + "\nnext line") == long + "\nnext |line")
    }

    @Test("No other block is cut", arguments: ["- ", "1. ", "> ", "# ", "    ", "```\n", "<div> ", "| ", "* "])
    func others(start: String) { #expect(cuts(start + long + " and words") == start + long + " and words") }

    @Test(
        "A paragraph after code is cut, and one in code is not",
        arguments: [
            ("```\na\n```\n\n", true), ("````\n```\n````\n\n", true), ("```a`b\n\n", true), ("    ```\n\n", true),
            ("- ```\n  a\n  ```\n\n", true), ("> ```\n\n", true), ("````\n```\n\n", false), ("~~~\n```\n\n", false),
        ])
    func code(start: String, isCut: Bool) {
        #expect(cuts(start + long + " word and") == start + long + (isCut ? " |word and" : " word and"))
    }

    @Test("A line below a cut paragraph does not turn it into a heading")
    func underline() {
        #expect(cuts(long + " word\n---\nx") == long + " |word\n\n---\nx")
        #expect(cuts(long + " word\n- item") == long + " |word\n- item")
        #expect(cuts("short\n---\nx") == "short\n---\nx")
    }

    @Test("Link definitions are removed")
    func definitions() {
        #expect(cuts("a\n\n[r]: http://x.example\nb") == "a\n\n{[r]: http://x.example}b")
        for text in [
            "[r]: ", "[^1]: note", "[r] x", "[r]: a b c", "a\n[r]: http://x", "```\n\n[r]: x\n```", "[x](y): z",
        ] {
            #expect(cuts(text + "\n") == text + "\n")
        }
    }
}
