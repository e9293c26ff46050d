import Manuscript
import Testing

@Suite struct StyleCheckTests {
    /// Two sections, each with a text of its own.
    private func post(
        _ texts: [String], topic: String = "Data", titles: [String] = ["One", "Two"],
        _ style: (inout Style) -> Void = { _ in }
    ) -> CheckedPost {
        let markdown = zip(titles, texts).map { "## \($0)\n\n\($1)" }.joined(separator: "\n\n")
        var post = CheckedPost(markdown: markdown)
        style(&post.style)
        post.topic = topic
        return post
    }

    @Test(arguments: [
        ("Delve into it. We DELVE\ninto more.", "delve into", 2), ("It is game–changer’s end", "game-changer's", 1),
        ("Robustness counts.", "robust", 0), ("un-robust (robust)", "robust", 2), ("我们利用数据", "利用", 1),
        ("**very** nice", "very nice", 1), ("anything", "", 0),
    ])
    func phrasesAreFoundAsWholeWords(text: String, phrase: String, count: Int) {
        #expect(BannedPhrases.count(of: phrase, in: text) == count)
    }

    @Test func bannedPhrasesAreARowOnlyWhereSomeAre() throws {
        #expect(BannedPhrases.verdict(on: post(["a", "b"])) == nil)
        let verdict = try #require(
            BannedPhrases.verdict(
                on: post(["Leverage it, leverage.", "Fine."]) { $0.banned = ["leverage", "synergy"] }))
        #expect(!verdict.holds && verdict.findings == ["One: it says \"leverage\" 2 times"])
        #expect(BannedPhrases.verdict(on: post(["Fine.", "Fine."]) { $0.banned = ["leverage"] })?.holds == true)
    }

    @Test(arguments: [
        ("second person", [GrammaticalPerson.you]), ("you", [.you]), ("we", [.we]), ("first person plural", [.we]),
        ("I", [.i]),
        ("first person", [.i, .we]), ("third person", []), ("Sie", [.you]), ("3rd", []),
    ])
    func cardsAreReadForPersons(card: String, persons: [GrammaticalPerson]) {
        #expect(GrammaticalPerson.allowed(by: card) == Set(persons))
    }

    @Test func wordsThatSayNoPersonAreNoRule() {
        #expect(GrammaticalPerson.allowed(by: "third person for the example, second for advice") == [.you])
        #expect(GrammaticalPerson.allowed(by: "we and you") == [.we, .you])
        #expect(GrammaticalPerson.allowed(by: "friendly") == nil && GrammaticalPerson.allowed(by: "") == nil)
    }

    @Test func pronounsAreCountedOutsideOfQuotationsAndCode() {
        let text =
            "I know that the rest of it is fine, and \"we\" are not us. Use `my` code.\n\n```\nyou = me\n```\n\n> We said so.\n\nMy \"open quote\nI end."
        let counts = GrammaticalPerson.counts(in: text, language: .english)
        #expect(counts == [.i: 3, .we: 1])
        #expect(GrammaticalPerson.counts(in: "The i-th item of type i.", language: .english) == [:])
        let german = GrammaticalPerson.counts(
            in: "Sie gehen. Wenn Sie das sehen, nehmen Sie Ihren Hut, den sie mag.", language: .german)
        #expect(german == [.you: 3])
    }

    @Test func languagesAreToldByTheirSmallWords() {
        #expect(GrammaticalPerson.language(of: "The cat and the dog are of one mind") == .english)
        #expect(GrammaticalPerson.language(of: "Der Hund und die Katze, das ist nicht ein Spiel") == .german)
        #expect(GrammaticalPerson.language(of: "Les chats et les chiens sont dans une maison, qui est des") == .french)
        #expect(GrammaticalPerson.language(of: "数据工程") == nil && GrammaticalPerson.language(of: "") == nil)
    }

    @Test func thePersonOfEachSectionIsHeldToTheCard() throws {
        let you = "You store the data of your team, and that is the point for you."
        let we = "We store the data of our team, and that is the point for us. You know."
        let verdict = try #require(PersonCheck.verdict(on: post([you, we]) { $0.person = "second person" }))
        #expect(verdict.findings == ["Two: it is in the first person plural (3 times)"])
        #expect(PersonCheck.verdict(on: post([we, we]) { $0.person = "we" })?.holds == true)
        #expect(
            PersonCheck.verdict(on: post([you, "The data of the team is the point."]) { $0.person = "third person" })?
                .findings.count == 1)
        #expect(PersonCheck.verdict(on: post([you, we])) == nil)
        #expect(PersonCheck.verdict(on: post(["数据", "数据"]) { $0.person = "you" }) == nil)
    }

    @Test(arguments: [
        ("Russian", "Данные хранятся в таблицах, and that is it.", true),
        ("ru", "All of this is in English here.", false),
        ("Japanese", "データは表に保存されます。それだけです。", true), ("Japanese", "数据存储在表格中这就是全部内容了吗", false),
        ("zh", "数据存储在表格中这就是全部内容了吗", true), ("Deutsch", "Daten stehen in Tabellen und sonst nirgends.", true),
        ("Greek", "Τα δεδομένα αποθηκεύονται σε πίνακες.", true), ("Hebrew", "الجداول تحفظ البيانات كلها هنا", false),
        ("Korean", "데이터는 표에 저장됩니다. 그것뿐입니다.", true), ("Arabic", "الجداول تحفظ البيانات كلها هنا", true),
    ])
    func textsAreWrittenWithTheLettersOfTheirLanguage(language: String, text: String, holds: Bool) throws {
        let verdict = try #require(LanguageCheck.verdict(on: post([text], titles: ["SQL"]) { $0.language = language }))
        #expect(verdict.holds == holds, "\(verdict.findings)")
    }

    @Test func headingsCountAndTheTopicSaysTheLanguageWhereNobodyElseDoes() throws {
        let russian = "Данные хранятся в таблицах, и больше нигде."
        let verdict = try #require(
            LanguageCheck.verdict(on: post([russian], topic: "Инженерия данных", titles: ["Where the data lives"])))
        #expect(verdict.findings == ["Where the data lives: its heading is in latin letters"])
        #expect(LanguageCheck.verdict(on: post([russian], topic: "2024")) == nil)
        #expect(LanguageCheck.verdict(on: post([russian]) { $0.language = "Klingon" }) == nil)
        #expect(
            LanguageCheck.verdict(on: post(["```\nall of this is code\n```\n\nДа."], topic: "Данные", titles: ["SQL"]))?
                .holds == true)
    }

    @Test func quotationsAreComparedByTheirWords() {
        let text = "It’s *not* a “simple”\nmatter — or is it?"
        for quote in ["it's not a \"simple\" matter", "“It’s not a…”", "matter - or is it", "...simple\" matter..."] {
            #expect(Quotation.occurs(quote, in: text), "\(quote)")
        }
        for quote in ["it is not", "", "…", "matters"] { #expect(!Quotation.occurs(quote, in: text), "\(quote)") }
    }

    @Test func whatCanBeMeasuredOfAText() throws {
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
    }
}
