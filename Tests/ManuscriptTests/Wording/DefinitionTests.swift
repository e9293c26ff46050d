import Testing

@testable import Manuscript

/// Sentences that say what something is.
struct DefinitionTests {
    @Test(arguments: [
        ("Data engineering is the process of moving data.", "data engineering"),
        ("In simple terms, data engineering is simply a craft.", "data engineering"),
        ("A data engineer is one of the people who keep it running.", "data engineer"),
        ("Data engineers are the people who keep it running.", "data engineer"),
        ("Loading (ETL) is a pattern.", "loading"),
        ("Artificial Intelligence (AI) refers to machines that learn.", "artificial intelligence"),
        ("Yeast can be defined as a fungus.", "yeast"), ("Glass is about sand.", "glass"),
    ])
    func englishDefinitionsAreRecognized(sentence: String, key: String) {
        #expect(Definition(sentence, language: .english)?.key == key)
    }

    @Test(arguments: [
        "It is the process of moving data.", "This is a fungus.", "The problem is the data.", "Yeast is not a plant.",
        "Yeast is alive.", "What you need is a bowl.", "There is a bowl.", "Bread rises.", "", "Is a cat.",
        "When the dough rises, it is the yeast.", "2 is a number.",
        "The yeast that bakers use is a fungus.",
    ])
    func otherSentencesAreNone(sentence: String) { #expect(Definition(sentence, language: .english) == nil) }

    @Test(arguments: [
        ("Hefe ist ein Pilz.", GrammaticalPerson.Language.german, "hefe"),
        ("Die Hefe bezeichnet einen Pilz.", .german, "hefe"), ("La levure est un champignon.", .french, "levure"),
        ("L’ingénierie des données est le processus.", .french, "ingénierie des donnée"),
        ("La levadura es un hongo.", .spanish, "levadura"), ("Il lievito è un fungo.", .italian, "lievito"),
    ])
    func otherLanguagesHaveTheirWords(sentence: String, language: GrammaticalPerson.Language, key: String) {
        #expect(Definition(sentence, language: language)?.key == key)
    }

    @Test(arguments: [
        ("Das ist ein Pilz.", GrammaticalPerson.Language.german), ("C’est un champignon.", .french),
        ("Esto es un hongo.", .spanish), ("Questo è un fungo.", .italian), ("Hefe ist lebendig.", .german),
    ])
    func pronounsDoNotCountAsSubjects(sentence: String, language: GrammaticalPerson.Language) {
        #expect(Definition(sentence, language: language) == nil)
    }
}
