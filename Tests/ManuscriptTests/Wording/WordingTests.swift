import Manuscript
import Testing

/// The small judgements that the sanitiser rests on.
struct WordingTests {
    @Test(arguments: [
        ("## 2.3 Baking Bread", "baking bread"), ("**Baking Bread:**", "baking bread"),
        ("> Baking  Bread!", "baking bread"),
        ("Section 2: Baking Bread", "baking bread"), ("Chapter 12. Baking Bread", "baking bread"),
        ("Title: Baking Bread", "baking bread"), ("2) Baking Bread", "baking bread"), ("BAKING-BREAD", "baking bread"),
        ("Section Headings", "section headings"), ("Part of the Whole", "part of the whole"),
        ("1984 Reread", "1984 reread"), ("3 Ways to Bake", "3 ways to bake"), ("3. Ways to Bake", "ways to bake"),
        ("C", "c"), ("C++", "c++"), ("C#", "c#"), ("Größe & Maß", "größe maß"), ("数据", "数据"), ("---", ""), ("", ""),
        ("## 7", "7"),
    ])
    func aTitleIsComparedByItsWords(line: String, key: String) { #expect(TitleMatch.key(line) == key) }

    @Test(arguments: [
        ("2.3 Bread", "Bread"), ("2. Bread", "Bread"), ("2) Bread", "Bread"), ("2: Bread", "Bread"),
        ("**2.** Bread", "Bread"),
        ("2 Breads", "2 Breads"), ("2026. A Year", "2026. A Year"), ("2.5x Faster", "2.5x Faster"),
        (".5 Loaves", ".5 Loaves"),
        ("Bread", "Bread"), ("10.2.1. Bread", "Bread"), ("", ""),
    ])
    func aNumberIsStripped(title: String, bare: String) { #expect(TitleMatch.stripNumber(title[...]) == bare[...]) }

    /// The sentences of a line, each with the white space before it.
    private func sentences(_ line: String) -> [String] {
        var start = line.startIndex
        return Sentences.ends(in: line).map { end in
            defer { start = end }
            return String(line[start..<end])
        }
    }

    @Test(arguments: [
        ("One. Two! Three?", ["One.", " Two!", " Three?"]), ("He said \"no.\" Then", ["He said \"no.\""]),
        ("At 3.5 degrees", []), ("E.g. rye, i.e. grain. Yes.", ["E.g. rye, i.e. grain.", " Yes."]),
        ("Dr. A. Baker bakes.", ["Dr. A. Baker bakes."]), ("Rye, oat etc. Then", ["Rye, oat etc."]), ("", []),
        ("So do I. Then", ["So do I."]), ("Wait… what?!", ["Wait…", " what?!"]), ("一。二！三", ["一。", "二！"]),
        ("It ends (here.) **Bold.** `a.b`", ["It ends (here.)", " **Bold.**"]), ("यह है। वह", ["यह है।"]),
    ])
    func sentencesEnd(line: String, expected: [String]) { #expect(sentences(line) == expected) }

    @Test(arguments: [
        ("Done.", true), ("Not done", false), ("A list:", true), ("- item", true), ("1. item", true), ("2) item", true),
        ("| a |", true), ("> quote", true), ("```", true), ("", true), ("One.\nTwo", false), ("See Dr.", true),
        ("He said \"so\"", false), ("1.5 percent", false), ("**Bold.**", true), ("2026 was", false),
    ])
    func aTextIsFinishedOrNot(text: String, expected: Bool) { #expect(Sentences.isFinished(text) == expected) }

    @Test(arguments: [
        ("here", true), ("", true), ("**Sur", true), ("let me", true), ("Flour", false), ("In conclusion, a", true),
        ("In conc", true), ("By [", true), ("Because", false),
    ])
    func aBeginningIsHeldBackAsLongAsItMayBeAPhrase(line: String, expected: Bool) {
        #expect(Phrases.mayBecome(line, preamble: true, closer: true) == expected)
    }

    @Test func onlyWhatIsAskedForHoldsALineBack() {
        #expect(!Phrases.mayBecome("Sure, a", preamble: false, closer: true))
        #expect(!Phrases.mayBecome("In summary, a", preamble: true, closer: false))
        #expect(Phrases.mayBecome("I hope this", preamble: false, closer: false))
    }

    @Test(arguments: [
        ("In conclusion, bread is good.", "Bread is good."), ("To sum up:", ":"), ("In summary bread", "Bread"),
        ("Bread is good.", "Bread is good."), ("In closing, ", ""), ("IN SUMMARY, ÉCLAIRS", "ÉCLAIRS"),
    ])
    func aClosersOpeningIsTakenAway(line: String, expected: String) { #expect(Phrases.withoutCloser(line) == expected) }

    @Test func aLongSentenceIsNoPreamble() {
        #expect(Phrases.isPreamble("Here is what you need:"))
        #expect(!Phrases.isPreamble("Here is " + String(repeating: "a long story ", count: 20) + ":"))
        #expect(!Phrases.isPreamble("Written by " + String(repeating: "hand ", count: 20)))
    }
}
