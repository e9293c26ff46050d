import SeededRandom
import Testing

@testable import Chains

/// Long sentences are split while they stream, and nothing else changes.
struct SentenceSplitStreamTests {
    private static let long = "The bees of the hive gather in a tight and warm ball around their queen for the winter"

    private static func split(_ pieces: [String], avoiding avoided: Set<String> = [])
        -> String
    {
        var stream = SentenceSplitStream(avoiding: avoided)
        return pieces.map { stream.push($0) }.joined() + stream.finish()
    }

    @Test func longSentencesOfParagraphsAreSplit() {
        let text =
            "Short, and it is.\n\n\(Self.long), which is how they keep warm. \(Self.long), and they take turns at its edge."
        let parts =
            "Short, and it is.\n\n\(Self.long). This is how they keep warm. \(Self.long). They take turns at its edge."
        #expect(Self.split(text.map(String.init)) == parts)
        #expect(Self.split([text], avoiding: ["This"]).contains("winter. That is how"))
    }

    @Test func textWaitsOnlyWhereASentenceMayBeSplit() {
        var stream = SentenceSplitStream(avoiding: [])
        #expect(stream.push(Self.long) == Self.long)
        #expect(stream.push(", ") == "")
        #expect(stream.push("an") == "")
        #expect(stream.push("d all ") == ", and all ")
        #expect(stream.push("rest, and") == "rest")
        #expect(stream.push(" they take turns at its edge") == "")
        #expect(stream.push(".") == "")
        #expect(stream.push(" Wax") == ". They take turns at its edge. Wax")
        #expect(stream.finish() == "")
    }

    @Test(arguments: [
        "- \(long), which is how they keep warm.", "1. \(long), which is how they keep warm.",
        "> \(long), which is how they keep warm.", "| \(long), which is how they keep warm. |",
        "# \(long), which is how they keep warm.", "    \(long), which is how they keep warm.",
        "[^1]: \(long), which is how they keep warm.", "```\n\(long), which is how they keep warm.\n```",
        "\(long), which is how `they` keep warm.", "\(long), which is how [they](a) keep warm.",
        // Without an end, over the end of a line, or with an end that is too far away.
        "\(long), which is how they keep warm", "\(long), which is how\nthey keep warm.",
        "\(long), which is \(String(repeating: "so ", count: 150))warm.",
        "\(long), which is \(String(repeating: "so ", count: 150))warm, and they take turns at the edge.",
        "\(String(repeating: "Wax ", count: 600)), which is how they keep warm.",
    ])
    func otherTextStays(text: String) {
        #expect(Self.split([text]) == text)
        #expect(Self.split(text.map(String.init)) == text)
        #expect(
            Self.split([text, "\n\n\(Self.long), which is how they keep warm."]).hasSuffix(
                "winter. This is how they keep warm."))
    }

    /// Random texts: any chunking gives the same.
    @Test func anyChunkingGivesTheSame() {
        var random = SeededGenerator(seed: 5)
        let parts = [
            "word ", "bees ", "gather ", "warm", ", ", "; ", ". ", "! ", "and they ", ", and they ", ", which is ",
            ", making ",
            "; however, it ", ", such as ", "e.g. ", "(", ") ", "“", "” ", "\"", "é", "\u{301}", "\n", "\n\n", "- ",
            "```\n", "`",
            "the queen of the hive and all of her bees live for the whole winter", "…", ".", "\n| ", "🙂", "。",
            String(repeating: "wax and honey ", count: 20),
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 1...30, using: &random)).map { _ in parts.randomElement(using: &random)! }
                .joined()
            let once = Self.split([text])
            for longest in [1, 4, 20] {
                var (pieces, rest) = ([String](), Array(text.unicodeScalars))
                while !rest.isEmpty {
                    let count = min(rest.count, Int.random(in: 1...longest, using: &random))
                    pieces.append(String(String.UnicodeScalarView(rest.prefix(count))))
                    rest.removeFirst(count)
                }
                let many = Self.split(pieces)
                #expect(many.unicodeScalars.elementsEqual(once.unicodeScalars), "\(text.debugDescription)")
            }
        }
    }
}
