import Manuscript
import Testing

@Suite struct ProseTests {
    @Test(arguments: [
        ("", 0), ("   \n\t", 0), ("one", 1), ("one two\nthree", 3), ("don't well-known", 2), ("a — b", 2),
        ("| --- | x |", 1), ("4,388 and 3.5 %", 3), ("**bold** _it_", 2), ("# Title", 1), ("naïve\u{A0}Straße", 2),
        ("👩🏽‍🚀 🙂", 0), ("…", 0), ("½", 1), ("e\u{301}te\u{301}", 1),
    ])
    func countsWords(text: String, count: Int) {
        #expect(Prose.words(in: text) == count)
    }

    @Test(arguments: [
        ("Plain", "Plain"), ("  a   b ", "a b"), ("## Why", "Why"), ("# # Why", "Why"), ("#hash", "#hash"),
        ("C #", "C #"),
        ("a\nb\tc\r\nd", "a b c d"), ("a\u{2028}b\u{A0}c\u{0}d", "a b c d"), ("", ""), ("###", ""),
        ("👩🏽‍🚀 e\u{301}", "👩🏽‍🚀 e\u{301}"),
    ])
    func cleansTitles(text: String, title: String) {
        #expect(Prose.title(text) == title)
    }

    @Test(arguments: [
        ("a", "a"), ("\n\n a\n\nb \n \n", " a\n\nb "), ("a\r\nb", "a\nb"), ("a\r\n", "a"),
        ("\r\n\r\na\rb\r\r\n", "a\nb"),
        ("", ""), (" \n\t", ""), ("    code\n", "    code"),
    ])
    func cleansBodies(text: String, body: String) {
        #expect(Array(Prose.body(text).utf8) == Array(body.utf8))
    }

    @Test(arguments: [
        ("a\nb\n\nc", ["a\nb", "c"]), ("a\n \t\nb", ["a", "b"]), ("\n\na\n\n", ["a"]), ("", []),
        ("a\r\n\r\nb", ["a", "b"]),
        ("```\na\n\nb\n```\n\nc", ["```\na\n\nb\n```", "c"]),
        ("````\n```\n\na\n````\n\nb", ["````\n```\n\na\n````", "b"]),
        ("```\n```sh\n\na\n```", ["```\n```sh\n\na\n```"]), ("```a`\n\nb", ["```a`", "b"]),
        ("    ```\n\nb", ["    ```", "b"]),
        ("1. a\n\n   ~~~\n   b\n\n   c\n   ~~~\n\nd", ["1. a", "   ~~~\n   b\n\n   c\n   ~~~", "d"]),
    ])
    func blankLinesSeparateBlocks(text: String, blocks: [String]) { #expect(Prose.blocks(in: text) == blocks) }

    @Test func cleaningTwiceIsCleaningOnce() {
        var making = RandomSessions(seed: 5)
        let breaks = ["\n", "\r\n", "\r", " ", "#", "\n\n", "\u{2029}"]
        for _ in 0..<500 {
            let text = (0..<making.number(0...6)).map { _ in making.words(0...2) + breaks[making.number(0...6)] }
                .joined()
            let title = Prose.title(text)
            let body = Prose.body(text)
            #expect(Array(Prose.title(title).utf8) == Array(title.utf8))
            #expect(Array(Prose.body(body).utf8) == Array(body.utf8))
            #expect(!body.utf8.contains(UInt8(ascii: "\r")))
            #expect(!title.contains { $0.isNewline })
            #expect(Prose.words(in: body) == Prose.words(in: text))
        }
    }
}
