import Testing

@testable import Chains

@Suite struct ReferenceTailTests {
    private let body = "It rose for three hours.\n\nThen it was baked."

    @Test(arguments: [
        "**References**\n\n[1] Smith, J. Bread. 2019.\n[2] Jones.",
        "References:\n1. Smith (2019). *Bread*.\n2. https://a.b",
        "Sources\n\n- Smith\n- Jones", "[1] Smith, J. Bread. 2019.\n\n[2] Jones, A. Water. 2020.",
        "[^1]: Smith, 2019.\n[^2]: Jones.",
        "**Quellen:**\n\n1. Meier, Brot.",
    ])
    func aListAtTheEndGoes(list: String) {
        #expect(ReferenceTail.removed(from: body + "\n\n" + list) == body)
    }

    @Test(arguments: [
        "Sources of yeast are many, and each of them rises in its own way.", "1. Mix.\n2. Bake.",
        "It cites [1] and [2].",
        "**References**\n\nThis whole paragraph goes on about what references are good for, who reads them, why they matter to anybody at all, and how they are made by hand.",
    ])
    func otherEndsStay(end: String) {
        #expect(ReferenceTail.removed(from: body + "\n\n" + end) == body + "\n\n" + end)
    }

    @Test(arguments: ["[1]: https://a.b/c", "[^1]: Smith, 2019.", "Sources:\n\n[1]: https://a.b\n[^1]: Smith"])
    func definitionsThatTheTextUsesStay(end: String) {
        let text = "See [the guide][1].[^1]\n\n\(end)"
        #expect(ReferenceTail.removed(from: text) == text)
    }

    @Test func aTextOfReferencesAloneStays() {
        #expect(ReferenceTail.removed(from: "[1] Smith.\n[2] Jones.") == "[1] Smith.\n[2] Jones.")
    }
}
