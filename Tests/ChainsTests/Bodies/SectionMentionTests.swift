import Testing

@testable import Chains

/// A section does not refer to another one by its title.
struct SectionMentionTests {
    private static let titles = ["River Formation", "The Shape of Rivers", "Floods"]

    @Test(arguments: [
        "Water cuts valleys (River Formation section).", "Water cuts valleys (see River Formation).",
        "Water cuts valleys (see the section \"The Shape of Rivers\").", "Water cuts valleys (see **Floods** below).",
    ])
    func aReferenceInBracketsIsRemoved(text: String) {
        #expect(SectionMention.removed(from: text, titles: Self.titles) == "Water cuts valleys.")
    }

    @Test(arguments: [
        "Water cuts valleys (river formation).", "It has parts (see figure 1).", "A section (of the river) is deep.",
        "It has a name (see the section).", "See River Formation.", "[Floods](see-floods-section)", "(see [1])",
    ])
    func otherTextStays(text: String) {
        #expect(SectionMention.removed(from: text, titles: Self.titles) == text)
    }
}
