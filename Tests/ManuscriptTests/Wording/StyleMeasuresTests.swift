import Manuscript
import Testing

/// Style measures of a text.
struct StyleMeasuresTests {
    @Test func styleMeasuresOfAText() throws {
        let paragraph =
            "You keep the data in files, and the files of your team are all you need for that. You will be glad of it, since the rest of your work is with them. That is the end of it for you."
        let measures = try #require(
            StyleMeasures(
                "# Title\n\n\(paragraph)\n\n- one\n- two\n\n\(paragraph)\n\n```\ncode here\n```\n\nShort one. \(paragraph)"
            ))
        #expect(measures.person == "second person" && measures.language == "English" && measures.lists == "few")
        #expect((10...15).contains(measures.sentenceWords) && measures.longSentence >= measures.sentenceWords)
        #expect(measures.sample == paragraph && measures.rule.hasPrefix("Sentences of about 1"))
        #expect(StyleMeasures("Too short.") == nil)
        let plain = String(repeating: "The data of the team is kept in the files of the team. ", count: 8)
        #expect(StyleMeasures(plain)?.person == "third person" && StyleMeasures(plain)?.lists == "never")
        let japanese = try #require(StyleMeasures(String(repeating: "データは表に保存されます。それだけです。", count: 6)))
        #expect(japanese.language == "Japanese" && japanese.person == nil)
        // A script that several languages share shows none, and a language without known pronouns has no person.
        let russian = try #require(StyleMeasures(String(repeating: "Данные хранятся в таблицах на диске. ", count: 12)))
        #expect(russian.language == nil && russian.person == nil)
        let dutch = String(repeating: "De vuurtoren is een toren die van ver te zien is, en het licht ook. ", count: 6)
        #expect(StyleMeasures(dutch)?.language == "Dutch" && StyleMeasures(dutch)?.person == nil)
    }
}
