extension Lexicon {
    static let german = Lexicon(
        deeds: [
            .remove: "streich, streiche, streichen, lösch, lösche, löschen, entfern, entferne, entfernen",
            .move: "verschieb, verschiebe, verschieben",
            .rename: "benenn, benenne",
            .merge: "vereine, vereinige",
            .write: "schreib, schreibe, schreiben",
            .show: "zeig, zeige, zeigen",
            .compare: "vergleich, vergleiche, vergleichen",
            .export: "exportier, exportiere, exportieren",
            .shorten: "kürz, kürze, kürzen, straffe, straffen",
            .lengthen: "verlänger, verlängere, verlängern",
            .reduce: "reduzier, reduziere, reduzieren, halbier, halbiere, halbieren",
            .increase: "verdoppel, verdopple, verdoppele, verdoppeln, verdreifache, verdreifachen",
            .restyle: "vereinfach, vereinfache, vereinfachen",
            .rewrite: "überarbeite, überarbeiten",
            .make: "mach, mache, machen, erstell, erstelle, erstellen",
            .give: "gib",
        ],
        words: [
            .shorter: "kürzer, knapper, straffer",
            .longer: "länger, ausführlicher",
            .comparative: """
            einfacher, klarer, lebendiger, praktischer, konkreter, formeller, lockerer, freundlicher,
            verständlicher, sachlicher
            """,
            .more: "mehr", .less: "weniger",
            .measure: "etwas, viel, deutlich, ein, bisschen, wenig",
            .wish: "sollte, sollten, soll, muss, sein, werden, haben",
            .copula: "ist, sind", .tooMuch: "zu", .tooLong: "lang", .tooShort: "kurz", .still: "noch", .very: "sehr",
            .complaint: "schwach, langweilig",

            .by: "um", .to: "auf, in", .about: "etwa, ungefähr, rund, circa, ca, höchstens",
            .percent: "prozent", .wordUnit: "wörter, wörtern, worte, worten",
            .ofLength: "der länge, seiner länge, ihrer länge",
            .lengthOf: "die länge von",

            .again: "noch einmal, nochmal, nochmals, noch mal, neu, ganz neu, von vorn, von vorne",
            .others: "alternativen, varianten, fassungen, versionen",
            .filler: "für, von, zu, andere, mir, uns",
            .title: "titel, überschrift", .titles: "überschriften", .outline: "gliederung",
            .titleJoint: "um in, in, zu", .titleEnd: "um", .together: "zusammen",
            .before: "vor", .after: "nach, hinter",
            .toEnd: "ans ende, an das ende, an den schluss, zum schluss",
            .toStart: "an den anfang, zum anfang, nach vorn, nach vorne",
            .formatJoint: "als",
            .yes: "j, ja, ja bitte, gern, mach das",
            .no: "nein, nein danke, abbrechen, lieber nicht",
            .without: "ohne, nicht, außer, aber nicht, lass",
            .only: "nur, bloß",
            .also: "auch, und, und auch, außerdem",
            .instead: "stattdessen, lieber, mach es",
            .undo: """
            rückgängig, mach das rückgängig, mach es rückgängig, mache das rückgängig,
            mach die letzte änderung rückgängig
            """,
            .question: """
            wer, was, warum, wieso, wann, wo, welche, welcher, welches, wie, ist, sind, soll, erkläre
            """,
            .reservation: """
            nicht, kein, keine, keinen, keinem, keiner, keinerlei, keinesfalls, nichts, nie, niemals, ohne, außer,
            wenn, aber, ob, statt, als, wie, oder, lass, lassen, vielleicht, nur
            """,
            .courtesy: "bitte, jetzt, dann, und, kannst du, könntest du, würdest du, können sie, könnten sie",
            .thanks: "bitte", .polite: "kannst du, könntest du, würdest du, können sie, könnten sie",
            .then: "und, dann", .otherVerb: "füge, ergänze",
            .callVerb: "nenne, nenn, benenne",
            .greeting:
                "hallo, hallo galley, guten tag, guten morgen, guten abend, servus, moin, danke, ja, nein, hilfe",
            .help: "hilfe", .aboutProgram: "ich, mir, mich, du, dir, dich, hier, galley, hilfe, befehl, befehle",

            .determiner: "den, der, die, das, dem, mir, uns", .joint: "und, mit", .into: "in",
            .section: "abschnitt, abschnitte, abschnitts, kapitel, teil", .numberSign: "nr., nummer",
            .sections: "abschnitte, kapitel", .range: "bis",
            .subjectJoint: "über, zu", .subjectEnd: "ist, kürzer, länger, mehr, weniger, und, vor, nach",
            .whole: """
            alles, den ganzen text, das ganze, den ganzen artikel, alle abschnitte, den artikel
            """,
            .opening: "die einleitung, der einleitung, den anfang, der anfang, einleitung",
            .ending: "den schluss, der schluss, das ende, das fazit, fazit",
            .last: "den letzten abschnitt, der letzte abschnitt",
            .placeJoint: "an, zum",
            .pronoun: "es, ihn, das",
            .paragraph: "absatz, absatzes", .of: "von, in, im, aus, des, der", .final: "letzten, letzte",
            .name: "de, german, deutsch",
        ],
        numbers: [
            .count: ["zwei": 2, "drei": 3, "vier": 4, "fünf": 5],
            .ordinal: ["ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5],
            .fraction: [
                "hälfte": 50, "die hälfte": 50, "ein drittel": 33, "zwei drittel": 67, "ein viertel": 25,
                "drei viertel": 75, "ein fünftel": 20, "ein zehntel": 10,
            ],
            .change: [
                "halb so lang": -50, "doppelt so lang": 100, "zweimal so lang": 100, "auf das doppelte": 100,
                "auf die doppelte länge": 100, "dreimal so lang": 200,
            ],
            .verb: [
                "halbier": -50, "halbiere": -50, "halbieren": -50, "verdoppel": 100, "verdopple": 100,
                "verdoppele": 100, "verdoppeln": 100, "verdreifache": 200, "verdreifachen": 200,
            ],
        ])
}
