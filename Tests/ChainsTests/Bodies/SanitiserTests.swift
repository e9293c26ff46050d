import Chains
import Manuscript
import Markdown
import Testing

/// Cleaning of the habits of models.
struct SanitiserTests {
    private func body(_ answer: String, isConclusion: Bool = false, isWhole: Bool = true) -> String {
        Sanitiser.body(
            from: answer, title: "2. Baking Bread", otherTitles: ["Introduction", "Salt & Water", "What Next?"],
            isConclusion: isConclusion, isWhole: isWhole)
    }

    @Test(arguments: [
        "# Baking Bread\n\nFlour.", "## 2 Baking Bread\n\nFlour.", "2 Baking Bread\nFlour.",
        "## 2. Baking Bread\nFlour.", "**Baking Bread**\n\nFlour.",
        "Baking Bread\n\nFlour.",
        "**2. Baking Bread:**\n\nFlour.", "Section 2: Baking Bread\n\nFlour.", "BAKING BREAD\n\nFlour.",
        "Baking Bread\n============\n\nFlour.", "Baking Bread\n---\nFlour.",
        "# Baking Bread\n## Baking Bread\n\nFlour.",
        "Sure! Here is the section:\n\n## Baking Bread\n\nFlour.", "## Baking Bread\n\nHere's the section:\n\nFlour.",
        "Title: Baking Bread\r\n\r\nFlour.\r\n", "<think>\nBaking Bread\n</think>\n# Baking Bread\nFlour.",
        "```markdown\n## Baking Bread\n\nFlour.\n```", "```md\nFlour.\n```\n",
    ])
    func anEchoedTitleIsStripped(answer: String) { #expect(body(answer) == "Flour.") }

    @Test(arguments: [
        "Flour.\n\n## Introduction\n\nElsewhere.", "Flour.\n## 3. Salt & Water\nElsewhere.",
        "Flour.\n\n   ### 12 Salt & Water\nElsewhere.", "Flour.\n\n#\tWhat next?\nElsewhere.",
        "Flour.\n\nSalt & Water\n============\n\nElsewhere.", "Flour.\n\nWhat Next\n-\nElsewhere.",
        "Flour.\n\n### 3. What Next ###",
        "```markdown\nFlour.\n\n## Introduction\n\nElsewhere.\n```",
    ])
    func theTextIsCutAtTheHeadingOfAnotherSection(answer: String) {
        let kept = body(answer)
        #expect(kept.hasPrefix("Flour."))
        #expect(!kept.contains("Elsewhere") && !kept.contains("Introduction") && !kept.lowercased().contains("next"))
    }

    /// Only a heading line ends a section; bold lines count before any text.
    @Test(arguments: [
        "Flour.\n\n3. Salt & Water\nElsewhere.", "Flour.\n\n**12 Salt & Water**\nElsewhere.",
        "Flour.\n\n**Salt & Water**\n\nElsewhere.", "Flour.\nWhat next?\nElsewhere.",
        "Flour.\n\nWhat next?\n\nElsewhere.",
        "1. Baking Bread\n2. Introduction\n3. Salt & Water\n\nElsewhere.", "1. Baking Bread\n\n2. Salt\n\nElsewhere.",
        "- Baking Bread\n- Introduction\n\nElsewhere.", "Flour.\n\n> Introduction\n\nElsewhere.",
        "> Baking Bread\n\nElsewhere.", "Flour.\n\n| Introduction |\n|---|\n| 1 |\n\nElsewhere.",
        "Introduction\n\nElsewhere.", "Flour.\n\nBaking Bread\n\nElsewhere.",
        "Flour.\n\n1. Baking Bread\n2. Salt & Water",
        "The word\nIntroduction\nstands alone.", "**Introduction** comes first.", "**Introduction**\ncomes first.",
        "Flour.\n\n    # Introduction\n\nElsewhere.", "Flour.\n\n```text\n# Introduction\n```\n\nElsewhere.",
        "Flour.\n\n* Introduction\n* Salt & Water", "Flour.\n\n• Introduction\n• Salt & Water", "Flour. What Next?",
        "Flour.\n\n- [ ] Introduction\n- [x] Salt & Water", "Flour.\n\nIntroduction: what it says.",
        "Flour.\nIntroduction\n\n---\n\nElsewhere.",
    ])
    func aLineEqualToATitleIsText(answer: String) { #expect(body(answer) == answer) }

    @Test(arguments: [
        "**Introduction**\n\nElsewhere.", "__3. Salt & Water__\n\nElsewhere.", "# Introduction\n\nElsewhere.",
        "Introduction\n===\nElsewhere.", "Sure!\n\n**What Next?**\n\nElsewhere.", "**Introduction**",
    ])
    func aTextThatBeginsWithTheHeadingOfAnotherSectionIsNone(answer: String) { #expect(body(answer) == "") }

    @Test(arguments: [
        ("Flour.\n\n## Kneading\n\nLong.", "Flour.\n\n**Kneading**\n\nLong."),
        ("Flour.\n\n###### **Kneading** ######\n\nLong.", "Flour.\n\n**Kneading**\n\nLong."),
        ("#kneading is a tag.", "#kneading is a tag."), ("####### Seven.", "####### Seven."),
        ("> # Quoted\n> Flour.", "> Quoted\n> Flour."), ("- # Listed\n- Flour.", "- Listed\n- Flour."),
        ("Kneading\n===\n\nLong.", "Kneading\n\nLong."),
    ])
    func strayHeadingsAreDemoted(answer: String, expected: String) { #expect(body(answer) == expected) }

    @Test(arguments: [
        "Here is the section:", "Sure, here you go!", "Certainly!", "Of course! Let us begin:\nSure!",
        "I have written the body of the section you requested.", "By [Author Name]", "**Author:** A. Baker",
        "Okay, let's begin...",
    ])
    func preamblesAreDropped(line: String) { #expect(body("\(line)\n\nFlour.") == "Flour.") }

    @Test(arguments: [
        "Here is where the dough rests, and it takes an hour.", "Sure, flour matters.", "Of course it sticks.",
        "In this section of the oven the heat is lower.", "Absolutely dry yeast does not wake.",
    ])
    func sentencesThatOnlyBeginLikeAPreambleStay(line: String) {
        #expect(body("\(line)\n\nFlour.") == "\(line)\n\nFlour.")
    }

    @Test(arguments: [
        "I hope this helps!", "Let me know if you need more.", "(Word count: 120)", "Would you like me to go on?",
        "In conclusion, bread is good.", "To sum up: bread.", "**In summary,** bread.",
    ])
    func remarksAndClosersAtTheEndAreDropped(line: String) { #expect(body("Flour.\n\n\(line)") == "Flour.") }

    @Test(arguments: [
        "Human: And water?", "### Human: And water?", "### Instruction:\nWrite more.\n\n### Response:\nMore.",
        "## User:\n\nAnd water?",
    ])
    func aTurnMadeUpAtTheEndIsDropped(turn: String) {
        for end in [false, true] {
            let text = "Flour.\n\n\(turn)"
            #expect(Sanitiser.body(from: text, title: "Bread", isConclusion: end) == "Flour.")
        }
    }

    @Test(arguments: [
        "Human: hello\n\nAssistant: hi\n\nSo they speak.", "Flour.\nHuman: hello", "```\n### Human: a\n```",
        "Human: hello",
        "Human rights matter.", "Flour.\n\nHuman: hello\n\nAssistant: hi",
    ])
    func aTalkWithinTheTextStays(text: String) { #expect(Sanitiser.body(from: text, title: "Bread") == text) }

    @Test func aClosingParagraphStaysInTheConclusionAndIfItIsTheOnlyText() {
        #expect(body("Flour.\n\nIn conclusion, bread.", isConclusion: true) == "Flour.\n\nIn conclusion, bread.")
        #expect(body("In conclusion, bread is good.") == "Bread is good.")
        #expect(body("In summary, flour.\n\nThen water.") == "In summary, flour.\n\nThen water.")
    }

    @Test(arguments: [
        ("<think>Let me see.</think>Flour.", "Flour."), ("<think>\nLet me see.\n\n</think>\n\nFlour.", "Flour."),
        ("<think>Never closed.", ""), ("<|message|>Flour.", "Flour."),
        ("Flour says <think> here.", "Flour says <think> here."),
    ])
    func reasoningIsDropped(answer: String, expected: String) { #expect(body(answer) == expected) }

    @Test(arguments: [
        ("Flour is. Water w", "Flour is."), ("Flour is.\n\nWater w", "Flour is."), ("Flour is.\nWater w", "Flour is."),
        ("Water w", "Water w"), ("Flour is.\n\n- water\n- salt", "Flour is.\n\n- water\n- salt"),
        ("Flour (e.g. rye", "Flour (e.g. rye"), ("Flour is. He said \"no.\" And th", "Flour is. He said \"no.\""),
        ("面粉很好。水也", "面粉很好。"),
    ])
    func anUnfinishedSentenceIsTrimmedAtTheLengthLimitOnly(answer: String, expected: String) {
        #expect(body(answer, isWhole: false) == expected)
        #expect(body(answer) == answer)
    }

    @Test(arguments: [
        ("Flour.\n\n```\nlet a = 1", "Flour.\n\n```\nlet a = 1\n```"),
        ("Flour.\n\n<!-- A note.", "Flour.\n\n<!-- A note.\n-->"),
    ])
    func openMarksAreClosed(answer: String, expected: String) { #expect(body(answer) == expected) }

    @Test(arguments: [
        ("One.\n\n**Two**\n\nThree w", "One.\n\n**Two**"), ("One.\n**Two**\n\nThree", "One.\n**Two**"),
        ("**Two**\n\nThree w", "**Two**"), ("One.\nTwo goes\non and", "One."), ("One. Two goes\non and", "One."),
        ("One.\n\n- two\n\nThree", "One.\n\n- two"), ("One.\n\nTwo. Three!\"\n", "One.\n\nTwo. Three!\""),
        ("นี่คือขนมปัง\n\nนี่คือน้ำ", "นี่คือขนมปัง\n\nนี่คือน้ำ"),
    ])
    func onlyTheUnfinishedSentenceIsTrimmed(answer: String, expected: String) {
        #expect(body(answer, isWhole: false) == expected)
    }

    @Test(arguments: [
        "```markdown\n# Example\n```\n\nThat is a heading.", "```markdown\n# Example\n```\nThat.\n\n```\ncode\n```",
        "```markdown\n# A\n\n```swift\nlet a = 1",
    ])
    func aMarkdownFenceThatIsNotAroundEverythingStays(answer: String) { #expect(body(answer).hasPrefix(answer)) }

    @Test(arguments: [
        (
            "```markdown\nFlour.\n\n```swift\nlet a = 1\n```\n\nWater.\n```",
            "Flour.\n\n```swift\nlet a = 1\n```\n\nWater."
        ),
        ("Sure, here it is:\n\n```markdown\n**Baking Bread**\n\nFlour.\n```\n\nLet me know!", "Flour."),
        ("````Markdown\nFlour.\n\n```\nlet a = 1\n```\n\nWater.\n````", "Flour.\n\n```\nlet a = 1\n```\n\nWater."),
        ("~~~md\nFlour.\n\n```\nlet a = 1\n```\n~~~", "Flour.\n\n```\nlet a = 1\n```"),
        ("```markdown\nFlour is.", "Flour is."), ("```markdown\n```", ""),
    ])
    func aFenceAroundEverythingIsTakenOff(answer: String, expected: String) { #expect(body(answer) == expected) }

    @Test func controlCharactersAreTakenOut() {
        #expect(body("\u{FEFF}Fl\u{1B}[31mour\u{202E} is\u{85}\u{0} white.\r\n") == "Flour is white.")
    }

    @Test func aTitleThatBeginsWithANumberDiffersFromANumberedTitle() {
        let text = "3 Ways\n\nFlour.\n\n## 2 Ways\n\nWater.\n\n## 4 Ways"
        #expect(Sanitiser.body(from: text, title: "3 Ways", otherTitles: ["2 Ways"]) == "Flour.")
        #expect(Sanitiser.body(from: text, title: "Ways", otherTitles: ["4 Ways"]) == "Flour.\n\nWater.")
        #expect(Sanitiser.body(from: "Flour.\n\n300 Ways.", title: "A", otherTitles: ["Ways"]).hasSuffix("300 Ways."))
    }

    @Test func emptyInputGivesEmptyOutput() {
        for answer in ["", "\n \n", "# Baking Bread", "Sure!", "# Introduction\n\nFlour.", "<think>", "\u{7}"] {
            #expect(body(answer) == "", "\(answer)")
        }
    }

    /// Found by the fuzzer: a mark that was taken away left a bullet that underlines the line before it.
    @Test(arguments: [
        "Under\n- # \nMore.\n=\n==- =\n", "Flour.\n\nUnder\n- #\n\nMore.", "A\n> # \nB\n- ###\nC.\n=\n-\n",
    ])
    func removedTextLeavesNoHeading(answer: String) {
        let kept = body(answer)
        #expect(Markdown.headings(in: kept + "\n\n# end\n").map(\.title) == ["end"], "\(kept.debugDescription)")
    }
}
