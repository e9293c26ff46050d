import SeededRandom
import Testing

@testable import Manuscript

/// Texts are split into pieces that are the text again.
struct ProseTokensTests {
    private func tokens(_ text: String) -> ProseTokens {
        var keys = ProseTokens.Keys()
        return ProseTokens(text, keys: &keys)
    }

    private func joined(_ tokens: ProseTokens) -> String {
        tokens.blocks.map { $0.tokens.map { String($0.text) }.joined() + ($0.gap.map { String($0.text) } ?? "") }
            .joined()
    }

    @Test(arguments: 0..<20) func joinedTheyAreTheText(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "word", "it's", "’", "日本語", " ", "  \n", "\n", "\r\n", "\n\n", "\r\n\r\n", "\t", "| a |", "```\n", "- ",
            "*",
            "e\u{301}", "👩🏽‍🚀", "مرحبا", "\u{2028}", "\u{0}", "12.5", "    code",
        ]
        for _ in 0..<50 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            #expect(joined(tokens(text)).utf8.elementsEqual(text.utf8), "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        ("It's a don’t, '90s' x-y", ["It's", "a", "don’t", "90s", "x", "y"]), ("日本go語", ["日", "本", "go", "語"]),
        ("e\u{301}te\u{301} 12.5", ["e\u{301}te\u{301}", "12", "5"]), ("", []), ("--- !", []),
    ])
    func wordsAreWhole(text: String, words: [String]) {
        let found = tokens(text).blocks.flatMap(\.tokens).filter { $0.kind == .word }.map { String($0.text) }
        #expect(found == words)
        #expect(tokens(text).blocks.reduce(0) { $0 + $1.words } == words.count)
    }

    @Test func lineEndsCountInCodeAndTablesOnly() {
        var keys = ProseTokens.Keys()
        func key(_ text: String) -> Int? { ProseTokens(text, keys: &keys).blocks.first?.key }
        #expect(key("one two") == key("one\ntwo") && key("one two") == key("one \r\n two"))
        #expect(key("one  \ntwo") != key("one two"))
        #expect(key("one\n- two") != key("one - two"))
        #expect(key("| one two |") != key("| one  two |"))
        #expect(key("    one two") != key("    one  two"))
    }

    @Test func aNewKeyIsNeverUsedAgain() {
        var keys = ProseTokens.Keys()
        let made = [keys.key("a"), keys.new(), keys.key("b"), keys.new(), keys.key("a")]
        #expect(made == [0, 1, 2, 3, 0] && keys.count == 4)
    }
}
