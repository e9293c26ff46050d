import Testing

@testable import Manuscript

/// Reading a post section by section.
struct RepetitionReaderTests {
    private static let body = "Yeast is a living fungus that feeds on sugar and breathes carbon dioxide."

    private func second(_ kinds: Set<FlaggedSentence.Kind>, _ language: GrammaticalPerson.Language?)
        -> [FlaggedSentence]
    {
        var reader = RepetitionReader(kinds, language: language)
        #expect(reader.read(ProseSentence.all(in: Self.body), title: "One").isEmpty)
        return reader.read(ProseSentence.all(in: Self.body), title: "Two")
    }

    @Test func onlyTheKindsAskedForAreFlagged() {
        #expect(second([.redefinition], .english).map(\.kind) == [.redefinition])
        #expect(second([.nearSame], .english).map(\.kind) == [.nearSame])
        #expect(second([.redefinition, .nearSame], .english).map(\.kind) == [.redefinition, .nearSame])
        #expect(second([.titleEcho], .english).isEmpty)
    }

    @Test func withoutALanguageNothingIsADefinition() {
        #expect(second([.redefinition, .nearSame], nil).map(\.kind) == [.nearSame])
    }

    @Test func theFirstSectionThatDefinedIsNamed() {
        var reader = RepetitionReader([.redefinition], language: .english)
        for body in ["It rains.", Self.body, Self.body] { reader.add(ProseSentence.all(in: body)) }
        #expect(reader.flags(in: ProseSentence.all(in: Self.body), title: "").map(\.earlier) == [1])
    }
}
