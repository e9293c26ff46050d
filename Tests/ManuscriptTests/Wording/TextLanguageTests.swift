import Testing

@testable import Manuscript

/// A language is known by its names, its script and its commonest words.
struct TextLanguageTests {
    @Test func everyLanguageHasItsRow() {
        #expect(Set(TextLanguage.all.map(\.code)).count == TextLanguage.all.count)
        for language in TextLanguage.all {
            #expect(!language.names.isEmpty && !language.systems.isEmpty, "\(language.code)")
            #expect(TextLanguage.named(language.names[0]) == language, "\(language.code)")
        }
        let supported = GrammaticalPerson.Language.allCases.map(\.rawValue)
        #expect(Set(supported).isSubset(of: TextLanguage.all.map { $0.name.lowercased() }))
    }

    @Test(arguments: [
        ("British English", "en"), ("auf Deutsch", "de"), ("हिन्दी", "hi"), ("中文", "zh"), ("no preference", nil),
        ("de", nil),
        ("", nil),
    ])
    func aNameIsFoundInAText(text: String, code: String?) { #expect(TextLanguage.named(text)?.code == code) }

    @Test func aCodeIsFoundIfAsked() {
        #expect(TextLanguage.named("de", orCode: true)?.name == "German")
        #expect(TextLanguage.named("de English", orCode: true)?.code == "de")
    }

    @Test(arguments: [
        ("Der Hund und die Katze, das ist nicht ein Spiel", "de"), ("数据存储在表格中", "zh"), ("データは表に保存されます", "ja"),
        ("데이터는 표에 저장됩니다", "ko"), ("Дані зберігаються, її", "uk"), ("Данные хранятся", "ru"), ("ڈیٹا ہے", "ur"),
        ("ข้อมูล", "th"), ("שלום", "he"), ("Data", nil), ("", nil), ("12", nil),
        ("O farol é uma torre que guia os navios para o porto, com uma luz que não se apaga.", "pt"),
    ])
    func aTextHasItsLanguage(text: String, code: String?) { #expect(TextLanguage.of(text)?.code == code) }

    @Test func wordsThatLanguagesShareDecideNothing() {
        #expect(TextLanguage.byWords(of: "en en en en") == nil)
        #expect(TextLanguage.byWords(of: "the and") == nil && TextLanguage.byWords(of: "the and of")?.code == "en")
    }
}
