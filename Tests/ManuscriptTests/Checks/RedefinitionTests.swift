import Manuscript
import Testing

/// The share of sections that define again what was defined.
struct RedefinitionTests {
    private func post(_ bodies: [String]) -> CheckedPost {
        CheckedPost(markdown: bodies.enumerated().map { "## Part \($0)x\n\n\($1)\n" }.joined(separator: "\n"))
    }

    @Test func laterSectionsThatDefineAgainAreCounted() throws {
        let verdict = try #require(
            Redefinition.verdict(
                on: post([
                    "Data engineering is the process of moving and shaping data for the people who use it.",
                    "Pipelines run at night, and the morning shows what broke.",
                    "It matters. In simple terms, data engineering is a set of practices for moving data.",
                ])))
        #expect(verdict.figure == 50 && !verdict.holds)
        #expect(
            verdict.findings == [
                "Part 2x, sentence 2: \"In simple terms, data engineering is a set …\" defines \"data engineering\" again"
                    + " after Part 0x"
            ])
    }

    @Test func anotherSubjectMayBeDefined() throws {
        let verdict = try #require(
            Redefinition.verdict(
                on: post([
                    "Yeast is a fungus, and the oven is hot for it.", "A starter is a culture of flour and water.",
                    "Gluten is the net that holds the gas in the dough. Gluten is a protein.",
                ])))
        #expect(verdict.figure == 0 && verdict.holds)
    }

    @Test func twoSectionsOrAnUnknownLanguageAreNotMeasured() {
        let text = "Yeast is a fungus for the dough and the bread."
        #expect(Redefinition.verdict(on: post([text, text])) == nil)
        let polish = "Drożdże to grzyby, które żywią się cukrem."
        #expect(Redefinition.verdict(on: post([polish, polish, polish])) == nil)
    }
}
