extension Lexicon {
    static let french = Lexicon(
        deeds: [
            .remove: "supprime, supprimez, supprimer, enlève, enlevez, enlever, retire, retirez, retirer",
            .move: "déplace, déplacez, déplacer",
            .rename: "renomme, renommez, renommer",
            .merge: "fusionne, fusionnez, fusionner",
            .write: "écris, écrivez, écrire",
            .show: "montre, montrez, montrer, affiche, affichez, afficher",
            .compare: "compare, comparez, comparer",
            .export: "exporte, exportez, exporter",
            .shorten: "raccourcis, raccourcissez, raccourcir",
            .lengthen: "allonge, allongez, allonger",
            .reduce: "réduis, réduisez, réduire, coupe, coupez, couper",
            .increase: "double, doublez, doubler, triple, triplez, tripler, augmente, augmentez, augmenter",
            .restyle: "simplifie, simplifiez, simplifier",
            .rewrite: "réécris, réécrivez, réécrire, reformule, reformulez, reformuler",
            .redo: "refais, refaites, refaire",
            .make: "rends, rendez, rendre, fais, faites, crée, créez",
            .give: "donne, donnez",
        ],
        words: [
            .more: "plus", .less: "moins",
            .shortAdjective: "court, courte, courts, courtes, bref, brève",
            .longAdjective: "long, longue, longs, longues, détaillé, détaillée",
            .adjective: """
            simple, clair, claire, concret, concrète, pratique, formel, formelle, vivant, vivante
            """,
            .measure: "un, peu, beaucoup",
            .wish: "devrait, doit, être, avoir, faire",
            .copula: "est, sont", .tooMuch: "trop", .tooLong: "long, longue", .tooShort: "court, courte",
            .still: "encore", .very: "très",
            .complaint: "faible, ennuyeux, ennuyeuse",

            .by: "de, d'environ, par", .to: "à, en", .about: "environ, à peu près, au plus",
            .percent: "pour cent, %", .wordUnit: "mots",
            .ofLength: "de sa longueur", .lengthOf: "la longueur de",

            .again: "encore, encore une fois, à nouveau, de nouveau",
            .others: "alternatives, variantes, versions",
            .filler: "pour, de, autres, moi",
            .title: "titre", .titles: "titres", .outline: "plan",
            .titleJoint: "en",
            .before: "avant", .after: "après",
            .toEnd: "à la fin", .toStart: "au début",
            .formatJoint: "en",
            .yes: "o, oui, oui merci, d'accord, vas-y",
            .no: "non, non merci, arrête, annule",
            .without: "sans, sauf, pas, mais pas, garde",
            .only: "seulement, juste, uniquement",
            .also: "aussi, et, et aussi, également",
            .instead: "plutôt, à la place",
            .undo: "annule, annulez, annule ça, annule cela, annule la dernière modification",
            .undoVerb: "annule",
            .question: """
            qui, que, quoi, pourquoi, quand, où, quel, quelle, comment, est-ce, explique
            """,
            .reservation: """
            pas, sans, sauf, hormis, excepté, si, mais, ou, jamais, rien, comme, que, peut-être, laisse, évite, ni
            """,
            .courtesy: """
            s'il te plaît, s'il vous plaît, maintenant, puis, et, peux-tu, pouvez-vous, pourrais-tu, pourriez-vous
            """,
            .thanks: "s'il te plaît, s'il vous plaît",
            .polite: "peux-tu, pouvez-vous, pourrais-tu, pourriez-vous",
            .then: "et, puis", .otherVerb: "ajoute, ajoutez, insère",
            .callVerb: "appelle, nomme, renomme",
            .greeting: "bonjour, bonsoir, salut, coucou, merci, oui, non, aide",
            .help: "aide", .aboutProgram: "je, me, moi, tu, toi, vous, ça, ceci, ici, aide, commande, commandes",

            .determiner: "la, le, les, moi", .joint: "et, avec", .into: "dans",
            .section: "section, sections, chapitre, chapitres, partie, parties", .numberSign: "n°, numéro",
            .sections: "sections, chapitres, parties", .range: "à",
            .subjectJoint: "sur", .subjectEnd: "est, plus, moins, et, avant, après",
            .whole: "tout, tout le texte, tout l'article, l'article, toutes les sections",
            .opening: "l'introduction, le début", .ending: "la conclusion, la fin, conclusion",
            .last: "la dernière partie, la dernière section",
            .placeJoint: "à",
            .pronoun: "ça, cela",
            .paragraph: "paragraphe, alinéa", .of: "de, du, dans", .final: "dernier",
            .name: "fr, french, français, francais",
        ],
        numbers: [
            .count: ["deux": 2, "trois": 3, "quatre": 4, "cinq": 5],
            .ordinal: ["premier": 1, "première": 1, "second": 2, "deuxième": 2, "troisième": 3, "quatrième": 4],
            .fraction: [
                "moitié": 50, "la moitié": 50, "un tiers": 33, "d'un tiers": 33, "deux tiers": 67, "un quart": 25,
                "d'un quart": 25, "trois quarts": 75, "un cinquième": 20, "d'un cinquième": 20, "un dixième": 10,
                "d'un dixième": 10,
            ],
            .change: [
                "en deux": -50, "deux fois plus court": -50, "deux fois plus courte": -50, "deux fois plus long": 100,
                "deux fois plus longue": 100, "trois fois plus long": 200, "trois fois plus longue": 200,
            ],
            .verb: [
                "double": 100, "doublez": 100, "doubler": 100, "triple": 200, "triplez": 200, "tripler": 200,
            ],
        ])
}
