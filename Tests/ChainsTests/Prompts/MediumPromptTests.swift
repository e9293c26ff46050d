import Manuscript
import Testing

@testable import Chains

/// A medium model gets the titles in one line, its task, and the end of the section before.
struct MediumPromptTests {
    private func prompt(
        _ id: String, _ task: SectionTask = .write, session: Session = Posts.session(), hasEarlier: Bool = false,
        previous: String? = nil
    ) throws -> MediumPrompt {
        MediumPrompt(
            base: SectionPrompt(session: session, entry: try session.entry(id), task: task, digests: [], target: nil),
            hasEarlier: hasEarlier, previous: previous)
    }

    private func text(_ prompt: MediumPrompt) -> String { prompt.parts.map(\.text).joined(separator: "\n") }

    @Test func theTitlesStandInOneLine() throws {
        let session = Posts.session()
        let lines = text(try prompt("b")).split(separator: "\n")
        for entry in session.outline.entries {
            #expect(lines.filter { $0.contains(entry.section.title) }.isEmpty == false)
        }
        let list = try #require(lines.first { $0.hasPrefix("Its sections: ") })
        #expect(session.outline.entries.allSatisfy { list.contains($0.section.title) })
        #expect(try text(prompt("b")).ranges(of: Posts.topic).count == 1)
    }

    @Test func theSectionsBriefAndPointsAreInTheTask() throws {
        let task = try #require(try prompt("a1").parts.last?.text)
        #expect(task.contains("Write the body of section 2.1, \"Feeding Times\"."))
        #expect(task.contains("It covers: When to feed.") && task.contains("It says: twice a day; warm water."))
    }

    @Test func onlyTheFirstSectionOpensThePost() throws {
        let opening = "Open with a plain fact about the subject: no greeting, no question, no praise."
        #expect(try text(prompt("in")).contains(opening))
        for id in ["a1", "b", "out"] { #expect(try !text(prompt(id)).contains(opening)) }
        #expect(try !text(prompt("in", hasEarlier: true)).contains(opening))
    }

    @Test(arguments: [
        ("It is warm. The jar bubbles.", "The jar bubbles."), ("One line", "One line"),
        ("First paragraph.\n\nIt rises, Dr. Lee says, in 3.5 hours.", "It rises, Dr. Lee says, in 3.5 hours."),
    ])
    func itGoesOnFromTheLastSentence(previous: String, sentence: String) throws {
        let prompt = try prompt("b", hasEarlier: true, previous: previous)
        #expect(text(prompt).contains("The section before ends: \"\(sentence)\" Go on"))
    }

    @Test(arguments: ["Text.\n\n- a\n- b", "```\ncode\n```", "| a |\n|---|\n| b |"])
    func theTextDoesNotGoOnFromAListOrCode(previous: String) throws {
        #expect(try !text(prompt("b", hasEarlier: true, previous: previous)).contains("The section before ends"))
    }

    @Test func listsAreForbiddenUnlessTheStyleAllowsThem() throws {
        var session = Posts.session()
        #expect(try text(prompt("b", session: session)).contains("never a list"))
        session.style.lists = "often"
        #expect(try !text(prompt("b", session: session)).contains("never a list"))
    }

    @Test func anEditKeepsToTheText() throws {
        let session = Posts.session(written: ["b": "Air is thin."])
        let edit = text(
            try prompt("b", .edit(instruction: "shorter"), session: session, hasEarlier: true, previous: "An end."))
        #expect(edit.contains("Change the body of section 3") && edit.contains("shorter"))
        #expect(edit.contains("Air is thin.") && !edit.contains("The section before ends"))
    }

    @Test func onlyTheConclusionClosesThePost() throws {
        let closing = "It closes the post"
        #expect(try text(prompt("out", hasEarlier: true)).contains(closing))
        for id in ["in", "a1", "b"] { #expect(try !text(prompt(id, hasEarlier: true)).contains(closing)) }
    }
}
