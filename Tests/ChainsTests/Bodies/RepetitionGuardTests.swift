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
    func aCircleIsNoticedWhateverComesBehindIt(piece: String, chunk: Int) {
        let circle = String(repeating: piece, count: 3_000 / piece.utf8.count)
        #expect(
            sees("The keeper lights the lamp at dusk. " + circle + " Then it ends, and nobody minds.", chunk: chunk))
    }

    /// The same sentence again and again, between others that differ.
    @Test func aSentenceThatComesBackIsNoticed() {
        let text = (1...12).map { "Step \($0) has a name of its own. It is very important to test the data. " }.joined()
        #expect(sees(text))
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
    func whatIsNoneIsNotNoticed(text: String) { #expect(!sees(text)) }

    /// Without a bound this would read the text again and again, and take minutes.
    @Test(.timeLimit(.minutes(1))) func aTextWithoutAnEndIsReadOnce() {
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
