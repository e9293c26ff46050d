import Manuscript
import TestSupport
import Testing

@testable import Commands

/// The languages in which a request is read: English, the post's and that of the writer's locale.
@Suite struct LexiconTests {
    private static func post(_ topic: String, style: String = "", texts: [String] = []) -> Session {
        var post = Posts.written
        post.topic = topic
        post.style.language = style
        for (index, text) in texts.enumerated() { post.outline.sections[index].title = text }
        return post
    }

    private static func speaks(_ lexicon: Lexicon) -> [String] {
        let words = ["drop": "en", "streich": "de", "supprime": "fr", "quita": "es", "rimuovi": "it"]
        return words.filter { lexicon.deed([$0.key]) != nil }.map(\.value).sorted()
    }

    @Test(arguments: [
        ("de", "de"), ("German", "de"), ("Deutsch, per Sie", "de"), ("de-AT", "de"), ("fr", "fr"), ("français", "fr"),
        ("Spanish", "es"), ("castellano", "es"), ("it_IT", "it"), ("italiano", "it"), ("English", ""), ("pt", ""),
        ("", ""),
    ]) func theStyleCardWins(style: String, language: String) {
        let lexicon = Lexicon.of(Self.post("What is it that the bread is made of and for?", style: style))
        #expect(Self.speaks(lexicon) == ["en", language].filter { !$0.isEmpty }.sorted())
    }

    @Test(arguments: [
        (["Der Teig und die Zeit", "Was nicht ist", "Das Salz"], "de"),
        (["Les blés et les farines", "Pour qui est une miche", "Dans le four"], "fr"),
        (["El pan y los hornos", "Por las noches", "La masa que sube"], "es"),
        (["Il forno e il pane", "Che cosa è il lievito", "La storia di chi cuoce"], "it"),
        (["Bread", "Salt", "Heat"], ""),
    ]) func elseTheWordsOfThePost(titles: [String], language: String) {
        let lexicon = Lexicon.of(Self.post("Brot", texts: titles))
        #expect(Self.speaks(lexicon) == ["en", language].filter { !$0.isEmpty }.sorted())
    }

    @Test(arguments: [
        (["LANG": "de_DE.UTF-8"], "de"), (["LC_ALL": "fr_FR.UTF-8", "LANG": "de_DE.UTF-8"], "fr"),
        (["LC_ALL": "", "LC_MESSAGES": "it_IT", "LANG": "C"], "it"), (["LANG": "es"], "es"), (["LANG": "C.UTF-8"], ""),
        (["LC_ALL": "POSIX", "LANG": "de_DE"], ""), (["LANG": "en_DE.UTF-8"], ""), ([:], ""),
    ]) func theWritersLocaleCountsToo(environment: [String: String], language: String) {
        let lexicon = Lexicon.of(Self.post("Bread"), environment: environment)
        #expect(Self.speaks(lexicon) == ["en", language].filter { !$0.isEmpty }.sorted())
    }

    /// No list is empty where English has one that every language needs, and all words can be found as they are looked up.
    @Test func everyLanguageIsWhole() {
        for lexicon in [Lexicon.english, .german, .french, .spanish, .italian] {
            for kind: Lexicon.Kind in [
                .by, .to, .percent, .wordUnit, .question, .reservation, .section, .whole, .opening, .ending, .pronoun,
                .again, .greeting, .joint, .then, .name,
            ] {
                #expect(!lexicon.phrases(kind).isEmpty, "\(kind)")
            }
            for kind in Lexicon.Kind.allCases {
                for phrase in lexicon.phrases(kind) {
                    #expect(phrase == phrase.lowercased() && !phrase.isEmpty && !phrase.contains("\n"), "\(phrase)")
                    #expect(lexicon.has(kind, phrase))
                }
            }
            #expect(Set(lexicon.numberWords(.fraction).map(\.number)).isSuperset(of: [50, 33, 25, 67]))
            #expect(Set(lexicon.numberWords(.change).map(\.number)).isSuperset(of: [-50, 100, 200]))
        }
    }

    // MARK: - Words of another language

    /// "Come" and "que", "die" and "es" mean something else in English.
    @Test(arguments: [
        "come up with a better title for 2", "come up with something for 2", "dove into 2 yesterday",
        "retire section 2", "the die is cast in 2",
    ]) func areNotReadInAnEnglishPost(text: String) {
        let request = PlainRequest(text, in: Posts.written)
        #expect(request.reading == .open && !request.isQuestion)
    }

    @Test func theSameIsAQuestionInAnItalianPost() {
        #expect(PlainRequest("come si fa il pane", in: Self.post("Pane", style: "it")).isQuestion)
        #expect(!PlainRequest("come si fa il pane", in: Self.post("Bread")).isQuestion)
        #expect(!PlainRequest("come up with a better title for 2", in: Self.post("Pane", style: "it")).isQuestion)
        #expect(PlainRequest("que falta en 2", in: Self.post("Pan", style: "es")).isQuestion)
    }

    /// Whoever has a German locale may speak German of an English post.
    @Test func theLocaleOpensALanguage() {
        let request = PlainRequest("streich 2.2", in: Posts.written, environment: ["LANG": "de_DE.UTF-8"])
        #expect(request.reading == .steps([Step("remove", ["address": "2.2"])]))
    }
}
