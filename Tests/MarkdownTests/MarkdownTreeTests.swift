import Testing

@testable import Markdown

@Suite struct MarkdownTreeTests {
    @Test func knowsGitHubsExtensions() throws {
        let text = "~~a~~\n\n- [x] b\n\n| a | b | c |\n|:-|:-:|-:|\n| 1 | 2 | 3 |\n"
        let blocks = try #require(MarkdownTree(text)).root.children
        #expect(blocks.map(\.kind) == [.paragraph, .list, .table])
        #expect(blocks.first?.children.first?.kind == .strikethrough)
        #expect(blocks[1].children.first?.isDone == true)
        #expect(blocks.last?.alignments == [.left, .center, .right])
    }

    /// cmark-gfm keeps the special characters of its extensions in one table for the whole program.
    @Test func textsThatAreParsedAtOnceKeepTheirExtensions() async {
        let lost = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<400).count { _ in !MarkdownPage("~~a~~ and ~~b~~").html.contains("<del>a</del>") }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(lost == 0)
    }

    @Test(arguments: [("a\n\nb\n", [2]), ("> a\n>\n> b\n", [2]), ("a\nb", []), ("\n \t\na", [1, 2])])
    func blankLinesAreKnown(text: String, lines: [Int]) throws {
        #expect(try #require(MarkdownTree(text)).blankLines == Set(lines))
    }

    @Test func notesAreReadIfTheyAreWanted() throws {
        let text = "a[^1]\n\n[^1]: note\n"
        #expect(try #require(MarkdownTree(text)).html.contains("<a href=\"note\">"))
        #expect(try #require(MarkdownTree(text, hasNotes: true)).html.contains("footnotes"))
    }
}
