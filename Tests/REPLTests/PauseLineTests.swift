import Testing

@testable import REPL

@Suite struct PauseLineTests {
    @Test func countsDownInWords() {
        #expect(
            PauseLine.words(11.2, "for Groq's tokens-per-minute limit")
                == "waiting 12 s for Groq's tokens-per-minute limit")
        #expect(PauseLine.words(65, "to ask Groq again") == "waiting 1 min 5 s to ask Groq again")
        #expect(PauseLine.words(12_000, "for it") == "waiting 3 h 20 min for it")
    }
}
