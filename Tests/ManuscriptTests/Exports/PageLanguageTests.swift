import Platform
import Testing

@testable import Manuscript

/// A page says its language and direction.
struct PageLanguageTests {
    @Test(arguments: [
        ("English", "en"), ("deutsch", "de"), ("Español (México)", "es"), ("日本語", "ja"), ("हिन्दी", "hi"), ("ไทย", "th"),
        ("de", "de"), ("DE-AT", "de-AT"), ("pt_BR", "pt-BR"), ("zh-Hans-CN", "zh-Hans-CN"), ("British English", "en"),
        ("  fr ", "fr"), ("de_CH.UTF-8", "de-CH"), ("sr_RS@latin", "sr-RS"), ("pt_BR.utf8@x", "pt-BR"),
    ])
    func aNameOrACodeIsFound(name: String, code: String) { #expect(PageLanguage.code(of: name) == code) }

    @Test(arguments: ["", " ", "Klingon", "12", "\n", "x-"]) func anythingElseIsUnknown(name: String) {
        #expect(PageLanguage.code(of: name) == nil)
    }

    @Test(arguments: [
        ("Der Hund und die Katze, das ist nicht ein Spiel", "de"), ("数据存储在表格中", "zh"), ("データは表に保存されます", "ja"),
        ("데이터는 표에 저장됩니다", "ko"), ("Дані зберігаються в таблицях, її", "uk"), ("Данные хранятся", "ru"),
        ("البيانات", "ar"), ("داده‌ها چیست گ", "fa"), ("ڈیٹا ہے", "ur"), ("Data", nil), ("", nil), ("123 !", nil),
        ("What the keeper of a lighthouse is for, and that it is not to be seen.", "en"),
        ("Le phare est une tour qui guide les navires dans la nuit.", "fr"),
        ("El faro es una torre que guía a los barcos por la noche.", "es"),
        ("Il faro è una torre che guida le navi di notte, per non perdere la rotta.", "it"),
        ("O farol é uma torre que guia os navios para o porto, com uma luz que não se apaga.", "pt"),
        ("Een vuurtoren is een toren die schepen de weg wijst, en het licht is van ver te zien.", "nl"),
        ("En fyr är ett torn som visar vägen för fartyg, och det är inte ett hus.", "sv"),
        ("Et fyr er et tårn, som viser vej for skibe, og det er ikke et hus af sten.", "da"),
        ("Et fyr er et tårn som viser vei for skip, og det er ikke et hus av stein å bo i.", "no"),
        ("Latarnia morska to wieża, która nie śpi i jest na brzegu, a światło się nie gaśnie.", "pl"),
        ("Deniz feneri gemilere yol gösteren bir kuledir ve gece için çok önemli bir işarettir.", "tr"),
        ("Ngọn hải đăng là một tòa tháp và ánh sáng của nó không tắt trong đêm.", "vi"),
        ("Majakka on torni ja se on rannalla, mutta valo ei sammu.", "fi"),
    ])
    func withoutACardTheTextDecides(text: String, code: String?) {
        #expect(PageLanguage(writtenSession([text], topic: "")).code == code)
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
