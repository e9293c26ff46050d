import Testing

@testable import Platform

struct CharacterWordsTests {
    @Test func everyCharacterIsAWordPartIfItIsALetterOrANumber() {
        for scalar in (0...0x10FFFF).lazy.compactMap({ Unicode.Scalar($0 as UInt32) }) {
            let character = Character(scalar)
            #expect(character.isWordPart == (character.isLetter || character.isNumber), "\(scalar.value)")
        }
    }

    @Test(arguments: ["a\u{301}", "1\u{20E3}", " \u{301}", "\r\n", "👩‍🚀", "ß"])
    func marksBehindItChangeNothing(text: String) throws {
        let character = try #require(text.first)
        #expect(text.count == 1 && character.isWordPart == (character.isLetter || character.isNumber))
    }
}
