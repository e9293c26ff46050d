import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// Real requests that are not plain: they go to the model or lead to a question, and never to a guessed change.
@Suite struct DoubtfulRequestTests {
    private static func post() throws -> Session {
        var post = Posts.written
        // 1 Opening, 2 Storage (2.1 Files and folders, 2.2 Tables), 3 Pipelines that run, 4 Closing, 5 Costs.
        let costs = Section(id: "costs", title: "Costs", words: 80)
        post.outline = Outline(post.outline.sections + [costs])
        post.history.append(
            Turn(id: "t", at: post.updatedAt, kind: .rewrite, input: ":rewrite 2.2", sections: ["tables"]))
        return post
    }

    private static let sentences = [
        // Taking back.
        "undo the changes to 3", "revert section 3", "mach die letzte Änderung in 3 rückgängig", "undo 3 and 4",
        "undo everything", "I take that back", "You reverted it",
        // Reports, praise and thanks.
        "I exported it", "I moved 3 after 4", "it was wrong to move 3 after 4", "Thanks, 2 is much clearer now",
        "2 is practically done", "2 ist praktisch fertig", "I rewrote 2 and it is longer",
        "I already made 2 and 3 shorter myself", "Technically 3 is right", "2.2 mentions the supreme court",
        "the trip in 3 is longer", "3 is technical, leave it", "It is clearer now, thanks", "that was clearer before",
        "it used to be clearer", "it sounds more formal now", "I made it shorter",
        "I think that shorter sentences are nicer", "I want a friendly text that sells",
        "Gibt es eine kürzere Fassung", "2 is now 20 % shorter, nice", "20 % of readers find 2.1 is too long",
        "I removed 3", "You dropped the last section", "die 3 entfernt", "I joined 2.1 and 2.2", "I will write 3",
        "let me write 3",
        // Parts of sections.
        "move the last sentence of 2.1 to the end", "move the first paragraph of 2.1 before 2.2",
        "Verschiebe den letzten Satz von 2.1 nach 3", "move 2 after 3 or 4", "remove the title of 3",
        "delete the text of 3", "remove the last part of 3", "remove the changes to 3", "remove this from 3",
        "merge the last part of 2.1 with 2.2", "remove the introduction from 3", "streich den Anfang in 3",
        "drop the ending in 2.2", "supprime la fin de 3", "rimuovi la conclusione della 4", "remove opening in 2.1",
        "kürze die Einleitung von 3", "make the introduction to 2 shorter",
        "2 gets boring in the end, make it livelier", "remove the second part of 3", "tighten the first section of 2",
        "remove 2 sections", "remove the last 2 sections", "streiche 2 Abschnitte", "write 2 sections", "drop it",
        "scrap that", "remove the costs from 3", "drop 2 from 4", "make the database part of 3 shorter",
        // Titles.
        "rename 2 to something snappier", "retitle 2.1 to fit 2.2", "rename 2 to match 3", "rename 2 in a catchier way",
        "rename 2 a bit more playfully", "rename 2.1 as you like", "rename 2.1 in English",
        "rename 2.1 to what 2.2 is called", "rename 2.1 to Duplicates and 2.2 to Delays", "rename 2 to \"\"",
        "rename the examples in 3 to Cases",
        // Negations, conditions, exceptions, comparisons.
        "avoid making 2 longer", "stop making 2 shorter", "keep 2 practical", "nunca acortes 2",
        "ne raccourcis jamais 2", "mai accorciare 2", "I wonder whether 2 should be shorter",
        "Ich frage mich, ob 2 kürzer sein sollte", "isn't 2 simpler", "leave 3 as formal as it is",
        "tampoco acortes la 3", "Could you shorten 2, or is it fine as it is?", "Can you see that 2 is too long?",
        "make all sections simpler apart from 3", "alles kürzer bis auf 3", "todo más corto menos 3",
        "tutto più breve tranne 3", "tout plus simple hormis 3", "make everything shorter, 3 excepted",
        "alles kürzer, nur 3 so lassen", "make 2 shorter, everything else is fine",
        "make 2 shorter, the rest of the post is good", "mach 2 kürzer, das ist alles",
        "make the opening of the post livelier", "make the title of the post shorter",
        "tout va bien, 3 est plus simple", "make 2 as practical as 3", "make 2.1 clearer using the example from 3",
        // Numbers that are no sections.
        "shorten section 2 to 3 sentences", "condense section 2 to 5 lines", "kürze Abschnitt 2 auf 3 Sätze",
        "make section 2 shorter with 3 examples", "shorten 2.1 by 2 sentences", "make 2.1 longer by 2 examples",
        "2.1 needs 2 concrete figures", "give me 2 more practical examples in 4",
        "the introduction should mention 3 practical examples", "2 more concrete examples would help",
        "I want 3 shorter paragraphs in 2.1", "split 4 into 3 shorter sections", "shorten the first 3 sections",
        "make 2 shorter and mention GPT-4", "make 2 shorter and use Python 3", "rewrite 2 so that it leads into 3",
        "kürze 2 auf 3", "2 bleibt so, nur 3 kürzer", "make -2 shorter", "make 2..3 shorter",
        // Shares.
        "kürze 2.1 auf 80 Prozent", "The first 20 % of 2 should be shorter", "make it 1050 % longer",
        "make 2 12.5 % shorter", "shorten 2 by 20 % or 30 %",
    ]

    /// In whichever language the post is.
    @Test(arguments: sentences) func isNotGuessedAt(text: String) throws {
        for language in ["en", "de", "fr", "es", "it"] {
            var post = try Self.post()
            post.style.language = language
            switch PlainRequest(text, in: post).reading {
            case .open, .unclear, .missing: break
            case .line(let line): Issue.record("\(language), \(text): \(line)")
            case .steps(let steps):
                Issue.record("\(language), \(text): \(steps.map { "\($0.name) \($0.values)" })")
            }
        }
    }

    /// The languages of posts in which it is not English that is spoken.
    private static let languages = [
        "2.1 etwas kürzer": "de", "kannst du 3 kürzen?": "German", "peux-tu supprimer 3 ?": "français",
        "puoi rimuovere 3?": "it-IT", "2.2 löschen": "Deutsch (Sie)",
    ]

    /// The plain cousins of the above.
    @Test(arguments: [
        ("make 3 shorter and move it after 4", ":rewrite 3 make 3 shorter | :move 3 5"),
        ("make 3 shorter and rename it to Row by row", ":rewrite 3 make 3 shorter | :rename 3 Row by row"),
        ("rename 2 to 'Why bother'", ":rename 2 Why bother"), ("merge 2.1 into 2.2", ":merge 2.2 2.1"),
        ("merge Costs and Storage", ":merge 5 2"), ("remove the last section", ":remove 5"),
        ("remove 2 and 2.1", ":remove 2"), ("2.1 etwas kürzer", ":rewrite 2.1 2.1 etwas kürzer"),
        ("kannst du 3 kürzen?", ":rewrite 3 3 kürzen"), ("peux-tu supprimer 3 ?", ":remove 3"),
        ("puoi rimuovere 3?", ":remove 3"), ("2.2 löschen", ":remove 2.2"), ("undo 3", ":undo 3"),
        ("undo 2 turns", ":undo 2"), ("shorten 2.1 by 20 %", ":budget 2.1 -20% | :fit 2.1"),
        ("sections 2 to 4 more formal", ":rewrite 2-4 sections 2 to 4 more formal"),
        (
            "make 2 and 3 a bit more vivid",
            ":rewrite 2 make 2 and 3 a bit more vivid | :rewrite 3 make 2 and 3 a bit more vivid"
        ),
    ]) func isPlain(text: String, lines: String) throws {
        var post = try Self.post()
        post.style.language = Self.languages[text] ?? ""
        guard case .steps(let steps) = PlainRequest(text, in: post).reading else {
            if case .line(let line) = PlainRequest(text, in: post).reading {
                #expect(line == lines)
            } else {
                Issue.record("\(PlainRequest(text, in: post).reading)")
            }
            return
        }
        #expect(try steps.flatMap { try $0.lines(in: post) }.joined(separator: " | ") == lines)
    }
}
