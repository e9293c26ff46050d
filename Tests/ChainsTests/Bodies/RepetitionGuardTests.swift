import Manuscript
import Testing

@testable import Chains

/// A model that goes round in circles is noticed, and prose never is.
struct RepetitionGuardTests {
    private func sees(_ text: String, chunk: Int = 7) -> Bool {
        var circle = RepetitionGuard()
        var rest = text[...]
        while !rest.isEmpty {
            if circle.sees(String(rest.prefix(chunk))) { return true }
            rest = rest.dropFirst(chunk)
        }
        return false
    }

    @Test(
        arguments: [
            "Data is the new oil and everybody knows it. ", "data and ", "1. Pipelines\n2. Storage\n",
            "The pipeline moves the rows to the table, where they stay until they are asked for. Then they go.\n\n",
            "数据很重要，所以我们需要管道。",
        ], [1, 7, 300])
    func aCircleIsNoticed(piece: String, chunk: Int) {
        let start = "A pipeline has steps. Each has an input, and each has an output of its own.\n\n"
        #expect(sees(start + String(repeating: piece, count: 1 + 1200 / piece.count), chunk: chunk))
    }

    /// A server may send much at once: a circle is one too where what came last is not part of it.
    @Test(arguments: ["A cat sat. ", "<think>", "[a]: b ", "🙂 ", "数据"], [1, 64, 4_096, 1_000_000])
    func aLoopIsNoticedWhateverFollowsIt(piece: String, chunk: Int) {
        let circle = String(repeating: piece, count: 3_000 / piece.utf8.count)
        #expect(
            sees("The keeper lights the lamp at dusk. " + circle + " Then it ends, and nobody minds.", chunk: chunk))
    }

    /// The same sentence again and again, between others that differ.
    @Test func aRepeatedSentenceIsNoticed() {
        let text = (1...12).map { "Step \($0) has a name of its own. It is very important to test the data. " }.joined()
        #expect(sees(text))
    }

    private static let salad = (1...90).map {
        "hive hive bee 🐝 Hive hive beehive\($0.isMultiple(of: 7) ? " honeybee" : "")"
    }

    @Test(arguments: [1, 7, 300, 5_000])
    func aSentenceOfAHandfulOfWordsIsNoticed(chunk: Int) {
        let start = "A garden has room for two hives. "
        #expect(sees(start + Self.salad.joined(separator: " "), chunk: chunk))
        #expect(RepetitionGuard.opened(start + Self.salad.joined(separator: " ")) == start.trimmed)
        let row = "| " + String(repeating: "yes | no | ", count: 40) + "\n"
        #expect(!sees("| a | b |\n|---|---|\n\(row)And so on.", chunk: chunk))
    }

    private static let prose = (1...80).map { "Word\($0) is number \($0) of many. " }.joined()
    private static let rows = (1...60).map { "| row \($0) | \($0 * $0) |\n" }.joined()
    private static let code = (1...60).map { "let value\($0) = \($0)\n" }.joined()
    private static let steps = (1...20).map { "It works. Then step \($0) begins, unlike the one before. " }.joined()
    private static let plain: [String] = [
        prose, "| a | b |\n|---|---|\n" + rows, String(repeating: "-", count: 600), String(repeating: " ", count: 600),
        String(repeating: "| --- ", count: 100), "```\n" + code + "```\n", steps,
    ]

    @Test(arguments: plain)
    func ordinaryTextIsNotReportedAsALoop(text: String) { #expect(!sees(text)) }

    private static func fenced(_ code: String, _ count: Int) -> String {
        "So it goes.\n\n```\n" + String(repeating: code, count: count) + "```\n\nThat is all there is to see.\n"
    }
    private static func between(_ piece: String, _ count: Int) -> String {
        (1...count).map {
            "Verse \($0) tells of the \($0 * 7) ships that left the harbour in the year \(1800 + $0).\n\n\(piece)\n\n"
        }.joined()
    }
    private static let refrain =
        "Row the boat, my darling, row,\nrow it where the waters go.\nHome is far and home is near,\nhome is where we are, my dear."
    private static let wanted: [String] = [
        fenced("00000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|\n", 16),
        fenced("2026-01-01,0,0,0,0\n", 40), fenced("A", 400), fenced("client.send(request, to: server)\n", 12),
        fenced("# The lamp is lit by the keeper at dusk.\n", 30), fenced("[x] all is well\n", 100),
        "~~~\n" + String(repeating: "0 0 0 0 0 0 0 0\n", count: 100) + "~~~\n", between(refrain, 6),
        between("> Nobody lights a lamp to put it under a bowl, and nobody digs a well to leave it dry.", 5),
        String(repeating: "- Wash your hands before you touch the dough.\n", count: 6),
        (1...6).map { "\($0). Wash your hands before you touch the dough.\n" }.joined(),
        String(repeating: "0,0,0,0\n", count: 40),
    ]

    @Test(arguments: wanted, [1, 7, 300, 100_000])
    func aRepetitionThatIsWantedIsNot(text: String, chunk: Int) { #expect(!sees(text, chunk: chunk)) }

    @Test(arguments: [
        "print(1)\n", "The lamp is lit by the keeper at dusk. ", "0",
        "A first line of some length, for what it is worth.\nA second line of it, which is no shorter than that.\n",
    ]) func inCodeTooItEndsSomeTime(piece: String) {
        #expect(sees("```\n" + String(repeating: piece, count: 7_000 / piece.utf8.count)))
    }

    /// A paragraph longer than the longest piece that is compared.
    @Test func aParagraphThatComesBackAgainAndAgainIsNoticed() {
        let paragraph = (1...12).map { "The keeper of lamp \($0) writes the hour into book \($0 * 3). " }.joined()
        let start = (1...40).map { "Day \($0) was like any other in the \($0 + 20) years before. " }.joined()
        #expect(sees(start + String(repeating: "\n\n" + paragraph, count: 6)))
        #expect(!sees(start + String(repeating: "\n\n" + paragraph, count: 2)))
    }

    private static let evening = [
        "As the setting sun cast golden shadows across the valley, the river slowed.",
        "Its banks remembered every flood that shaped them over the centuries.",
        "Old fishermen watched the current turn around the willow island.",
        "Nobody in the village knew where the next bend would form.",
    ]

    /// A small model says the same paragraph again and again, each time with a few other words.
    @Test(arguments: [1, 7, 5_000])
    func aParagraphThatComesBackWithOtherWordsIsNoticed(chunk: Int) {
        let again = ["Slowly, ", "Once more, ", "That night, ", "By then, "].map { opening in
            Self.evening.map { opening + $0.lowercased() }.joined(separator: " ")
        }
        let text = ([Self.evening.joined(separator: " ")] + again).joined(separator: "\n\n") + "\n"
        #expect(sees(text, chunk: chunk))
        #expect(!sees(([Self.evening.joined(separator: " ")] + again.prefix(1)).joined(separator: "\n\n")))
        #expect(RepetitionGuard.opened(text) == Self.evening.joined(separator: " "))
        #expect(RepetitionGuard.goesRound(text) && !RepetitionGuard.goesRound(Self.evening.joined(separator: " ")))
        let items = Self.evening.map { "- \($0)\n" }.joined()
        #expect(!sees(items + items + items), "items may be built alike")
    }

    @Test func theTextBeforeCounts() {
        var circle = RepetitionGuard(behind: (Self.evening + Self.evening).joined(separator: " "))
        let isEndless = circle.sees(Self.evening.joined(separator: " ") + String(repeating: " ", count: 300))
        #expect(isEndless)
    }

    /// Without a bound this would read the text again and again, and take minutes.
    @Test(.timeLimit(.minutes(5))) func aTextWithoutAnEndIsReadOnce() {
        var circle = RepetitionGuard()
        for number in 0..<100_000 where circle.sees(" word\(number)") {
            Issue.record("a circle at \(number)")
            return
        }
    }

    @Test func theCircleIsOpened() {
        let start = "A pipeline has five steps.\n\nThe first of them reads the rows."
        let circle = " It is very important to test the data. That is why we test it."
        let text = start + String(repeating: circle, count: 9)
        #expect(RepetitionGuard.opened(text) == start + circle)
        #expect(RepetitionGuard.opened(start) == start)
        #expect(RepetitionGuard.opened("") == "")
    }

    @Test(arguments: [
        (
            #"{"body": "Air is thin up there, and water boils sooner than it does below."}"#,
            "Air is thin up there, and water boils sooner than it does below."
        ),
        (
            "```json\n{\"title\": \"Thin Air\", \"text\": \"Air is thin up there, and water boils sooner.\"}\n```",
            "Air is thin up there, and water boils sooner."
        ),
        (
            #"{"section": {"paragraphs": ["One two three four five six seven eight.", "Nine ten eleven twelve one two three four."]}}"#,
            "One two three four five six seven eight.\n\nNine ten eleven twelve one two three four."
        ),
        (#"{"title": "Thin Air"}"#, ""), ("[]", ""),
    ])
    func proseInsideJSONIsTakenOut(answer: String, text: String) { #expect(WrappedProse(in: answer)?.text == text) }

    @Test(arguments: [
        "Plain.", "{not json}", "A set is {1, 2}.", "```swift\nlet a = [1]\n```", "[a link](http://a)", "",
    ])
    func otherAnswersAreLeftAlone(answer: String) { #expect(WrappedProse(in: answer) == nil) }
}
