import Chains
import Manuscript
import SeededRandom

/// Answers of models to a request for a section's body, generated from a seed.
enum Answers {
    /// The section that is asked for.
    static let title = "2.1 Why C++ Résumés Fail"
    /// The other sections of the post.
    static let others = [
        "Introduction", "The Cost of \"Free\" Trials", "किताबें और लोग", "Größe zählt", "Where to Go from Here", "数据",
    ]

    /// Answers that each show one habit.
    static let habits = [
        "", "\n\n", "Plain text.", "Plain text without an end", "Two\nlines.\n\nAnd a paragraph.\n",
        "# 2.1 Why C++ Résumés Fail\n\nThe body.", "**Why C++ Re\u{301}sume\u{301}s Fail**\nThe body.\n",
        "Why C++ Résumés Fail\n====\n\nThe body.", "### Why C++ Résumés Fail ###\r\n\r\nThe body.\r\nIt goes on.\r\n",
        "Section 2.1: Why C++ Résumés Fail\n\nThe body.", "Title: Why C++ Résumés Fail\n\nThe body.",
        "Sure! Here is the section:\n\nThe body.", "Here's the body of the section you asked for.\n\nThe body.",
        "Certainly!\n\n**Why C++ Résumés Fail**\n\nThe body.\n\nI hope this helps!",
        "Here is a fact that matters: water is wet, and that is all.\n\nThe body.",
        "<think>\nI should begin.\n# Introduction\n</think>\n\nThe body.", "<think>never closed\nat all",
        "<think>short</think>The body.", "<|channel|>final<|message|>The body.",
        "The body.\n\n## A Part Within\n\nMore.\n\n### Deeper ###\n\nYet more.",
        "The body.\n\n## Introduction\n\nWhat belongs elsewhere.", "The body.\n\n**Größe zählt:**\n\nElsewhere.",
        "The body.\n\n3. The Cost of \"Free\" Trials\n\nElsewhere.", "The body.\n\nकिताबें और लोग\n\nElsewhere.",
        "किताब पढ़ना अच्छा है।\n\nदूसरा अनुच्छेद।", "数据很重要。\n\n数据\n\n别处。", "The body.\n\nIn conclusion, it is good.",
        "In conclusion, it is good.", "One.\n\nIn summary, two.\n\nThree.\n\nTo sum up, four.",
        "One.\n\nIn summary\n\nTwo.",
        "```swift\n# Introduction\nlet a = 1\n\n\n## Why C++ Résumés Fail\n```\n\nThe body.",
        "The body.\n\n~~~~\n~~~\nIn conclusion, I hope this helps\n~~~~\nThe end.",
        "The body.\n\n```\nnever closed\n# Introduction",
        "| a | b |\n|---|---|\n| 1 | 2 |\n", "```markdown\n## Why C++ Résumés Fail\n\nThe body.\n```\n",
        "```md\nThe body.\n\n```swift\nlet a = 1\n```\n", "```markdown\n# Introduction\n```\n\nThe body.",
        "```markdown\nThe body.\n\n## Introduction\n```\nLet me know!",
        "## 2 Why C++ Résumés Fail\nThe body.\n\n4 Größe zählt\nElsewhere.",
        "- one\n- two\n  - three\n\n1. first\n2) second",
        "> A quote.\n> # A heading in it\n\nThe body.", "A line\n---\n\nAnother\n===\nThe body.",
        "***\n\nThe body.\n\n---",
        "👩‍👩‍👧 The body\u{7} with\u{202E} bells. #️⃣\n#️⃣ Hash.", "Tabs\tand  \nbreaks.  \nEnd. \t\n",
        "#hashtag is no heading.\n####### nor this.",
        "Let me know if you want more.\n\nThe body.\n\n(Word count: 120)",
        "**Bold title**\n\nThe body.\n\n__Other__\nMore.",
    ]

    /// Lines that random answers are made of.
    private static let lines =
        habits.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
        + others + others.map { "## \($0)" } + [
            "", "", "", "```", "```", title, "Prose that says something, at length.",
        ]

    /// An answer of a few lines, put together by chance.
    static func random(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...9, using: &generator)
        let end = Bool.random(using: &generator) ? "\r\n" : "\n"
        let picked = (0..<count).map { _ in lines.randomElement(using: &generator) ?? "" }
        return picked.joined(separator: end) + (Bool.random(using: &generator) ? end : "")
    }

    /// The text cut into pieces at places that chance chooses, also within what a reader sees as one character.
    static func pieces(of text: String, longest: Int, _ generator: inout SeededGenerator) -> [String] {
        var pieces: [String] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...longest, using: &generator)
            pieces.append(String(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    /// The text that a live view shows of pieces.
    static func streamed(_ pieces: [String], isConclusion: Bool = false) -> String {
        var filter = BodyFilter(title: title, otherTitles: others, isConclusion: isConclusion)
        var shown = ""
        for piece in pieces { shown += filter.push(piece) }
        return shown + filter.finish()
    }

    /// The body of a whole answer.
    static func body(of answer: String, isConclusion: Bool = false) -> String {
        Sanitiser.body(from: answer, title: title, otherTitles: others, isConclusion: isConclusion)
    }
}
