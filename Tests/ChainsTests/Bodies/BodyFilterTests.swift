import Manuscript
import Markdown
import SeededRandom
import Testing

@testable import Chains

/// The filter gives the same body for every chunking of a stream.
struct BodyFilterTests {
    /// Both texts as their bytes, since strings that look alike are equal in Swift.
    private func expectSame(_ left: String, _ right: String, _ answer: String) {
        #expect(Array(left.utf8) == Array(right.utf8), "\(answer.debugDescription)")
    }

    @Test(arguments: Answers.habits)
    func everyChunkingGivesTheSame(answer: String) {
        var generator = SeededGenerator(seed: 1)
        for isConclusion in [false, true] {
            let whole = Answers.streamed([answer], isConclusion: isConclusion)
            let single = answer.unicodeScalars.map { String($0) }
            expectSame(Answers.streamed(single, isConclusion: isConclusion), whole, answer)
            expectSame(Answers.streamed(answer.map { String($0) }, isConclusion: isConclusion), whole, answer)
            for longest in [2, 3, 7, 20] {
                let pieces = Answers.pieces(of: answer, longest: longest, &generator)
                expectSame(Answers.streamed(pieces, isConclusion: isConclusion), whole, answer)
            }
            expectSame(Sanitiser.finished(whole), Answers.body(of: answer, isConclusion: isConclusion), answer)
        }
    }

    /// Some models copy the marks that prompts put around texts, and talk about the text behind them.
    @Test(arguments: [
        ("\"\"\"\nThe body.\n\nMore.\n\"\"\"\nThis body of section 2 follows the original.", "The body.\n\nMore."),
        ("\"\"\"\nThe body.\n\"\"\"", "The body."), ("\"\"\"The body.\"\"\"", "The body."),
        ("The body.\n\"\"\"\n", "The body."),
        ("Here is the body:\n\n\"\"\"\nThe body.\n\"\"\"\n\nI hope it helps.", "The body."),
        ("\"\"\" The body.\n\n\"Quoted,\" she said.\n\"\"\"", "The body.\n\n\"Quoted,\" she said."),
        ("The body.\n\nThis rewritten version is shorter, as you asked.", "The body."),
        ("The body.\n\nThis version of Unix was small.", "The body.\n\nThis version of Unix was small."),
        ("```\n\"\"\"\ndoc\n\"\"\"\n```\n\nText.", "```\n\"\"\"\ndoc\n\"\"\"\n```\n\nText."),
        ("A line.\n\"\"\"not the mark\n\nText.", "A line.\n\"\"\"not the mark\n\nText."),
    ]) func marksAroundAnAnswerAreLeftOut(answer: String, body: String) {
        #expect(Answers.body(of: answer) == body)
        #expect(Sanitiser.finished(Answers.streamed(answer.map { String($0) })) == body)
    }

    @Test(arguments: [
        ("The body.\n\n---", "The body."), ("The body.\n\n* * *\n", "The body."), ("The body.\"\"\"", "The body."),
        ("One.\n\n---\n\nTwo.", "One.\n\n---\n\nTwo."), ("Title\n---", "Title\n---"), ("- a\n- b", "- a\n- b"),
        ("---", ""), ("", ""), ("Two dashes.\n\n--", "Two dashes.\n\n--"),
    ]) func marksAtTheEndDivideNothing(text: String, kept: String) {
        #expect(BodyFilter.withoutEndMarks(text) == kept)
    }

    @Test(arguments: UInt64(1)...8)
    func everyChunkingOfAnyAnswerGivesTheSame(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<120 {
            let answer = Answers.random(&generator)
            let whole = Answers.streamed([answer])
            for longest in [1, 4, 30] {
                let pieces = Answers.pieces(of: answer, longest: longest, &generator)
                expectSame(Answers.streamed(pieces), whole, answer)
            }
        }
    }

    /// Every word that is not part of a heading, an echoed title or a phrase of the model stays.
    @Test(arguments: UInt64(11)...18)
    func aBodyHasNoHeadingsAndKeepsEqualLines(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for answer in Answers.habits + (0..<150).map({ _ in Answers.random(&generator) }) {
            let body = Answers.body(of: answer)
            #expect(Markdown.headings(in: body).isEmpty, "\(answer.debugDescription)")
            let listed = "The body.\n\n- \(Answers.others.joined(separator: "\n- "))\n\nThe end."
            #expect(Answers.body(of: listed) == listed)
        }
    }

    @Test(arguments: UInt64(21)...24)
    func aFinishedBodyStaysAsItIsWhenItIsCleanedAgain(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for answer in Answers.habits + (0..<100).map({ _ in Answers.random(&generator) }) {
            let body = Answers.body(of: answer, isConclusion: true)
            expectSame(Sanitiser.finished(body), body, answer)
        }
    }

    @Test(arguments: ["```", "~~~", "`````", "~~~~"])
    func theContentOfAFenceIsNeverTouched(mark: String) {
        for habit in Answers.habits where !habit.contains(mark) {
            let content = String(String.UnicodeScalarView(habit.unicodeScalars.filter { $0 != "\r" }))
            // Characters that act on a terminal go everywhere.
            guard !content.unicodeScalars.contains(where: { $0 == "\u{7}" || $0 == "\u{202E}" }) else { continue }
            let answer = "It begins.\n\n\(mark)text\n\(content)\n\(mark)\n\nIt ends."
            expectSame(Answers.streamed([answer]), answer, answer)
            expectSame(Answers.body(of: answer), answer, answer)
        }
    }

    @Test func ordinaryTextIsShownAtOnce() {
        var filter = BodyFilter(title: "Bread", otherTitles: ["Water", "Salt"])
        #expect(filter.push("Flour") == "Flour")
        #expect(filter.push(" is milled.") == " is milled.")
        #expect(filter.push("\n\nWa") == "")
        #expect(filter.push("ves") == "\n\nWaves")
        #expect(filter.finish() == "")
    }

    @Test func aCutTextTakesNothingMore() {
        var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
        #expect(filter.push("Flour.\n\n## Water\n") == "Flour.")
        #expect(filter.isCut)
        #expect(filter.push("Flour again.") == "")
        #expect(filter.finish() == "")
    }

    @Test func aCutIsSeenWithoutAFinalLineFeed() {
        var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
        #expect(filter.push("Flour.\n\n# Water") + filter.finish() == "Flour.")
        #expect(filter.isCut)
    }
}
