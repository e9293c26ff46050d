import Testing

@testable import Manuscript

/// The words by which definitions are recognized.
struct DefinitionWordsTests {
    @Test func everyLanguageHasWords() {
        for language in GrammaticalPerson.Language.allCases {
            let words = DefinitionWords.all[language]
            #expect(words?.copulas.isEmpty == false && words?.articles.isEmpty == false, "\(language)")
        }
    }

    @Test func aDefinitionGoesOnWithAnArticle() throws {
        let english = try #require(DefinitionWords.all[.english])
        #expect(english.isVerb("is") && english.isVerb("refers") && !english.isVerb("rises"))
        #expect(english.defines(["is", "a"]) && english.defines(["is", "simply", "the"]))
        #expect(
            english.defines(["refers", "to"]) && !english.defines(["refers"]) && !english.defines(["is", "alive"]))
        #expect(!english.defines(["is"]) && !english.defines([]))
    }
}
