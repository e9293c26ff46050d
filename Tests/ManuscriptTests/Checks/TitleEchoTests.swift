import Testing

@testable import Manuscript

/// Sections that open with their title.
struct TitleEchoTests {
    @Test(arguments: [
        ("How Yeast Works", "How yeast works."), ("2.1 How Yeast Works", "How yeast works"),
        ("How Yeast Works", "How yeast works: it eats sugar."), ("How Yeast Works", "How yeast works in bread."),
        ("Yeast", "Yeast."), ("Why Does It Rise?", "So why does it rise?"),
    ])
    func aTitleAgainIsAnEcho(title: String, sentence: String) { #expect(TitleEcho.echoes(sentence, title)) }

    @Test(arguments: [
        ("Yeast", "Yeast is alive."), ("How Yeast Works", "Yeast eats sugar and makes gas."),
        ("How Yeast Works", "How yeast works was a riddle to bakers for a long time."), ("", "Yeast."),
        ("Bread and Yeast", "Bread is old."),
    ])
    func otherOpeningsAreNone(title: String, sentence: String) { #expect(!TitleEcho.echoes(sentence, title)) }

    @Test func theSectionsAreNamed() throws {
        let post = CheckedPost(markdown: "## A Warm Oven\n\nA warm oven. It bakes.\n\n## Salt\n\nIt tastes.\n")
        let verdict = try #require(TitleEcho.verdict(on: post))
        #expect(verdict.figure == 1 && !verdict.holds && verdict.details["sections"] == 2)
        #expect(verdict.findings == ["A Warm Oven, sentence 1: \"A warm oven.\""])
        #expect(TitleEcho.verdict(on: CheckedPost(markdown: "## A\n\n- a list\n")) == nil)
    }

    @Test(arguments: [
        ("River Formation: River formation takes time.", "River formation takes time."),
        ("**River formation:** it takes time.\n\nMore: much.", "It takes time.\n\nMore: much."),
        ("River formation takes this: time.", "River formation takes this: time."),
        ("River formation:", "River formation:"), ("", ""),
    ])
    func theTitleAsALabelIsRemoved(text: String, rest: String) {
        #expect(TitleEcho.withoutLabel(text, "River Formation") == rest)
        #expect(TitleEcho.echoes(text, "River Formation") == (rest != text || text.hasSuffix(":")))
    }

    @Test func aSingleWordIsNotALabel() {
        #expect(TitleEcho.withoutLabel("Yeast: it is alive.", "Yeast") == "Yeast: it is alive.")
    }
}
