import Manuscript
import Testing

/// The phrases with which models begin and end an answer.
struct PhrasesTests {
    @Test(arguments: [
        ("here", true), ("", true), ("**Sur", true), ("let me", true), ("Flour", false), ("In conclusion, a", true),
        ("In conc", true), ("By [", true), ("Because", false),
    ])
    func aBeginningIsHeldBackAsLongAsItMayBeAPhrase(line: String, expected: Bool) {
        #expect(Phrases.mayBecome(line, preamble: true, closer: true) == expected)
    }

    @Test func onlyRequestedPhrasesHoldALineBack() {
        #expect(!Phrases.mayBecome("Sure, a", preamble: false, closer: true))
        #expect(!Phrases.mayBecome("In summary, a", preamble: true, closer: false))
        #expect(Phrases.mayBecome("I hope this", preamble: false, closer: false))
    }

    @Test(arguments: [
        ("In conclusion, bread is good.", "Bread is good."), ("To sum up:", ":"), ("In summary bread", "Bread"),
        ("Bread is good.", "Bread is good."), ("In closing, ", ""), ("IN SUMMARY, ÉCLAIRS", "ÉCLAIRS"),
    ])
    func aClosersOpeningIsTakenAway(line: String, expected: String) { #expect(Phrases.withoutCloser(line) == expected) }

    @Test func aTurnOfAnotherRoleIsSeen() {
        #expect(Phrases.startsTurn("Human: And water?") && Phrases.startsTurn("**Human:** And water?"))
        #expect(!Phrases.startsTurn("Human beings bake.") && !Phrases.startsTurn("User: hello"))
        for heading in ["Instruction:", "User: hello"] { #expect(Phrases.startsTurn(heading, isHeading: true)) }
        #expect(!Phrases.startsTurn("Instructions: first", isHeading: true))
        #expect(Phrases.mayBecome("Hum", preamble: false, closer: false))
    }

    @Test func aLongSentenceIsNotAPreamble() {
        #expect(Phrases.isPreamble("Here is what you need:"))
        #expect(!Phrases.isPreamble("Here is " + String(repeating: "a long story ", count: 20) + ":"))
        #expect(!Phrases.isPreamble("Written by " + String(repeating: "hand ", count: 20)))
    }
}
