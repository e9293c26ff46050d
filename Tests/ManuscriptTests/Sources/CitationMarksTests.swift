import Manuscript
import Testing

@Suite struct CitationMarksTests {
    @Test func marksAreFoundOutsideCode() {
        let text =
            "It rose [2#5]. Then [1#2, 3#4; 1#9] more.\n\n```\na[1#2]\n```\n\n`[7#7]` and [x] and [1#] and [2#3][4#5]"
        #expect(
            CitationMarks.all(in: text).map { $0.addresses.map { "\($0)" } }
                == [["2#5"], ["1#2", "3#4", "1#9"], ["2#3"], ["4#5"]])
        #expect(text[CitationMarks.all(in: text)[0].range] == "[2#5]")
    }

    @Test func removingLeavesNoGap() {
        #expect(CitationMarks.removed(from: "It rose [2#5]. Then [1#2] more.") == "It rose. Then more.")
        #expect(CitationMarks.removed(from: "It rose [2#5][3#1].") { $0.source == 2 } == "It rose [3#1].")
        #expect(CitationMarks.removed(from: "No mark [here]") == "No mark [here]")
    }

    @Test(arguments: [
        ("It rose (2#5).", "It rose [2#5]."), ("It rose. [2#5] Then", "It rose [2#5]. Then"),
        ("It rose.[2#5]", "It rose [2#5]."), ("It rose [source 2#5].", "It rose [2#5]."),
        ("It rose [1#2, 2#5].", "It rose [1#2][2#5]."), ("It rose [1#2] [1#2].", "It rose [1#2]."),
        ("It rose[1#2].", "It rose [1#2]."), ("It said “so.” [1#2]", "It said “so [1#2].”"),
        ("[1#2] It rose.", "It rose [1#2]."), ("`a[1#2]`. [1#3]", "`a[1#2]` [1#3]."),
        ("Plain # text.", "Plain # text."),
        ("(2#5): It rose [2#5]. Then.\n\n[1#2][1#3] So!", "It rose [2#5]. Then.\n\nSo [1#2][1#3]!"),
        ("It rose\n[1#2] there.", "It rose\n[1#2] there."), ("[1#2]", "[1#2]"),
        ("A `b`.\n\n[1#2] See `c[1#3]` now.", "A `b`.\n\nSee `c[1#3]` now [1#2]."),
    ])
    func marksGetTheirUsualForm(text: String, expected: String) {
        #expect(CitationMarks.normalised(text) == expected)
        #expect(CitationMarks.normalised(expected) == expected)
    }

    @Test(arguments: [
        ("It rose [3]. More [1, 2] follows [4–6].", "It rose. More follows."), ("`a[3]` stays", "`a[3]` stays"),
        ("[1](https://a.b) stays", "[1](https://a.b) stays"),
        ("See [1].\n\n[1]: https://a.b", "See [1].\n\n[1]: https://a.b"),
        ("In [2024] and [1234]", "In [2024] and [1234]"),
    ])
    func numbersOfReferencesGo(text: String, expected: String) {
        #expect(CitationMarks.withoutNumbers(text) == expected)
    }
}
