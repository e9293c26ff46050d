import Platform
import Testing

@testable import Manuscript

/// A page says its language and direction.
struct PageLanguageTests {
    @Test(arguments: [
        ("English", "en"), ("deutsch", "de"), ("Español (México)", "es"), ("日本語", "ja"), ("हिन्दी", "hi"), ("ไทย", "th"),
        ("de", "de"), ("DE-AT", "de-AT"), ("pt_BR", "pt-BR"), ("zh-Hans-CN", "zh-Hans-CN"), ("British English", "en"),
        ("  fr ", "fr"),
    ])
    func aNameOrACodeIsFound(name: String, code: String) { #expect(PageLanguage.code(of: name) == code) }

    @Test(arguments: ["", " ", "Klingon", "12", "\n", "x-"]) func anythingElseIsUnknown(name: String) {
        #expect(PageLanguage.code(of: name) == nil)
    }

    @Test(arguments: [
        ("Der Hund und die Katze, das ist nicht ein Spiel", "de"), ("数据存储在表格中", "zh"), ("データは表に保存されます", "ja"),
        ("데이터는 표에 저장됩니다", "ko"), ("Дані зберігаються в таблицях, її", "uk"), ("Данные хранятся", "ru"),
        ("البيانات", "ar"), ("داده‌ها چیست گ", "fa"), ("ڈیٹا ہے", "ur"), ("Data", "en"), ("", "en"), ("123 !", "en"),
    ])
    func withoutACardTheTextDecides(text: String, code: String) {
        #expect(PageLanguage(writtenSession([text], topic: "")).code == code || text.isEmpty)
    }

    @Test func theCardDecidesFirst() {
        #expect(PageLanguage(writtenSession(["Данные"], topic: "", language: "French")).code == "fr")
        #expect(PageLanguage(writtenSession(["Данные хранятся"], topic: "", language: "Klingon")).code == "ru")
    }

    @Test(arguments: [
        ("ar", true), ("he-IL", true), ("en-Arab", true), ("Hebrew", true), ("ary", false), ("de", false),
    ])
    func someLanguagesRunFromRightToLeft(language: String, isRightToLeft: Bool) {
        #expect(PageLanguage(writtenSession([], language: language)).isRightToLeft == isRightToLeft)
    }
}
