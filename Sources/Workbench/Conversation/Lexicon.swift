/// The words of plain requests, in English, German, French, Spanish and Italian; all whole words, in lower case.
///
/// They are few on purpose: what is not here goes to the model, and nothing is guessed.
enum Lexicon {
    /// What a clause asks for.
    enum Deed: CaseIterable {
        case remove, move, rename, merge, write, show, compare, export, shorten, lengthen, restyle, rewrite, make, give
    }

    /// The words that ask for a deed at the beginning of a clause: imperatives, and infinitives behind "can you".
    static let imperatives: [Deed: Set<String>] = [
        .remove: [
            "remove", "drop", "delete", "scrap", "omit", "streich", "streiche", "streichen", "lösch", "lösche",
            "löschen",
            "entfern", "entferne", "entfernen", "supprime", "supprimez", "supprimer", "enlève", "enlevez", "enlever",
            "retire", "retirez", "retirer", "elimina", "elimine", "eliminar", "quita", "quite", "quitar", "borra",
            "borre",
            "borrar", "rimuovi", "rimuova", "rimuovere", "cancella", "cancelli", "cancellare", "togli", "togliere",
        ],
        .move: [
            "move", "verschieb", "verschiebe", "verschieben", "déplace", "déplacez", "déplacer", "mueve", "mueva",
            "mover",
            "sposta", "sposti", "spostare",
        ],
        .rename: [
            "rename", "retitle", "benenn", "benenne", "renomme", "renommez", "renommer", "renombra", "renombre",
            "renombrar", "rinomina", "rinomini", "rinominare",
        ],
        .merge: [
            "merge", "combine", "join", "vereine", "vereinige", "fusionne", "fusionnez", "fusionner", "combina",
            "combine",
            "combinar", "fusiona", "fusione", "fusionar", "unisci", "unisca", "unire", "fondi", "fondere",
        ],
        .write: [
            "write", "schreib", "schreibe", "schreiben", "écris", "écrivez", "écrire", "escribe", "escriba", "escribir",
            "scrivi", "scriva", "scrivere",
        ],
        .show: [
            "show", "display", "print", "zeig", "zeige", "zeigen", "montre", "montrez", "montrer", "affiche",
            "affichez",
            "afficher", "muestra", "muestre", "mostrar", "mostra", "mostri", "mostrare",
        ],
        .compare: [
            "compare", "diff", "vergleich", "vergleiche", "vergleichen", "comparez", "comparer", "compara", "comparar",
            "confronta", "confronti", "confrontare",
        ],
        .export: [
            "export", "exportier", "exportiere", "exportieren", "exporte", "exportez", "exporter", "exporta",
            "exportar",
            "esporta", "esporti", "esportare",
        ],
        .shorten: [
            "shorten", "condense", "tighten", "trim", "kürz", "kürze", "kürzen", "straffe", "straffen", "raccourcis",
            "raccourcissez", "raccourcir", "acorta", "acorte", "acortar", "accorcia", "accorci", "accorciare",
        ],
        .lengthen: [
            "lengthen", "expand", "verlänger", "verlängere", "verlängern", "allonge", "allongez", "allonger", "alarga",
            "alargue", "alargar", "allunga", "allunghi", "allungare",
        ],
        .restyle: [
            "simplify", "clarify", "vereinfach", "vereinfache", "vereinfachen", "simplifie", "simplifiez", "simplifier",
            "simplifica", "simplifique", "simplificar", "semplifica", "semplifichi", "semplificare",
        ],
        .rewrite: [
            "rewrite", "rephrase", "reword", "revise", "überarbeite", "überarbeiten", "réécris", "réécrivez",
            "réécrire",
            "reformule", "reformulez", "reformuler", "reescribe", "reescriba", "reescribir", "riscrivi", "riscriva",
            "riscrivere", "riformula", "riformulare",
        ],
        .make: [
            "make", "put", "mach", "mache", "machen", "rends", "rendez", "rendre", "haz", "haga", "hacer", "rendi",
            "renda",
            "rendere", "fai",
        ],
        .give: ["give", "draw", "suggest", "gib", "donne", "donnez", "dame", "dé", "dammi"],
    ]

    /// The deed that a word asks for at the beginning of a clause.
    static let deeds: [String: Deed] = imperatives.reduce(into: [:]) { deeds, item in
        for word in item.value { deeds[word] = item.key }
    }

    /// Comparatives that stand by themselves: of length, and of everything else.
    static let shorter: Set<String> = ["shorter", "briefer", "tighter", "kürzer", "knapper", "straffer"]
    static let longer: Set<String> = ["longer", "länger", "ausführlicher"]
    static let comparatives: Set<String> = shorter.union(longer).union([
        "simpler", "clearer", "livelier", "friendlier", "funnier", "warmer", "drier", "plainer", "einfacher", "klarer",
        "lebendiger", "praktischer", "konkreter", "formeller", "lockerer", "freundlicher", "verständlicher",
        "sachlicher",
    ])
    /// Words that make a comparative of an adjective: "more formal", "plus court".
    static let degrees: Set<String> = [
        "more", "less", "plus", "moins", "más", "menos", "più", "meno", "mehr", "weniger",
    ]
    /// Adjectives of length behind such a word.
    static let short: Set<String> = [
        "concise", "court", "courte", "courts", "courtes", "bref", "brève", "corto", "corta", "cortos", "cortas",
        "breve",
        "breves", "corti", "corte", "brevi",
    ]
    static let long: Set<String> = [
        "long", "longue", "longs", "longues", "largo", "larga", "largos", "largas", "lungo", "lunga", "lunghi",
        "lunghe",
        "detailed", "détaillé", "détaillée",
    ]
    /// Other adjectives behind such a word, where the section stands in front: "2 more formal".
    static let adjectives: Set<String> = short.union(long).union([
        "practical", "concrete", "formal", "casual", "technical", "lively", "friendly", "readable", "vivid", "specific",
        "simple", "clair", "claire", "concret", "concrète", "pratique", "formel", "formelle", "vivant", "vivante",
        "sencillo", "sencilla", "claro", "clara", "práctico", "práctica", "concreto", "concreta", "semplice", "chiaro",
        "chiara", "pratico", "pratica", "formale", "vivo", "viva",
    ])
    /// Words that only measure a comparative.
    static let measures: Set<String> = [
        "a", "bit", "little", "lot", "much", "far", "etwas", "viel", "deutlich", "ein", "bisschen", "wenig", "un",
        "peu",
        "beaucoup", "poco", "mucho", "po", "po'", "molto",
    ]
    /// Words between a section and its comparative that ask: "2 should be shorter".
    static let wishes: Set<String> = [
        "should", "could", "ought", "to", "be", "needs", "sollte", "sollten", "soll", "muss", "sein", "werden",
        "devrait",
        "doit", "être", "debería", "debe", "ser", "dovrebbe", "deve", "essere",
    ]
    static let copulas: Set<String> = ["is", "are", "ist", "sind", "est", "sont", "es", "son", "è", "sono"]
    static let tooMuch: Set<String> = ["too", "zu", "trop", "demasiado", "troppo"]
    static let lengths: [String: Bool] = [
        "long": false, "wordy": false, "lang": false, "longue": false, "largo": false, "larga": false, "lungo": false,
        "lunga": false, "short": true, "thin": true, "kurz": true, "court": true, "courte": true, "corto": true,
        "corta": true,
    ]
    /// Words for a text that pleases nobody: what follows is about it.
    static let complaints: Set<String> = [
        "weak", "boring", "dull", "flat", "bland", "bad", "schwach", "langweilig", "faible", "ennuyeux", "ennuyeuse",
        "débil", "aburrido", "aburrida", "debole", "noioso", "noiosa",
    ]
    /// How many are asked for.
    static let counts = [
        "two": 2, "three": 3, "four": 4, "five": 5, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "deux": 2, "trois": 3,
        "quatre": 4, "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "due": 2, "tre": 3, "quattro": 4,
        "cinque": 5,
    ]
    static let others: Set<String> = [
        "others", "alternatives", "variants", "versions", "alternativen", "varianten", "fassungen", "alternativas",
        "variantes", "versiones", "varianti", "versioni", "alternative",
    ]

    /// A question changes nothing: words that begin one.
    static let questions: Set<String> = [
        "who", "what", "why", "when", "where", "which", "whose", "how", "is", "are", "was", "were", "do", "does", "did",
        "isn't", "aren't", "should", "would", "wer", "was", "warum", "wieso", "wann", "wo", "welche", "welcher",
        "welches",
        "wie", "ist", "sind", "soll", "qui", "que", "quoi", "pourquoi", "quand", "où", "quel", "quelle", "comment",
        "est-ce", "quién", "qué", "por", "cuándo", "dónde", "cuál", "cómo", "es", "chi", "che", "cosa", "perché",
        "quando",
        "dove", "quale", "come", "è", "tell", "explain", "erkläre", "explique", "explica", "spiega",
    ]

    /// Words that turn a request round, make it conditional, compare it or except something from it.
    static let reservations: Set<String> = [
        "not", "don't", "dont", "never", "without", "except", "excepted", "unless", "but", "if", "instead", "neither",
        "nor", "maybe", "perhaps", "avoid", "stop", "keep", "leave", "ignore", "forget", "whether", "apart", "than",
        "as",
        "like", "or", "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keinerlei", "keinesfalls", "nichts",
        "nie",
        "niemals", "ohne", "außer", "wenn", "aber", "ob", "statt", "als", "wie", "oder", "lass", "lassen", "vielleicht",
        "nur", "pas", "sans", "sauf", "hormis", "excepté", "si", "mais", "ou", "jamais", "rien", "comme", "que",
        "peut-être",
        "laisse", "no", "ni", "sin", "pero", "nunca", "tampoco", "ningún", "evita", "excepto", "salvo", "como", "o",
        "mantén", "quizás", "non", "né", "senza", "se", "ma", "mai", "nessuno", "tranne", "eccetto", "come", "che",
        "forse",
        "lascia", "oppure",
    ]

    /// Words in front of a request that say nothing, the longest first, as all lists of phrases here.
    static let courtesies: [String] = [
        "please", "now", "then", "ok", "okay", "well", "and", "also", "just", "so", "can you", "could you", "would you",
        "will you", "let's", "lets", "let us", "i want you to", "i'd like you to", "you should", "bitte", "jetzt",
        "dann",
        "und", "kannst du", "könntest du", "s'il te plaît", "s'il vous plaît", "maintenant", "puis", "et", "peux-tu",
        "pouvez-vous", "por favor", "ahora", "luego", "y", "puedes", "per favore", "adesso", "ora", "poi", "e", "puoi",
    ].sorted { $0.count > $1.count }
    /// The same behind it.
    static let thanks = [
        ", please", " please", " bitte", ", bitte", " s'il te plaît", " s'il vous plaît", " por favor", " per favore",
    ]
    /// What makes a request of a question.
    static let polite = [
        "can you", "could you", "would you", "will you", "kannst du", "könntest du", "peux-tu", "pouvez-vous", "puedes",
        "puoi",
    ]

    /// Words before a section that are no part of its name.
    static let determiners: Set<String> = [
        "the", "den", "der", "die", "das", "dem", "la", "le", "les", "el", "los", "las", "il", "lo", "gli", "me", "mir",
        "moi", "us", "uns",
    ]
    /// Words between the sections of a list.
    static let joints: Set<String> = ["and", "und", "et", "y", "e", "&", "with", "mit", "avec", "con"]
    /// Words between sections of which the second is the one that stays.
    static let intos: Set<String> = ["into", "in", "dans"]

    /// Words before the number or the title of a section.
    static let sectionWords: Set<String> = [
        "section", "sections", "subsection", "part", "parts", "chapter", "chapters", "abschnitt", "abschnitte",
        "abschnitts", "kapitel", "teil", "chapitre", "chapitres", "partie", "sección", "secciones", "capítulo", "parte",
        "sezione", "sezioni", "capitolo", "§", "#", "number", "no.",
    ]
    /// Words behind which two numbers and "to" are a range.
    static let manySections: Set<String> = [
        "sections", "parts", "chapters", "abschnitte", "kapitel", "chapitres", "parties", "secciones", "capítulos",
        "partes", "sezioni", "capitoli", "parti",
    ]

    /// What names the whole post.
    static let wholes: [String] = [
        "everything", "the whole thing", "the whole post", "the whole article", "the whole text", "the entire post",
        "the entire article", "all of it", "all sections", "all the sections", "the post", "the article", "alles",
        "den ganzen text", "das ganze", "den ganzen artikel", "alle abschnitte", "den artikel", "tout", "tout le texte",
        "tout l'article", "l'article", "toutes les sections", "todo", "todo el texto", "el artículo",
        "todas las secciones", "tutto", "tutto il testo", "l'articolo", "tutte le sezioni", "whole thing", "whole post",
        "entire post", "whole article",
    ].sorted { $0.count > $1.count }
    static let openings: [String] = [
        "the opening", "the intro", "the introduction", "the beginning", "the start", "die einleitung",
        "der einleitung",
        "den anfang", "der anfang", "l'introduction", "le début", "la introducción", "el comienzo", "l'introduzione",
        "l'inizio", "introduction", "opening", "einleitung", "introducción", "introduzione",
    ].sorted { $0.count > $1.count }
    static let endings: [String] = [
        "the ending", "the conclusion", "the closing", "the end", "den schluss", "der schluss", "das ende", "das fazit",
        "la conclusion", "la fin", "la conclusión", "el final", "la conclusione", "la fine", "conclusion", "fazit",
        "conclusión", "conclusione",
    ].sorted { $0.count > $1.count }
    static let lasts: [String] = [
        "the last part", "the last section", "den letzten abschnitt", "der letzte abschnitt", "la dernière partie",
        "la dernière section", "la última parte", "la última sección", "l'ultima parte", "l'ultima sezione",
        "last section", "last part",
    ].sorted { $0.count > $1.count }
    static let pronouns: Set<String> = [
        "it", "that", "this", "them", "es", "ihn", "das", "ça", "cela", "eso", "esto", "questo", "quello",
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "première": 1, "deuxième": 2,
        "troisième": 3, "quatrième": 4, "primera": 1, "segunda": 2, "tercera": 3, "cuarta": 4, "prima": 1, "seconda": 2,
        "terza": 3, "quarta": 4,
    ]

    /// Whole clauses that take the last turn back.
    static let undoings: Set<String> = [
        "undo", "undo that", "undo it", "undo this", "undo the last change", "undo the last turn", "revert",
        "revert that", "revert it", "take that back", "take it back", "go back", "rückgängig", "mach das rückgängig",
        "mach es rückgängig", "mache das rückgängig", "mach die letzte änderung rückgängig", "annule", "annulez",
        "annule ça", "annule cela", "annule la dernière modification", "deshaz", "deshaz eso", "deshaz esto",
        "deshaz el último cambio", "deshacer", "annulla", "annulla questo", "annulla l'ultima modifica",
    ]
}
