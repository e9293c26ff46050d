import Manuscript
import Testing

/// Phrases that the style card bans.
struct BannedPhrasesTests {
    @Test(arguments: [
        ("Delve into it. We DELVE\ninto more.", "delve into", 2), ("It is game–changer’s end", "game-changer's", 1),
        ("Robustness counts.", "robust", 0), ("un-robust (robust)", "robust", 2), ("我们利用数据", "利用", 1),
        ("**very** nice", "very nice", 1), ("anything", "", 0),
    ])
    func phrasesAreFoundAsWholeWords(text: String, phrase: String, count: Int) {
        #expect(BannedPhrases.count(of: phrase, in: text) == count)
    }

    @Test func bannedPhrasesHaveARowOnlyIfThereAreAny() throws {
        #expect(BannedPhrases.verdict(on: checkedPost(["a", "b"])) == nil)
        let verdict = try #require(
            BannedPhrases.verdict(
                on: checkedPost(["Leverage it, leverage.", "Fine."]) { $0.banned = ["leverage", "synergy"] }))
        #expect(!verdict.holds && verdict.findings == ["One: it says \"leverage\" 2 times"])
        #expect(BannedPhrases.verdict(on: checkedPost(["Fine.", "Fine."]) { $0.banned = ["leverage"] })?.holds == true)
    }
}
