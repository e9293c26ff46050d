extension Lexicon {
    static let english = Lexicon(
        deeds: [
            .remove: "remove, drop, delete, scrap, omit, get rid of, take out",
            .move: "move",
            .rename: "rename, retitle",
            .merge: "merge, combine, join",
            .write: "write",
            .show: "show, display, print",
            .compare: "compare, diff",
            .export: "export",
            .shorten: "shorten, condense, tighten, trim",
            .lengthen: "lengthen, expand",
            .reduce: "reduce, cut, halve",
            .increase: "increase, extend, grow, double, triple",
            .restyle: "simplify, clarify",
            .rewrite: "rewrite, rephrase, reword, revise",
            .redo: "have another go at, take another stab at",
            .attempt: "do, try",
            .make: "make, put, create",
            .give: "give, draw, suggest, come up with, think of",
        ],
        words: [
            .shorter: "shorter, briefer, tighter",
            .longer: "longer",
            .comparative: "simpler, clearer, livelier, friendlier, funnier, warmer, drier, plainer",
            .more: "more", .less: "less",
            .shortAdjective: "concise", .longAdjective: "long, detailed",
            .adjective: """
            practical, concrete, formal, casual, technical, lively, friendly, readable, vivid, specific, simple
            """,
            .measure: "a, bit, little, lot, much, far",
            .wish: "should, could, ought, to, be, needs, must, have",
            .copula: "is, are", .tooMuch: "too", .tooLong: "long, wordy", .tooShort: "short, thin", .still: "still",
            .very: "very, really",
            .complaint: "weak, boring, dull, flat, bland, bad",

            .by: "by", .to: "to, down to, up to, in",
            .about: "about, around, roughly, approximately, at most, no more than",
            .percent: "%, percent, per cent", .wordUnit: "words",
            .ofLength: "its length, of its length, the length, of the length, in length, as long",
            .lengthOf: "the length of, the size of",

            .again: "again, once again, once more, over, over again, one more time, anew, afresh, from scratch",
            .others: "others, alternatives, variants, versions, alternative",
            .filler: "an, new, other, another, for, of, to, the, me, us, some",
            .title: "title, heading, name", .titles: "titles, headings", .outline: "outline",
            .titleJoint: "to, as", .together: "together",
            .before: "before", .after: "after, behind",
            .toEnd: "to the end, to the bottom",
            .toStart: "to the start, to the beginning, to the top, to the front",
            .formatJoint: "as, to, in, the, post",
            .yes: "y, yes, yes please, ok, okay, sure, go, go ahead, do it",
            .no: "n, no, no thanks, nope, stop, cancel, never mind, don't",
            .without: "without, not, except, but not, leave out, skip, keep, don't touch, all but",
            .only: "only, just, only do, just do",
            .also: "also, and, and also, plus, too, as well",
            .instead: "instead, rather, make it, make that",
            .undo: """
            undo, undo that, undo it, undo this, undo the last change, undo the last turn, revert, revert that,
            revert it, take that back, take it back, go back
            """,
            .undoVerb: "undo", .turns: "turns, steps",
            .question: """
            who, what, why, when, where, which, whose, how, is, are, was, were, do, does, did, isn't, aren't,
            should, would, tell, explain
            """,
            .reservation: """
            not, don't, dont, never, without, except, excepted, unless, but, if, instead, neither, nor, maybe,
            perhaps, avoid, stop, keep, leave, ignore, forget, whether, apart, than, as, like, or, no
            """,
            .courtesy: """
            please, now, then, ok, okay, well, and, also, just, so, can you, could you, would you, will you, let's,
            lets, let us, i want you to, i'd like you to, you should
            """,
            .thanks: "please", .polite: "can you, could you, would you, will you",
            .then: "and, then", .otherVerb: "add, insert",
            .callVerb: "call, name, rename, retitle",
            .greeting: """
            hello, hello there, hello galley, hi, hi there, hi galley, hey, hey there, hey galley, good morning,
            good afternoon, good evening, yo, howdy, greetings, thanks, thank you, yes, y, no, n, ok, okay, test,
            start, begin, menu, commands, what, huh, bye, goodbye
            """,
            .help: "help",
            .aboutProgram: "i, me, my, you, your, this, it, here, galley, help, command, commands, manual",

            .determiner: "the, me, us", .joint: "and, &, with", .into: "into, in",
            .section: "section, sections, subsection, part, parts, chapter, chapters",
            .numberSign: "§, #, number, no.",
            .sections: "sections, parts, chapters", .range: "to, through",
            .subjectJoint: "on, about",
            .subjectEnd: "to, into, before, after, shorter, longer, more, less, and, is, a bit",
            .whole: """
            everything, the whole thing, the whole post, the whole article, the whole text, the entire post,
            the entire article, all of it, all sections, all the sections, the post, the article, whole thing,
            whole post, entire post, whole article
            """,
            .opening: """
            the opening, the intro, the introduction, the beginning, the start, introduction, opening
            """,
            .ending: "the ending, the conclusion, the closing, the end, conclusion",
            .last: """
            the last part, the last section, the last chapter, the final section, last section, last part,
            last chapter, final section
            """,
            .placeJoint: "to, at, in, by",
            .pronoun: "it, that, this, them",
            .paragraph: "paragraph", .of: "of, in, from", .final: "last, final",
            .name: "en, english",
        ],
        numbers: [
            .count: ["two": 2, "three": 3, "four": 4, "five": 5],
            .ordinal: [
                "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
            ],
            .fraction: [
                "half": 50, "a half": 50, "one half": 50, "a third": 33, "one third": 33, "two thirds": 67,
                "a quarter": 25, "one quarter": 25, "three quarters": 75, "a fifth": 20, "one fifth": 20,
                "a tenth": 10, "one tenth": 10,
            ],
            .change: [
                "in half": -50, "half as long": -50, "half the length": -50, "half its length": -50,
                "half the size": -50, "a third as long": -67, "a quarter as long": -75, "two thirds as long": -33,
                "twice as short": -50, "twice as long": 100, "twice the length": 100, "twice its length": 100,
                "double the length": 100, "double its length": 100, "two times as long": 100,
                "three times as long": 200, "three times the length": 200, "triple the length": 200,
            ],
            .verb: ["halve": -50, "double": 100, "triple": 200],
        ])
}
