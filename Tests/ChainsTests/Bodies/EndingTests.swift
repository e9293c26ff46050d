import Chains
import Manuscript
import Testing

/// The end of an answer: all of it stays where the answer is whole, and all but an unfinished sentence where it is not.
struct EndingTests {
    /// Five sentences, as a section may begin.
    private static let prose =
        "Every browser reads a page from the top to the bottom. A missing mark is noticed late. Half were found by readers."

    /// Ends of a text, each with what is left of it at the length limit; nil where that is all.
    private static let endings: [(end: String, cut: String?)] = [
        (
            " See [the guide][1] and [the survey][2].\n\n[1]: https://example.org/guide\n[2]: https://example.org/survey",
            nil
        ),
        (" They counted twice.[^a]\n\n[^a]: Graz survey, 2019, page 4", nil),
        (" They counted twice.[^1]\n\n[^1]: A survey.\n    With a second line", nil),
        ("\n\nSource: https://example.org/survey", nil), ("\n\nSource: the survey of 2019", nil),
        ("\n\n*Photo: A. Baker, Lyon*", nil), ("\n\nhttps://example.org/survey", nil),
        ("\n\n<https://example.org>", nil),
        ("\n\n![Oven with bread](oven.png)", nil), (" See [the guide](https://example.org)", nil),
        ("\n\nYou need:\n\n- flour\n- water\n- salt", nil), ("\n\nThe order:\n\n1. weigh\n2. mix\n3. wait", nil),
        ("\n\n* flour\n  and rye", nil), ("\n\n- [x] flour\n- [ ] water", nil),
        ("\n\n| a | b |\n|---|---|\n| 1 | 2 |", nil), (" Type this:\n\n    make bread\n    make butter", nil),
        (" Type this:\n\n\tmake bread", nil), ("\n\n```sh\nmake bread\n```", nil), ("\n\n~~~\nmake bread\n~~~", nil),
        (" The rule is:\n\n$$\nE = mc^2\n$$", nil), (" The rule is $$E = mc^2$$", nil),
        (" The rule is $E = mc^2$", nil),
        (" Then run `make bread`", nil), ("\n\n> Bread is patience made visible\n>\n> — a baker in Lyon", nil),
        ("\n\n— a baker in Lyon", nil), (" The whole recipe fits on a card:", nil), (" First weigh;", nil),
        (" Good luck with the first loaf! 🍞", nil), ("\n\n🍞🍞🍞", nil), (" They still use it! 👩‍🍳❤️", nil),
        (" (They still use it, with one line added after the fire.)", nil), (" She said: “Wait.”", nil),
        ("\n\n<p align=\"center\"><img src=\"oven.png\"></p>", nil),
        ("\n\n<details>\n<summary>More</summary>\n</details>", nil),
        ("\n\n<br>", nil), ("\n\n**Proofing** – the second rise\n**Scoring** – the cuts on top", nil),
        ("\n\n**Proofing** - the second rise", nil), ("\n\n**Remember: weigh, write down, wait**", nil),
        ("\n\nTerm\n: its meaning", nil), ("\n\n---", nil), ("\n\n***", nil), (" And so on, etc.", nil),
        ("\n\nThe loaf is done when it sounds hollow", ""), (" The loaf is done when it", ""),
        (" It weighs 1.5 kg", ""), ("\n\n```make``` bakes.\n\nThe loaf is done when", "\n\n```make``` bakes."),
        ("\n\nThe loaf is done\nwhen it sounds", ""), (" He weighed (as e.g. she did", ""),
        ("\n\nWait… and see", "\n\nWait…"),
    ]

    @Test(arguments: endings)
    func aWholeAnswerKeepsItsEnd(end: String, cut: String?) {
        let answer = Self.prose + end
        #expect(Sanitiser.body(from: answer, title: "Bread", otherTitles: ["Water"]) == answer)
        for chunk in [1, 7] { #expect(streamed(answer, chunk) == answer) }
    }

    @Test(arguments: endings)
    func atTheLengthLimitOnlyAnUnfinishedSentenceGoes(end: String, cut: String?) {
        let body = Sanitiser.body(from: Self.prose + end, title: "Bread", isWhole: false)
        #expect(body == Self.prose + (cut ?? end))
    }

    private func streamed(_ answer: String, _ chunk: Int) -> String {
        var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
        var shown = ""
        var rest = answer[...]
        while !rest.isEmpty {
            shown += filter.push(String(rest.prefix(chunk)))
            rest = rest.dropFirst(chunk)
        }
        return shown + filter.finish()
    }

    /// Whole texts, and what is left of them at the length limit.
    private static let scripts = [
        ("面包店取决于三件事。面粉要称重。最后一步是耐心", "面包店取决于三件事。面粉要称重。"),
        ("「待つ。」と彼女は言った。最後は忍耐だ", "「待つ。」と彼女は言った。"), ("빵은 인내입니다. 밀가루를 달고 시간을", "빵은 인내입니다."),
        ("الخبز صبر. زن الدقيق؟ واكتب", "الخبز صبر. زن الدقيق؟"),
        ("روٹی صبر ہے۔ آٹا تولیں۔ اور", "روٹی صبر ہے۔ آٹا تولیں۔"),
        ("रोटी बनाने के लिए धैर्य चाहिए। आटा तौलें और समय", "रोटी बनाने के लिए धैर्य चाहिए।"),
        ("הלחם הוא סבלנות. שקלו את הקמח", "הלחם הוא סבלנות."),
        ("Хлеб — это терпение. Взвесьте", "Хлеб — это терпение."),
        ("ขนมปังต้องใช้ความอดทน ชั่งแป้งและจดเวลา", "ขนมปังต้องใช้ความอดทน ชั่งแป้งและจดเวลา"),
        ("ເຂົ້າຈີ່ຕ້ອງໃຊ້ຄວາມອົດທົນ", "ເຂົ້າຈີ່ຕ້ອງໃຊ້ຄວາມອົດທົນ"), ("Հացը համբերություն է։ Կշռեք", "Հացը համբերություն է։"),
    ]

    @Test(arguments: scripts)
    func everyScriptKeepsItsEnd(text: String, cut: String) {
        #expect(Sanitiser.body(from: text, title: "Bread") == text)
        #expect(Sanitiser.body(from: text, title: "Bread", isWhole: false) == cut)
    }
}
