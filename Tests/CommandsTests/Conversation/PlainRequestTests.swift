import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Requests read without a model: the certain ones, those that need a question, and those left to a model.
@Suite struct PlainRequestTests {
    /// In which the last turn touched 2.1.
    private static var post: Session {
        var post = Posts.written
        post.history.append(
            Turn(id: "t", at: post.updatedAt, kind: .rewrite, input: ":rewrite 2.1", sections: ["files"]))
        return post
    }

    /// The lines that a request comes to; "?" and a sentence's beginning where it asks back, "-" where a model is needed.
    private static func lines(_ text: String, in language: String = "") -> String {
        var post = post
        post.style.language = language
        switch PlainRequest(text, in: post).reading {
        case .line(let line): return line
        case .unclear, .missing: return "?"
        case .open: return "-"
        case .steps(let steps):
            let lines = steps.flatMap { (try? $0.pinned(in: post).lines(in: post)) ?? ["!"] }
            return lines.joined(separator: " | ")
        }
    }

    @Test(arguments: [
        // Texts.
        ("make 2 more practical", ":rewrite 2 make 2 more practical"),
        ("2 shorter", ":rewrite 2 2 shorter"),
        ("Please make section 2.1 simpler.", ":rewrite 2.1 make section 2.1 simpler"),
        ("can you make 3 shorter?", ":rewrite 3 make 3 shorter"),
        ("make the opening livelier", ":rewrite 1 make the opening livelier"),
        ("the opening is too long", ":rewrite 1 shorter: the opening is too long"),
        ("rewrite the conclusion with a call to action", ":rewrite 4 rewrite the conclusion with a call to action"),
        ("simplify Tables", ":rewrite 2.2 simplify Tables"),
        ("make it shorter", ":rewrite 2.1 make it shorter"),
        ("make everything friendlier", ":rewrite all make everything friendlier"),
        (
            "sections 2 and 3 more concrete, please",
            ":rewrite 2 sections 2 and 3 more concrete | :rewrite 3 sections 2 and 3 more concrete"
        ),
        ("make 2-3 more formal", ":rewrite 2-3 make 2-3 more formal"),
        ("now the whole thing 20 % shorter", ":budget all -20% | :fit all"),
        ("make 2.1 30% longer", ":budget 2.1 +30% | :fit 2.1"),
        ("shorten 3 by half", ":budget 3 -50% | :fit 3"),
        ("expand the third section", ":rewrite 3 expand the third section"),
        ("the pipelines section should be livelier", ":rewrite 3 the pipelines section should be livelier"),
        ("give me three others for the opening", ":alt 1 3"), ("alternatives for 2.1", ":alt 2.1"),
        ("the opening is weak, give me three others", ":alt 1 3"),
        ("2.1 is dull; show me four variants of it", ":alt 2.1 4"),
        ("the opening is weak", "-"),
        // Paragraphs.
        ("make the first paragraph of 2.1 shorter", ":rewrite 2.1:1 make the first paragraph of 2.1 shorter"),
        ("shorten paragraph 1 of the opening", ":rewrite 1:1 shorten paragraph 1 of the opening"),
        (
            "the last paragraph in section 2.2 should be livelier",
            ":rewrite 2.2:1 the last paragraph in section 2.2 should be livelier"
        ),
        ("make 2.1:1 20 % shorter", ":rewrite 2.1:1 make 2.1:1 20 % shorter"),
        ("make the 1st paragraph of Tables simpler", ":rewrite 2.2:1 make the 1st paragraph of Tables simpler"),
        ("make the fifth paragraph of 2.1 shorter", "!"), ("drop the first paragraph of 2.1", ":remove 2.1:1"),
        ("show me paragraph 1 of 2.1", ":show 2.1:1"),
        ("remove 2.2 and the first paragraph of 2.1", ":remove 2.2 | :remove 2.1:1"),
        ("make the second paragraph shorter", "-"), ("move paragraph 1 of 2.1 to the end", "-"),
        // Structure.
        ("drop 2.2", ":remove 2.2"), ("remove sections 2 and 3", ":remove 2 | :remove 3"),
        ("get rid of the conclusion", ":remove 4"), ("delete \"Files and folders\"", ":remove 2.1"),
        ("move 3 before 2", ":move 3 2"), ("move Storage after 3", ":move 2 4"), ("move 3 to the end", ":move 3 5"),
        ("move 3 to 2", ":move 3 2"), ("move 2 to 3", ":move 2 4"), ("move 2.1 to 3", "-"),
        ("move 2.2 to 2.1", ":move 2.2 2.1"),
        ("move section 4 to the 2nd place", "-"), ("move 2 in 3", "-"), ("move 2 by 1", "-"),
        ("drop 2.1 and move 4 to 3", ":remove 2.1 | :move 4 3"),
        ("put 3 shorter", ":rewrite 3 put 3 shorter"),
        ("rename 2 to Keeping things", ":rename 2 Keeping things"), ("merge 2.1 and 2.2", ":merge 2.1 2.2"),
        ("call 2 Keeping things", ":rename 2 Keeping things"), ("name section 2.1 'why'", ":rename 2.1 why"),
        ("drop 2.2 and call 3 Where to go", ":remove 2.2 | :rename 3 Where to go"),
        ("rename 2.1 Folders, and drop 3", ":rename 2.1 Folders | :remove 3"), ("call 2 a day", "-"),
        ("name 2 Tools that help", ":rename 2 Tools that help"),
        ("write 3", ":write 3"), ("write the rest", "-"), ("write everything", ":write all"),
        ("make 2 more practical and drop 3", ":rewrite 2 make 2 more practical | :remove 3"),
        ("drop 2.2, then make 2.1 longer", ":remove 2.2 | :rewrite 2.1 make 2.1 longer"),
        // Looking.
        ("show me 2", ":show 2"), ("show the opening", ":show 1"), ("undo that", ":undo"), ("undo 2", ":undo 2"),
        ("take that back", ":undo"), ("export as html", ":export html"), ("export", ":export"),
        ("compare 2.1", ":diff 2.1"),
    ]) func plainRequestsAreRead(text: String, lines: String) {
        #expect(Self.lines(text) == lines)
    }

    @Test(arguments: [
        ("de", "mach Abschnitt 2 kürzer", ":rewrite 2 mach Abschnitt 2 kürzer"),
        ("de", "kürze die Einleitung", ":rewrite 1 kürze die Einleitung"),
        ("de", "Lösche 2.2", ":remove 2.2"), ("de", "den ersten Absatz von 2.1 löschen", ":remove 2.1:1"),
        ("de", "Lösche den ersten Absatz von 2.1", ":remove 2.1:1"),
        ("de", "mach 3 kürzer und nenne 2 Ordner", ":rewrite 3 mach 3 kürzer | :rename 2 Ordner"),
        ("de", "alles 20 Prozent kürzer", ":budget all -20% | :fit all"),
        ("de", "verschiebe 3 vor 2", ":move 3 2"),
        ("de", "zeig mir 2", ":show 2"),
        ("de", "mach das rückgängig", ":undo"),
        ("de", "gib mir zwei Varianten von 3", ":alt 3 2"),
        ("fr", "raccourcis l'introduction", ":rewrite 1 raccourcis l'introduction"),
        ("fr", "supprime 2.2", ":remove 2.2"), ("fr", "supprime le premier paragraphe de 2.1", ":remove 2.1:1"),
        ("fr", "rends la section 3 plus simple", ":rewrite 3 rends la section 3 plus simple"),
        ("fr", "annule", ":undo"),
        ("es", "elimina 2.2", ":remove 2.2"),
        ("es", "haz la sección 2 más simple", ":rewrite 2 haz la sección 2 más simple"),
        ("es", "acorta la conclusión", ":rewrite 4 acorta la conclusión"),
        ("es", "muestra 3", ":show 3"),
        ("it", "rimuovi 2.2", ":remove 2.2"),
        ("it", "accorcia l'introduzione", ":rewrite 1 accorcia l'introduzione"),
        ("it", "rendi la sezione 3 più semplice", ":rewrite 3 rendi la sezione 3 più semplice"),
        ("it", "annulla", ":undo"),
    ]) func itIsReadInTheLanguageOfThePost(language: String, text: String, lines: String) {
        #expect(Self.lines(text, in: language) == lines)
        #expect(Self.lines(text) == lines, "it is plainly not English, so an English post reads it as well")
    }

    @Test(arguments: [
        "who is this for? assume CTOs", "why did you put storage before pipelines?", "is 2 too long?",
        "What would make 2 shorter?", "give 2 examples in section 3",
        "make 2 shorter than 3", "should I drop 3?", "tell me what 2 says", "remove the part about costs from 2",
        "I like it", "", "???", "move 3", "warum ist 2 so lang?", "pourquoi supprimer 2 ?", "add a section on costs",
    ]) func questionsAndMoreAreLeft(text: String) {
        let reading = PlainRequest(text, in: Self.post).reading
        switch reading {
        case .open, .unclear, .missing: break
        case .line, .steps: Issue.record("\(text) was taken for \(reading)")
        }
    }

    @Test(arguments: [
        "make it not longer", "don't remove 2", "drop 9", "make 7 shorter", "remove everything", "shorter", "drop",
        "never drop 2", "remove 2 unless it is good", "move 2 before 9",
    ]) func uncertainRequestsLeadToAQuestion(text: String) {
        switch PlainRequest(text, in: Self.post).reading {
        case .unclear(let question): #expect(question.count > 20)
        case .open, .missing: break
        case .line, .steps: Issue.record("\(text) was guessed at")
        }
    }

    /// Nobody is asked about a list of numbers: it is told which one does not exist.
    @Test(arguments: [
        ("drop 9", "9"), ("drop 2-8 and 10", "10"), ("remove 2, 3-9", "9"), ("show 7", "7"), ("write 12", "12"),
    ]) func aMissingSectionIsNamed(text: String, number: String) throws {
        guard case .missing(let error) = PlainRequest(text, in: Self.post).reading else {
            Issue.record("\(text) was read otherwise")
            return
        }
        #expect(error.sentence.hasPrefix("There is no section \(number);"))
    }

    @Test func aTitleThatSeveralHaveIsAskedBack() throws {
        var post = Self.post
        post = try post.applying(.setTitle("pipelines", "Tables")).session
        guard case .unclear(let question) = PlainRequest("make Tables shorter", in: post).reading else {
            Issue.record("it was taken")
            return
        }
        #expect(question.contains("2.2 Tables or 3 Tables"))
    }

    /// Whatever is typed: what it comes to is a line that can be read, and sections that are there.
    @Test func everyReadRequestCanBeCarriedOut() throws {
        let verbs = [
            "drop", "make", "shorten", "move", "merge", "rename", "write", "show", "undo", "export", "mach", "supprime",
            "2", "",
        ]
        let names = [
            "2", "2.1", "9", "0", "the opening", "Storage", "it", "everything", "3-2", "2.1 and 2.2", "99.99.99", "-1",
            "",
        ]
        let ends = [
            "shorter", "before 3", "to 3", "20% longer", "?", "; drop 3", "and drop 2", "to \"\"", "2 3 4", "", "🚢",
        ]
        var read = 0
        for verb in verbs {
            for name in names {
                for end in ends {
                    guard case .steps(let steps) = PlainRequest("\(verb) \(name) \(end)", in: Self.post).reading else {
                        continue
                    }
                    read += 1
                    for step in steps {
                        let use = try Step.parameters(of: step.name)
                        #expect(Set(step.values.keys).isSubset(of: Set(use.map(\.name))))
                    }
                }
            }
        }
        #expect(read > 50)
    }
}
