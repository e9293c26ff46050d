import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// Where a text that broke off is taken up, and how its continuation is joined.
@Suite(.serialized) struct ContinuationMergeTests {
    @Test(arguments: [
        // A continuation that only goes on.
        ("One is. Two is and", "Two is good.", "One is. Two is good."),
        // One that says the last sentence, its end, or everything again.
        ("One is here. Two is there. And", "Two is there. Three is.", "One is here. Two is there. Three is."),
        ("One is here. Two is there.", "there. Three is.", "One is here. Two is there. Three is."),
        ("One is here. Two is there.", "One is here. Two is\nthere. Three is.", "One is here. Two is there. Three is."),
        // One that says nothing but what there is.
        ("One is here. Two is there.", "Two is there.", "One is here. Two is there."),
        ("One is here. Two is there.", "One is here. Two", "One is here. Two is there."),
        ("- One thing.\n- Two thi", "- Two things.", "- One thing.\n- Two things."),
        ("- One thing.\n- Two thi", "- One thing.\n- Two things.", "- One thing.\n- Two things."),
        ("- One thing.", "Prose follows.", "- One thing.\n\nProse follows."),
        ("One is.", "- An item.", "One is.\n\n- An item."),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3", "| 3 | 4 |", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"),
        ("```py\nx = 1\ny =", "y = 2\n```", "```py\nx = 1\ny = 2\n```"),
        ("```py\nx = 1\ny =", "Here is the rest:\n```py\ny = 2\n```", "```py\nx = 1\ny = 2\n```"),
        ("```py\nx = 1\ny =", "```py\nx = 1\ny = 2\n```\n\nThat is all.", "```py\nx = 1\ny = 2\n```\n\nThat is all."),
        ("一是。二", "二是。", "一是。二是。"),
        ("```py\nx = 1\ny", "```", "```py\nx = 1\n```"),
        ("````md\n```py\nx = 1\n```\ny", "z\n````", "````md\n```py\nx = 1\n```\nz\n````"),
        ("```py\nx = 1\n```", "```sh\nls\n```", "```py\nx = 1\n```\n\n```sh\nls\n```"),
        ("```py\nx = 1\n```", "```\n\nThat is all.", "```py\nx = 1\n```\n\nThat is all."),
        ("| a | b |\n|---|", "|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("No whole sentence", "A whole one.", "A whole one."),
        ("It ends **here.** And", "**Bold** begins.", "It ends **here.** **Bold** begins."),
    ])
    func joins(text: String, continuation: String, expected: String) {
        #expect(ResumePoint(text).joined(with: continuation) == expected)
    }

    /// A text split anywhere, whose second half repeats part of the first, is merged into the whole exactly once.
    @Test(arguments: (0..<8).map { UInt64($0) })
    func theWholeExactlyOnce(seed: UInt64) {
        var random = SeededGenerator(seed: 300 + seed)
        for _ in 0..<10 {
            let whole = Self.text(&random)
            let characters = Array(whole)
            for _ in 0..<15 {
                let split = Int.random(in: 0...characters.count, using: &random)
                let seam = ResumePoint(String(characters[..<split]))
                guard !seam.base.isEmpty else { continue }
                let base = Array(seam.base)
                // A word, or a line: a mark alone that is said again cannot be told from a new one.
                let starts = base.indices.filter { place in
                    guard place > 0 else { return true }
                    guard base[place - 1].isWhitespace, !base[place].isWhitespace else { return false }
                    return base[place - 1].isNewline || base[place...].contains { $0.isLetter || $0.isNumber }
                }
                let back = starts.randomElement(using: &random) ?? 0
                // Models repeat the end of the base, or continue after it, without leading white space.
                let repeated =
                    Bool.random(using: &random) ? String(characters[back...]) : String(characters[base.count...])
                let said = String(repeated.drop { $0.isWhitespace })
                let joined = seam.joined(with: said)
                #expect(
                    Self.words(joined) == Self.words(whole), "\(seam.base.debugDescription) + \(said.debugDescription)")
                if repeated.count == characters.count - back, back < base.count { #expect(joined == whole) }
                #expect(Self.streamed(seam, said, &random) == joined)
            }
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func streamed(_ seam: ResumePoint, _ said: String, _ random: inout SeededGenerator) -> String {
        var joint = ContinuationMerge(seam)
        var text = seam.base
        for piece in Answers.pieces(of: said, longest: 9, &random) { text += joint.push(piece) }
        return text + joint.finish()
    }

    /// Prose, lists, tables and code of words that each stand once.
    private static func text(_ random: inout SeededGenerator) -> String {
        var count = 0
        func word() -> String {
            count += 1
            return ["wort", "mot", "été", "слово", "👩🏽‍🚀x"][count % 5] + "\(count)"
        }
        func sentence() -> String {
            (0..<Int.random(in: 2...7, using: &random)).map { _ in word() }.joined(separator: " ") + "."
        }
        let blocks = (0..<Int.random(in: 1...5, using: &random)).map { index -> String in
            switch Int.random(in: 0...5, using: &random) {
            case 0: return (0..<3).map { _ in "- " + sentence() }.joined(separator: "\n")
            case 1:
                return "| \(word()) | \(word()) |\n|---|---|\n"
                    + (0..<2).map { _ in "| \(word()) | \(word()) |" }.joined(separator: "\n")
            case 2: return "```\(word())\n\(word()) = \(word())\n\(word())()\n```"
            default: return (0..<Int.random(in: 1...4, using: &random)).map { _ in sentence() }.joined(separator: " ")
            }
        }
        return blocks.joined(separator: "\n\n")
    }
}
