import Manuscript
import Testing

@Suite struct CitedPassagesTests {
    @Test func passagesAreFoundByAddress() {
        let passage = Passage(address: .init(source: 1, number: 2), text: "Bread rises.")
        let cited = CitedPassages([passage], texts: [])
        #expect(cited[.init(source: 1, number: 2)] == passage && cited[.init(source: 1, number: 3)] == nil)
        #expect(cited == CitedPassages([passage], texts: ["other"]) && cited != CitedPassages([], texts: []))
    }

    /// German capitalizes all nouns, so they cannot count as names.
    @Test func germanNounsDoNotCountAsNames() {
        let text =
            "Das Brot und die Butter sind nicht von der Frau, und das ist auch gut für die Kinder, die mit ihr essen."
        let cited = CitedPassages([], texts: [text])
        #expect(cited.support.facts(of: "Wir sehen das Brot.").names == [])
    }
}
