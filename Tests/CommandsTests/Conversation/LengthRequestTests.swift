import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Lengths and changes of length in the words of five languages: nothing of them is lost.
@Suite struct LengthRequestTests {
    /// 2.1 has a text of seven words and a budget of 60; 3 has a budget and no text.
    private static func lines(_ text: String, _ language: String) -> String {
        var post = Posts.written
        post.style.language = language
        guard case .steps(let steps) = PlainRequest(text, in: post).reading else { return "-" }
        return steps.flatMap { (try? $0.lines(in: post)) ?? ["!"] }.joined(separator: " | ")
    }

    private static func resized(_ percent: String, _ addresses: String...) -> String {
        (addresses.map { ":budget \($0) \(percent)%" } + addresses.map { ":fit \($0)" }).joined(separator: " | ")
    }

    @Test(
        arguments: [
            // English.
            ("en", "shorten 2.1 and 3 by half", "-50"), ("en", "cut 2.1 and 3 in half", "-50"),
            ("en", "halve 2.1 and 3", "-50"), ("en", "make 2.1 and 3 half as long", "-50"),
            ("en", "shorten 2.1 and 3 to half their size", nil), ("en", "shorten 2.1 and 3 to half", "-50"),
            ("en", "reduce 2.1 and 3 to a third of its length", "-67"), ("en", "cut 2.1 and 3 by a third", "-33"),
            ("en", "2.1 and 3 a quarter shorter", "-25"), ("en", "make 2.1 and 3 a third longer", "+33"),
            ("en", "lengthen 2.1 and 3 by two thirds", "+67"), ("en", "double 2.1 and 3", "+100"),
            ("en", "double the length of 2.1 and 3", "+100"), ("en", "make 2.1 and 3 twice as long", "+100"),
            ("en", "make 2.1 and 3 three times as long", "+200"), ("en", "reduce 2.1 and 3 by about 15 percent", "-15"),
            ("en", "2.1 and 3 should be half as long", "-50"), ("en", "please cut 2.1 and 3 by 20 per cent", "-20"),
            // German.
            ("de", "Kürze 2.1 und 3 um die Hälfte", "-50"), ("de", "kürze 2.1 und 3 um ein Drittel", "-33"),
            ("de", "2.1 und 3 um ein Viertel kürzen", "-25"),
            ("de", "kannst du 2.1 und 3 um die Hälfte kürzen?", "-50"),
            ("de", "mach 2.1 und 3 halb so lang", "-50"), ("de", "mach 2.1 und 3 doppelt so lang", "+100"),
            ("de", "halbiere 2.1 und 3", "-50"), ("de", "verdopple 2.1 und 3", "+100"),
            ("de", "2.1 und 3 halbieren", "-50"),
            ("de", "kürze 2.1 und 3 auf die Hälfte", "-50"), ("de", "kürze 2.1 und 3 auf ein Drittel", "-67"),
            ("de", "verlängere 2.1 und 3 um die Hälfte", "+50"), ("de", "mach 2.1 und 3 um ein Drittel länger", "+33"),
            ("de", "kürze 2.1 und 3 um 30 Prozent", "-30"), ("de", "2.1 und 3 ein Drittel kürzer", "-33"),
            // French.
            ("fr", "raccourcis 2.1 et 3 de moitié", "-50"), ("fr", "raccourcis 2.1 et 3 de la moitié", "-50"),
            ("fr", "réduis 2.1 et 3 d'un tiers", "-33"), ("fr", "réduis 2.1 et 3 de deux tiers", "-67"),
            ("fr", "allonge 2.1 et 3 d'un quart", "+25"), ("fr", "double 2.1 et 3", "+100"),
            ("fr", "double la longueur de 2.1 et 3", "+100"), ("fr", "coupe 2.1 et 3 en deux", "-50"),
            ("fr", "rends 2.1 et 3 deux fois plus court", "-50"), ("fr", "rends 2.1 et 3 deux fois plus long", "+100"),
            ("fr", "réduis 2.1 et 3 à la moitié", "-50"), ("fr", "raccourcis 2.1 et 3 de 20 pour cent", "-20"),
            // Spanish.
            ("es", "acorta 2.1 y 3 a la mitad", "-50"), ("es", "reduce 2.1 y 3 a la mitad", "-50"),
            ("es", "acorta 2.1 y 3 en un tercio", "-33"), ("es", "recorta 2.1 y 3 un cuarto", "-25"),
            ("es", "corta 2.1 y 3 por la mitad", "-50"), ("es", "alarga 2.1 y 3 un tercio", "+33"),
            ("es", "duplica 2.1 y 3", "+100"), ("es", "haz 2.1 y 3 el doble de largo", "+100"),
            ("es", "haz 2.1 y 3 la mitad de largo", "-50"), ("es", "acorta 2.1 y 3 un 20 por ciento", "-20"),
            // Italian.
            ("it", "accorcia 2.1 e 3 della metà", "-50"), ("it", "accorcia 2.1 e 3 di un terzo", "-33"),
            ("it", "riduci 2.1 e 3 di un quarto", "-25"), ("it", "riduci 2.1 e 3 alla metà", nil),
            ("it", "riduci 2.1 e 3 a metà", "-50"), ("it", "dimezza 2.1 e 3", "-50"),
            ("it", "raddoppia 2.1 e 3", "+100"),
            ("it", "raddoppia la lunghezza di 2.1 e 3", "+100"), ("it", "allunga 2.1 e 3 di un terzo", "+33"),
            ("it", "rendi 2.1 e 3 due volte più lungo", "+100"), ("it", "accorcia 2.1 e 3 del 20 per cento", "-20"),
        ] as [(String, String, String?)]) func aShareIsRead(language: String, text: String, percent: String?)
    {
        guard let percent else {
            // Not for certain: then the words go on whole, as what is asked for.
            let lines = Self.lines(text, language)
            #expect(lines == "-" || lines.contains(text), "\(lines)")
            return
        }
        #expect(Self.lines(text, language) == Self.resized(percent, "2.1", "3"))
    }

    @Test(
        arguments: [
            ("en", "make 2.1 200 words", "200"), ("en", "shorten 2.1 to 90 words", "90"),
            ("en", "2.1 should have about 150 words", "150"), ("en", "cut 2.1 down to 80 words", "80"),
            ("en", "lengthen 2.1 by 50 words", "57"), ("en", "make 2.1 100 words longer", "107"),
            ("en", "2.1 in at most 120 words", "120"), ("en", "make 2.1 200 words long", "200"),
            ("de", "kürze 2.1 auf 90 Wörter", "90"), ("de", "2.1 auf 90 Wörter kürzen", "90"),
            ("de", "2.1 sollte 200 Wörter haben", "200"), ("de", "verlängere 2.1 um 50 Wörter", "57"),
            ("fr", "raccourcis 2.1 à 90 mots", "90"), ("fr", "allonge 2.1 de 50 mots", "57"),
            ("es", "acorta 2.1 a 90 palabras", "90"), ("es", "alarga 2.1 en 50 palabras", "57"),
            ("it", "accorcia 2.1 a 90 parole", "90"), ("it", "allunga 2.1 di 50 parole", "57"),
        ] as [(String, String, String?)]) func aNumberOfWordsIsRead(language: String, text: String, words: String?)
    {
        #expect(Self.lines(text, language) == (words.map { ":budget 2.1 \($0) | :fit 2.1" } ?? "-"))
    }

    /// For several sections, for one with parts, below what a section may have, against the verb, or with more besides.
    @Test(arguments: [
        "make 2.1 and 3 200 words", "make 2 200 words", "make everything 500 words", "shorten 2.1 by 50 words",
        "make 2.1 5 words", "make 2.1 90000 words", "make 2.1 half", "cut 2.1", "reduce 2.1", "double", "cut it",
        "shorten 2.1 to 80 %", "cut half of 2.1", "remove a third of 2.1", "make the first half of 2.1 shorter",
        "reduce 2.1 by half and a bit", "cut 2.1 by half but keep the example", "make 2.1 half as long as 3",
        "make 2.1 twice as long as it is", "shorten 2.1 by 12.5 words",
    ]) func uncertainRequestsAreLeftToTheModel(text: String) {
        #expect(Self.lines(text, "en") == "-")
    }

    /// A change that goes against its verb, or a share that nobody knows, is not lost: it is what the rewriting is asked.
    @Test(arguments: ["shorten 2.1 by a seventh", "shorten 2.1 a lot", "expand 2.1 to half", "shorten 2.1 twice"])
    func otherWordsGoOnWhole(text: String) {
        #expect(Self.lines(text, "en") == ":rewrite 2.1 \(text)")
    }

    // MARK: - Again

    @Test(arguments: [
        ("en", "do 2.1 again", ":rewrite 2.1"), ("en", "do section 2.1 over again", ":rewrite 2.1"),
        ("en", "Please do the opening again.", ":rewrite 1"), ("en", "try 2.1 once more", ":rewrite 2.1"),
        ("en", "write 2.1 again", ":rewrite 2.1"), ("en", "2.1 again", ":rewrite 2.1"),
        ("en", "do 2.1 and 3 again", ":rewrite 2.1 | :rewrite 3"), ("en", "have another go at 2.1", ":rewrite 2.1"),
        ("en", "do everything again", ":rewrite all"), ("en", "could you do 2.1 again?", ":rewrite 2.1"),
        ("en", "do 2.1 again, a bit shorter", ":rewrite 2.1 do 2.1 again, a bit shorter"),
        ("en", "do 2.1 again and drop 3", ":rewrite 2.1 | :remove 3"),
        ("en", "rewrite 2.1 from scratch", ":rewrite 2.1"), ("de", "mach 2.1 noch einmal", ":rewrite 2.1"),
        ("de", "schreib 2.1 neu", ":rewrite 2.1"), ("de", "2.1 nochmal", ":rewrite 2.1"),
        ("fr", "refais 2.1", ":rewrite 2.1"), ("fr", "refais la section 2.1, plus court", "-"),
        ("es", "rehaz 2.1", ":rewrite 2.1"), ("es", "escribe 2.1 otra vez", ":rewrite 2.1"),
        ("it", "rifai 2.1", ":rewrite 2.1"), ("it", "scrivi 2.1 di nuovo", ":rewrite 2.1"),
    ]) func againIsARequest(language: String, text: String, lines: String) {
        #expect(Self.lines(text, language) == lines)
    }

    @Test(arguments: [
        "do 2.1", "do you like 2.1", "do 2.1 and 3 overlap", "do it again", "do not do 2.1 again", "try 2.1",
        "do the readers of 2.1 meet this again", "I read 2.1 again", "do 9 again",
    ]) func doIsOtherwiseNotARequest(text: String) {
        #expect(Self.lines(text, "en") == "-")
    }

    /// The post and the locale are English; the sentence is plainly in another language.
    @Test(arguments: [
        ("Kürze 2.1 und 3 um die Hälfte", resized("-50", "2.1", "3")),
        ("bitte kürze 2.1 um ein Drittel", resized("-33", "2.1")), ("Streich 2.1", ":remove 2.1"),
        ("2.1 halbieren", resized("-50", "2.1")),
        ("kannst du 2.1 und 3 um die Hälfte kürzen?", resized("-50", "2.1", "3")),
        ("raccourcis 2.1 de moitié", resized("-50", "2.1")), ("acorta 2.1 a la mitad", resized("-50", "2.1")),
        ("accorcia 2.1 della metà", resized("-50", "2.1")),
        ("rename 2.1 to Kürze es um die Hälfte", ":rename 2.1 Kürze es um die Hälfte"),
        ("kürze 2.1 nicht", "-"), ("retire section 2", "-"), ("combine pipelines", "-"),
    ]) func aPlainSentenceNeedsNoSetting(request: String, lines: String) {
        #expect(Self.lines(request, "") == lines)
    }
}
