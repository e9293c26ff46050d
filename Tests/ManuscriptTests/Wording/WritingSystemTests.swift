import Manuscript
import Testing

/// Scripts are recognized by their letters and by the names of languages.
struct WritingSystemTests {
    @Test(arguments: [
        ("a", WritingSystem.latin), ("ß", .latin), ("ệ", .latin), ("я", .cyrillic), ("ω", .greek), ("ἀ", .greek),
        ("漢", .han), ("𠀀", .han), ("か", .kana), ("カ", .kana), ("한", .hangul), ("ع", .arabic), ("ﷲ", .arabic),
        ("א", .hebrew),
        ("ह", .devanagari), ("ব", .bengali), ("த", .tamil), ("ท", .thai), ("ქ", .georgian), ("հ", .armenian),
    ])
    func aLetterHasItsScript(letter: String, system: WritingSystem) throws {
        let scalar = try #require(letter.unicodeScalars.first)
        #expect(WritingSystem.of(scalar) == system)
    }

    @Test(arguments: ["1", " ", ".", "🎉", "\u{301}", "×", "٣", "\u{0}"]) func sharedCharactersHaveNoWritingSystem(
        text: String
    ) throws {
        let scalar = try #require(text.unicodeScalars.first)
        #expect(WritingSystem.of(scalar) == nil)
        #expect(WritingSystem.main(of: text) == [])
    }

    @Test func countsAreOfLettersOnly() {
        #expect(WritingSystem.counts(in: "Ab 1! я日本ご") == [.latin: 2, .cyrillic: 1, .han: 2, .kana: 1])
        #expect(WritingSystem.counts(in: "") == [:])
    }

    @Test func mostLettersDecideAndJapaneseHasTwo() {
        #expect(WritingSystem.main(of: "SQL хранит данные") == [.cyrillic])
        #expect(WritingSystem.main(of: "データは表に") == [.han, .kana])
        #expect(WritingSystem.main(of: "漢字漢字の") == [.han, .kana])
        #expect(WritingSystem.main(of: "数据") == [.han])
        #expect(WritingSystem.main(of: "long Latin text の") == [.latin])
    }

    @Test(
        arguments: [
            ("Deutsch (Österreich)", [.latin]), ("ja", [.han, .kana]), ("한국어", [.hangul, .han]),
            ("RUSSIAN", [.cyrillic]), ("formal Greek", [.greek]),
        ] as [(String, Set<WritingSystem>)])
    func aLanguageHasItsScripts(language: String, systems: Set<WritingSystem>) {
        #expect(WritingSystem.of(language: language) == systems)
    }

    @Test(arguments: ["", "Klingon", "12"]) func anUnknownLanguageHasNone(language: String) {
        #expect(WritingSystem.of(language: language) == nil)
    }
}
