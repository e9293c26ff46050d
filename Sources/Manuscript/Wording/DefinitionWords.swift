/// The words by which a definition is recognized in one language.
struct DefinitionWords: Sendable {
    var articles: Set<String>
    /// Verbs behind which an article makes a definition: "is a".
    var copulas: Set<String>
    /// Words behind which the definition follows at once: "refers to".
    var phrases: [[String]]
    /// Words that may stand between the copula and the article: "is simply a".
    var adverbs: Set<String>
    /// Words that no subject contains.
    var excluded: Set<String>
    /// Words that make no subject by themselves.
    var general: Set<String>

    /// Returns true if a word may be the verb of a definition.
    func isVerb(_ word: String) -> Bool { copulas.contains(word) || phrases.contains { $0.first == word } }

    /// Returns true if these words, which begin with the verb, go on like a definition.
    func defines(_ words: ArraySlice<String>) -> Bool {
        if phrases.contains(where: { words.starts(with: $0) }) { return true }
        guard let verb = words.first, copulas.contains(verb) else { return false }
        return words.dropFirst().first { !adverbs.contains($0) }.map(articles.contains) == true
    }

    private init(
        articles: String, copulas: String, phrases: String, adverbs: String, excluded: String, general: String
    ) {
        func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }
        self.articles = set(articles)
        self.copulas = set(copulas)
        self.phrases = phrases.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
        self.adverbs = set(adverbs)
        self.excluded = set(excluded)
        self.general = set(general)
    }

    /// The words of each supported language.
    static let all: [GrammaticalPerson.Language: DefinitionWords] = [
        .english: DefinitionWords(
            articles: "a an the",
            copulas: "is are",
            phrases: "refers to,refer to,means,involves,involve,encompasses,can be defined as,is defined as,"
                + "are defined as,is about,describes the,is one of,are one of",
            adverbs: "essentially simply basically also often just really at its core",
            excluded: "i you he she it we they this that these those there here what which who whom whose how why when"
                + " where my your his her its our their one some any many most all both each every another other others"
                + " such if as because while although though since but and or so not no nothing everything something"
                + " anything everyone someone s t re ll ve d of in on at with for from by to than then now",
            general: "problem result goal idea reason answer thing things point question difference step steps way ways"
                + " example examples solution issue issues key trick catch code case cases part parts end fact aim"
                + " purpose challenge challenges benefit benefits advantage advantages downside first second third next"
                + " last final main only best worst big biggest good bad important common rest focus process task job"
                + " work time today choice approach outcome lesson lessons story post section article"),
        .german: DefinitionWords(
            articles: "ein eine der die das", copulas: "ist sind",
            phrases: "bezeichnet,bezeichnen,bedeutet,beschreibt,versteht man,umfasst",
            adverbs: "im grunde einfach also auch oft",
            excluded: "ich du er sie es wir ihr man das dies diese dieser dieses jener was wer wie wo wann warum hier"
                + " da"
                + " dort mein dein sein unser euer alles nichts etwas viele manche und oder aber denn weil wenn nicht"
                + " von in an auf mit für aus bei zu",
            general: "problem ergebnis ziel idee grund antwort frage unterschied schritt weg beispiel lösung teil ende"
                + " zweck vorteil nachteil erste zweite nächste letzte"),
        .french: DefinitionWords(
            articles: "un une le la l les des", copulas: "est sont",
            phrases: "désigne,désignent,consiste à,consiste en,signifie", adverbs: "simplement aussi souvent donc",
            excluded: "je tu il elle on nous vous ils elles ce c ceci cela ça cette ces celui celle qui que quoi où"
                + " comment pourquoi quand ici mon ma mes ton ta tes son sa ses notre votre leur tout rien chaque"
                + " autre et"
                + " ou mais car si ne n pas y en dans sur avec pour par à de du d",
            general: "problème résultat but idée raison réponse question différence étape moyen exemple solution partie"
                + " fin objectif avantage inconvénient premier première second dernier dernière"),
        .spanish: DefinitionWords(
            articles: "un una el la los las lo", copulas: "es son",
            phrases: "se refiere a,consiste en,significa,designa", adverbs: "simplemente también a menudo",
            excluded: "yo tú él ella nosotros ellos ellas esto esta este estos estas eso esa ese qué que quién quien"
                + " cómo"
                + " dónde cuándo aquí allí mi tu su nuestro todo nada cada otro otra y o pero porque si no de del en"
                + " con"
                + " para por a al",
            general: "problema resultado objetivo idea razón respuesta pregunta diferencia paso manera ejemplo solución"
                + " parte fin ventaja primero primera segundo último última"),
        .italian: DefinitionWords(
            articles: "un una uno il lo la l i gli le", copulas: "è sono",
            phrases: "si riferisce a,consiste in,consiste nel,significa,indica", adverbs: "semplicemente anche spesso",
            excluded: "io tu lui lei noi voi loro questo questa questi queste quello quella ciò che chi cosa come dove"
                + " quando qui lì mio tuo suo nostro tutto niente ogni altro altra e o ma perché se non di del della in"
                + " con per da a al",
            general: "problema risultato obiettivo idea ragione risposta domanda differenza passo modo esempio"
                + " soluzione"
                + " parte fine vantaggio primo prima secondo ultimo ultima"),
    ]
}
