import Manuscript
import Platform
import Testing

@testable import Chains

/// A streamed answer becomes the body of its section, with shorter sentences for a medium model.
struct AnswerFilterTests {
    private static let answer = """
        # Winter

        The bees of the hive gather in a tight and warm ball around their queen, and they take turns at its cold edge.
        """
    private static let body = String(answer.dropFirst("# Winter\n\n".count))
    private static let split = body.replacing(", and they", with: ". They")

    private static func filtered(_ shape: ParagraphShape?, behind base: String = "") -> String {
        let body = BodyFilter(title: "Winter", otherTitles: ["Spring"])
        var filter = AnswerFilter(body, behind: ResumePoint(base), shape: shape)
        return answer.map { filter.push(String($0)) }.joined() + filter.finish()
    }

    @Test func sentencesOfAMediumModelAreSplit() {
        #expect(Self.filtered(ParagraphShape(readsSentences: true)) == Self.split)
        #expect(Self.filtered(ParagraphShape(readsSentences: true), behind: "Bees sleep.") == Self.split)
    }

    @Test(arguments: [nil, ParagraphShape(), ParagraphShape(isSingle: true, readsSentences: true)])
    func othersStayAsTheyAre(shape: ParagraphShape?) { #expect(Self.filtered(shape) == Self.body) }

    @Test func codeThatGoesOnStaysAsItIs() {
        let body = BodyFilter(title: "Winter", otherTitles: [])
        var filter = AnswerFilter(
            body, behind: ResumePoint("```text\nBees"), shape: ParagraphShape(readsSentences: true))
        #expect(filter.push(Self.body) + filter.finish() == Self.body)
    }

    @Test func removedTextIsCounted() {
        var filter = AnswerFilter(
            BodyFilter(title: "Winter", otherTitles: ["Spring"]), behind: ResumePoint(""), shape: nil)
        let text = filter.push("Bees sleep.\n\n## Spring\n\nBees fly.") + filter.finish()
        #expect(text.trimmed == "Bees sleep." && filter.isCut && !filter.removed.isEmpty)
    }
}
