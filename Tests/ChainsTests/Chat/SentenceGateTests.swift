import SeededRandom
import Testing

@testable import Chains

/// Text passes by whole sentences, however it arrives.
struct SentenceGateTests {
    private func passed(_ pieces: [String], isWhole: Bool) -> String {
        var gate = SentenceGate()
        var text = ""
        for piece in pieces { text += gate.push(piece) }
        text += gate.end(isWhole: isWhole)
        #expect(text == gate.passed)
        return text
    }

    @Test func onlyWholeSentencesPass() {
        var gate = SentenceGate()
        #expect(gate.push("At 3.") == "" && gate.push("5 degrees. Then") == "At 3.5 degrees. ")
        #expect(gate.push("\nA line") == "Then\n" && gate.end(isWhole: false) == "")
    }

    @Test func theEndPassesIfItIsWholeOrASentenceOrAllThereIs() {
        #expect(passed(["One. Two"], isWhole: true) == "One. Two")
        #expect(passed(["One. Two"], isWhole: false) == "One. ")
        #expect(passed(["One. Two."], isWhole: false) == "One. Two.")
        #expect(passed(["Half a"], isWhole: false) == "Half a")
        #expect(passed([], isWhole: true) == "")
    }

    @Test(arguments: 0..<20) func nothingIsLostHoweverItIsCut(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for habit in Answers.habits {
            let pieces = Answers.pieces(of: habit, longest: 7, &random)
            #expect(
                passed(pieces, isWhole: true).unicodeScalars.elementsEqual(habit.unicodeScalars),
                "\(habit.debugDescription)")
            #expect(habit.unicodeScalars.starts(with: passed(pieces, isWhole: false).unicodeScalars))
        }
    }
}
