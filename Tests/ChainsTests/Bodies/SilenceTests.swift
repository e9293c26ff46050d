import Testing

@testable import Chains

/// Answers that say nothing are stopped early and are no text.
struct SilenceTests {
    /// Characters after which a stream of one piece is stopped; nil where it never is.
    private func stop(_ piece: String, within length: Int = 24_000, chunk: Int = 3) -> Int? {
        var circle = RepetitionGuard()
        var count = 0
        while count < length {
            if circle.sees(String(repeating: piece, count: chunk)) { return count }
            count += piece.count * chunk
        }
        return nil
    }

    @Test(arguments: [
        ".", "a", "-", "*", " ", "\n", "…", "。", "🍞", "#", "| ", "[", "`", "<", "─", "ha ", "数据", ". . ", "?!",
    ])
    func aStreamOfOnePieceIsStopped(piece: String) throws {
        #expect(try #require(stop(piece)) <= 2100)
    }

    @Test(arguments: [
        "", "...", ". . .", "---", "🍞🍞🍞", "aaaaaaaa", "ha ha ha ha", "Ha. Ha. Ha. Ha. Ha", "no, no, no, no!",
        "data and data and data and data and", "| | |\n|---|---|\n| | |", "数据数据数据数据", "$$ $$", "1 1 1 1 1",
        "null", "None", "N/A", "n/a.", "undefined", "OK", "Okay.", "`null`", "\"None\"", "**N/A**\n", "TBD", "NaN",
        "(empty)",
    ])
    func thisSaysNothing(text: String) { #expect(RepetitionGuard.saysNothing(text)) }

    @Test(arguments: [
        "Bread.", "No.", "Yes, yes.", "Flour, water, salt.", "数据很重要。", "Row, row, row your boat.", "E = mc²",
        "abab cdcd",
        "| a | b |\n|---|---|\n| 1 | 2 |", "Aaah! That is bread.",
        "None of them.", "OK, bread.", "A null is none.", "No, nothing.",
    ])
    func thisSaysSomething(text: String) { #expect(!RepetitionGuard.saysNothing(text)) }
}
