/// The words of plain requests, in English, German, French, Spanish and Italian; all in lower case.
enum Lexicon {
    /// What a clause asks for.
    enum Deed: CaseIterable {
        case remove, move, rename, merge, add, write, show, compare, undo, export, shorten, lengthen, restyle, rewrite
        case alternatives
    }

    /// Words that ask for a deed wherever they stand, each at its beginning: "supprim" is supprime, supprimez.
    static let verbs: [Deed: [String]] = [
        .remove: [
            "remove", "drop", "delete", "scrap", "omit", "streich", "lösch", "entfern", "supprim", "enlèv", "retir",
            "elimin", "quita", "borra", "rimuov", "cancell", "togli",
        ],
        .move: ["move", "verschieb", "déplac", "mueve", "mover", "sposta"],
        .rename: ["rename", "retitle", "umbenenn", "benenn", "renomm", "renombr", "rinomin"],
        .merge: [
            "merge", "combine", "join", "zusammenleg", "zusammenführ", "verein", "fusion", "combin", "unir", "unisci",
            "fondi",
        ],
        .write: ["write", "schreib", "écri", "escrib", "scriv"],
        .show: ["show", "display", "print", "zeig", "montr", "affich", "muestr", "mostra"],
        .compare: ["compare", "diff", "vergleich", "confront", "compara"],
        .undo: ["undo", "revert", "rückgängig", "annul", "deshaz", "deshac"],
        .export: ["export", "exporte", "exporti", "esport"],
        .alternatives: [
            "others", "alternatives", "alternative versions", "other versions", "variants", "alternativen", "varianten",
            "andere fassungen", "alternativas", "variantes", "autres versions", "otras versiones", "varianti",
            "altre versioni",
        ],
        .rewrite: [
            "rewrite", "rephrase", "reword", "redo", "revise", "überarbeit", "umschreib", "réécri", "reformul",
            "reescrib", "riscriv",
        ],
        .shorten: [
            "shorten", "shorter", "condense", "tighten", "trim", "kürz", "raccourc", "acort", "accorc", "corto",
            "corta", "breve", "court",
        ],
        .lengthen: [
            "lengthen", "longer", "expand", "länger", "allong", "alarg", "allung", "largo", "larga", "lungo", "lunga",
        ],
        .restyle: [
            "simpler", "simplify", "clearer", "clarify", "practical", "concrete", "livelier", "lively", "formal",
            "casual", "friendlier", "friendly", "technical", "funnier", "warmer", "einfacher", "praktisch", "klarer",
            "lebendig", "simplif", "plus simple", "pratique", "más simple", "más claro", "práctic", "più semplice",
            "semplific", "pratico", "pratica", "sencill",
        ],
    ]

    /// Words for a text that pleases nobody: what follows is about it.
    static let complaints = [
        "weak", "boring", "dull", "flat", "bland", "bad", "schwach", "langweilig", "faible", "ennuyeu", "débil",
        "aburrid", "debole", "noios",
    ]
    /// How many are asked for.
    static let counts = [
        "two": 2, "three": 3, "four": 4, "five": 5, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3,
        "quatre": 4, "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "due": 2, "tre": 3, "quattro": 4,
        "cinque": 5,
    ]

    /// Words that make a long text out of "too": "the opening is too long" asks for less.
    static let tooLong = ["too long", "too wordy", "zu lang", "trop long", "demasiado larg", "troppo lung"]
    static let tooShort = ["too short", "too thin", "zu kurz", "trop court", "demasiado cort", "troppo cort"]

    /// A question changes nothing: words that begin one.
    static let questions: Set<String> = [
        "who", "what", "why", "when", "where", "which", "whose", "how", "is", "are", "was", "were", "do", "does", "did",
        "should", "would", "wer", "was", "warum", "wieso", "wann", "wo", "welche", "welcher", "welches", "wie", "ist",
        "sind", "soll", "qui", "que", "quoi", "pourquoi", "quand", "où", "quel", "quelle", "comment", "est-ce",
        "quién", "qué", "por", "cuándo", "dónde", "cuál", "cómo", "es", "chi", "che", "cosa", "perché", "quando",
        "dove",
        "quale", "come", "è", "tell", "explain", "erkläre", "explique", "explica", "spiega",
    ]

    /// Words that turn a request round.
    static let negations: Set<String> = [
        "not", "don't", "dont", "don’t", "never", "without", "except", "unless", "but", "if", "instead", "nicht",
        "kein", "keine",
        "ohne", "außer", "wenn", "aber", "pas", "sans", "sauf", "si", "mais", "no", "sin", "pero", "non", "senza", "se",
        "ma", "neither", "nor", "maybe", "perhaps", "vielleicht", "peut-être", "quizás", "forse",
    ]

    /// Words in front of a request that say nothing, the longest first, as all lists of phrases here.
    static let courtesies: [String] = [
        "please", "now", "then", "ok", "okay", "well", "and", "also", "just", "so", "can you", "could you", "would you",
        "will you", "let's", "lets", "let us", "i want you to", "i'd like you to", "you should", "bitte", "jetzt",
        "dann", "und",
        "kannst du", "könntest du", "s'il te plaît", "s'il vous plaît", "maintenant", "puis", "et", "peux-tu",
        "pouvez-vous", "por favor", "ahora", "luego", "y", "puedes", "per favore", "adesso", "ora", "poi", "e", "puoi",
    ].sorted { $0.count > $1.count }

    /// Words that say nothing beside a deed and its sections.
    static let fillers: Set<String> = [
        "the", "a", "an", "please", "now", "it", "that", "this", "them", "section", "sections", "part", "parts",
        "chapter", "chapters", "subsection", "and", "to", "of", "me", "out", "again", "whole", "thing", "post",
        "article", "text", "all", "everything", "just", "from", "with", "into", "together", "up", "for", "in", "as",
        "make",
        "let", "go", "back", "take", "last", "change", "changes", "turn", "please", "will", "you", "then", "both",
        "title", "called", "abschnitt", "abschnitte", "kapitel", "teil", "den", "die", "das", "der", "dem", "und", "zu",
        "bitte", "jetzt",
        "mir", "alles", "ganze", "ganzen", "es", "mach", "mache", "letzte", "änderung", "mit", "in", "aus", "section",
        "chapitre",
        "partie", "la", "le", "les", "et", "à", "moi", "tout", "dernier", "dernière", "modification", "s'il", "te",
        "vous", "plaît", "de",
        "du", "avec", "sección", "secciones", "capítulo", "parte", "el", "los", "las", "y", "a", "todo", "por", "favor",
        "último", "última",
        "cambio", "con", "sezione", "sezioni", "capitolo", "il", "lo", "i", "gli", "e", "tutto", "ultima", "modifica",
        "per", "favore",
        "und", "al", "del", "della", "dello", "der", "rid", "get",
    ]

    /// Words before the number or the title of a section.
    static let sectionWords: Set<String> = [
        "section", "sections", "subsection", "part", "parts", "chapter", "chapters", "abschnitt", "abschnitte",
        "abschnitts", "kapitel", "teil", "chapitre", "chapitres", "partie", "sección", "secciones", "capítulo",
        "parte", "sezione", "sezioni", "capitolo", "§", "#", "number", "no.",
    ]

    /// What names the whole post.
    static let wholes: [String] = [
        "everything", "the whole thing", "the whole post", "the whole article", "the whole text", "the entire post",
        "the entire article", "all of it", "all sections", "all the sections", "the post", "the article", "it all",
        "alles",
        "den ganzen text", "das ganze", "den ganzen artikel", "alle abschnitte", "den artikel", "tout", "tout le texte",
        "tout l'article",
        "l'article", "toutes les sections", "todo", "todo el texto", "el artículo", "todas las secciones", "tutto",
        "tutto il testo", "l'articolo", "tutte le sezioni", "whole thing", "whole post", "entire post", "whole article",
    ].sorted { $0.count > $1.count }
    static let openings: [String] = [
        "the opening", "the intro", "the introduction", "the beginning", "the start", "die einleitung",
        "der einleitung", "den anfang",
        "der anfang", "l'introduction", "le début", "la introducción", "el comienzo", "l'introduzione", "l'inizio",
        "introduction",
        "opening", "einleitung", "introducción", "introduzione",
    ].sorted { $0.count > $1.count }
    static let endings: [String] = [
        "the ending", "the conclusion", "the closing", "the last part", "the last section", "the end", "den schluss",
        "der schluss",
        "das ende", "das fazit", "la conclusion", "la fin", "la conclusión", "el final", "la conclusione", "la fine",
        "den letzten abschnitt", "la dernière partie", "la última parte", "l'ultima parte", "conclusion", "fazit",
        "conclusión", "conclusione", "last section", "last part",
    ].sorted { $0.count > $1.count }
    static let pronouns: Set<String> = [
        "it", "that", "this", "them", "es", "ihn", "ça", "cela", "lo", "esto", "questo",
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "première": 1, "deuxième": 2,
        "troisième": 3,
        "quatrième": 4, "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4, "prima": 1, "seconda": 2, "terza": 3,
        "quarta": 4,
    ]

    /// Whether a text holds one of some beginnings of words.
    static func holds(_ text: String, _ stems: [String]) -> Bool {
        text.indices.contains { index in
            guard index == text.startIndex || !text[text.index(before: index)].isLetter else { return false }
            let rest = text[index...]
            return stems.contains { rest.hasPrefix($0) }
        }
    }

    /// Whether a word begins as one of the deed's words does.
    static func isVerb(_ word: String, of deed: Deed) -> Bool {
        (verbs[deed] ?? []).contains { word.hasPrefix($0) }
    }
}
