import Manuscript
import Testing

@testable import Chains

/// A small model is asked one short question for each paragraph.
struct SmallPromptTests {
    private func question(_ id: String, _ task: SectionTask = .write, paragraph: Int = 0, language: String = "") throws
        -> String
    {
        var session = Posts.session(written: ["b": "Air is thin."])
        session.style.language = language
        let prompt = SmallPrompt(session: session, entry: try session.entry(id), task: task, paragraph: paragraph)
        #expect(prompt.messages.map(\.role) == [.user])
        return prompt.messages[0].text
    }

    @Test func pointsComeFirstAndThenOtherAspects() throws {
        #expect(try question("a1").contains("Explain twice a day."))
        #expect(try question("a1", paragraph: 1).contains("Explain warm water."))
        let others = try (2..<9).map { try question("a1", paragraph: $0) }
        #expect(Set(others).count == 7)
        #expect(try question("a1", paragraph: 9) == others[0])
    }

    @Test func theOutlineIsNotInIt() throws {
        let text = try question("a1")
        for title in ["Thin Air", "The Oven", "Next Loaves"] { #expect(!text.contains(title)) }
        #expect(text.contains("\"Feeding Times\". When to feed."))
        #expect(try question("in").contains("new reader"))
        #expect(try question("out").contains("by now"))
    }

    @Test func wishesAndTheLanguageAreInIt() throws {
        #expect(
            try question("b", .rewrite(instruction: "shorter."), language: "French").hasSuffix(
                "Make it shorter. Write in French."))
        let plain = try question("b")
        #expect(try question("b", .rewrite(instruction: "")) == plain)
        #expect(try question("b", .edit(instruction: "x")) == "Rewrite this text. Change: x\n\nAir is thin.")
    }

    @Test func lengthIsTheBudgetOrThatOfTheText() throws {
        var session = Posts.session(written: ["b": "Air is thin."])
        func words() throws -> Int { SmallPrompt(session: session, entry: try session.entry("b"), task: .write).words }
        #expect(try words() == 120)
        session = try session.applying(.setWords("b", nil)).session
        #expect(try words() == 3)
    }
}
