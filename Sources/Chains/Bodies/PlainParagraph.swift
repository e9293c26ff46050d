import Manuscript

/// Makes one plain paragraph out of what a very small model answered to a question for one.
///
/// Such a model begins lists that it does not finish, runs sentences on until they mean nothing, and speaks of the website
/// that it saw such texts on. Whole sentences of plain prose are what it does well.
enum PlainParagraph {
    private static let longestSentence = 50
    private static let shortestSentence = 4
    /// In small letters, straight apostrophes.
    private static let boilerplate = [
        "in today's", "blog post", "this blog", "website", "your content", "this article", "click ", "subscribe",
        "as an ai", "language model", "when i'm ", "i'm excited", "in this guide", "stay tuned", "read more",
    ]

    /// The sentences that hold, in order, as one paragraph; empty where none does.
    static func of(_ text: String) -> String {
        var kept: [String] = []
        for line in text.split(separator: "\n").map(String.init) where !line.trimmed.isEmpty {
            if Sentences.isStructural(line) { continue }
            var start = line.startIndex
            for end in Sentences.ends(in: line) {
                let sentence = line[start..<end].trimmed
                start = end
                if holds(sentence), !kept.contains(sentence) { kept.append(sentence) }
            }
        }
        return kept.joined(separator: " ")
    }

    private static func holds(_ sentence: String) -> Bool {
        let plain = sentence.lowercased().replacing("’", with: "'")
        let words = Prose.words(in: sentence)
        return (shortestSentence...longestSentence).contains(words)
            && !boilerplate.contains { plain.contains($0) } && Phrases.banned(in: sentence).isEmpty
            // A list run together into a line: "These are: * first - **second**".
            && !["**", "  ", " * ", " - ", " – ", ": -"].contains { sentence.contains($0) }
            && sentence.first?.isLowercase == false
            && sentence.filter { $0 == "(" }.count == sentence.filter { $0 == ")" }.count
    }
}
