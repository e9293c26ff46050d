import Manuscript

/// The first part of every writing call: the rules about voice.
enum Voice {
    /// Returns a capable model's system message up to the contract.
    static func system(for session: Session) -> String {
        let rules = [
            "You write one section of a long blog post at a time; the other sections are written in calls of their own.",
            "Answer with the body of the section you are asked for and nothing else: no title, no heading lines, no greeting, no remark about the task.",
            "Use Markdown inside the body where it helps: emphasis, short lists, a table, fenced code.",
            "Be concrete: name things, give figures, cases and reasons. Leave out whatever another section covers; refer to it in half a sentence if you must.",
            "Begin with the matter itself and stop when it is said: no summing-up sentence at the end.",
        ]
        let told = StockPhrases.told.map { "\"\($0)\"" }.joined(separator: ", ")
        let stock = session.style.stock == "off" ? [] : ["Avoid stock phrases such as \(told)."]
        return (rules + stock + card(session.style)).joined(separator: "\n")
    }

    /// Returns the style card as lines.
    static func card(_ style: Style) -> [String] {
        var lines: [String] = []
        func line(_ name: String, _ value: String) { if !value.isEmpty { lines.append("\(name): \(value)") } }
        line("Readers", style.audience)
        line("Tone", style.tone)
        line("Person", style.person)
        if style.language.isEmpty {
            lines.append("Language: the language of the topic.")
        } else {
            line("Language", style.language)
        }
        switch style.lists {
        case "never": lines.append("Lists: none; write prose.")
        case "few": lines.append("Lists: only where items are parallel and short.")
        case "often": lines.append("Lists: wherever they help.")
        default: break
        }
        if !style.banned.isEmpty {
            lines.append("Never use these words: " + style.banned.map { "\"\($0)\"" }.joined(separator: ", ") + ".")
        }
        lines += style.rules.map { "Rule: \($0)" }
        if !style.sample.isEmpty { lines.append("A paragraph in the right voice:\n\(style.sample)") }
        return lines
    }
}
