import Manuscript
import Testing

/// Texts and headings are in the letters of the language.
struct LanguageCheckTests {
    @Test(arguments: [
        ("Russian", "Данные хранятся в таблицах, and that is it.", true),
        ("ru", "All of this is in English here.", false),
        ("Japanese", "データは表に保存されます。それだけです。", true), ("Japanese", "数据存储在表格中这就是全部内容了吗", false),
        ("zh", "数据存储在表格中这就是全部内容了吗", true), ("Deutsch", "Daten stehen in Tabellen und sonst nirgends.", true),
        ("Greek", "Τα δεδομένα αποθηκεύονται σε πίνακες.", true), ("Hebrew", "الجداول تحفظ البيانات كلها هنا", false),
        ("Korean", "데이터는 표에 저장됩니다. 그것뿐입니다.", true), ("Arabic", "الجداول تحفظ البيانات كلها هنا", true),
    ])
    func textsAreWrittenWithTheLettersOfTheirLanguage(language: String, text: String, holds: Bool) throws {
        let verdict = try #require(
            LanguageCheck.verdict(on: checkedPost([text], titles: ["SQL"]) { $0.language = language }))
        #expect(verdict.holds == holds, "\(verdict.findings)")
    }

    @Test func headingsCountAndTheTopicIsTheFallbackForTheLanguage() throws {
        let russian = "Данные хранятся в таблицах, и больше нигде."
        let verdict = try #require(
            LanguageCheck.verdict(
                on: checkedPost([russian], topic: "Инженерия данных", titles: ["Where the data lives"])))
        #expect(verdict.findings == ["Where the data lives: its heading is in latin letters"])
        #expect(LanguageCheck.verdict(on: checkedPost([russian], topic: "2024")) == nil)
        #expect(LanguageCheck.verdict(on: checkedPost([russian]) { $0.language = "Klingon" }) == nil)
        #expect(
            LanguageCheck.verdict(
                on: checkedPost(["```\nall of this is code\n```\n\nДа."], topic: "Данные", titles: ["SQL"]))?
                .holds == true)
    }
}
