import Manuscript

/// Removes the web page debris that very small models append when they have nothing left to say.
///
/// It removes addresses, hashtags, time stamps, emoji, bylines and truncated quotations. It is used only for small
/// models, since a capable model may have good reason to write such things.
enum Boilerplate {
    /// Returns the text without sentences that contain debris; a paragraph ends before its first such sentence.
    ///
    /// `count` is the number of sentences removed.
    static func removed(from text: String) -> (text: String, count: Int) {
        var kept: [String] = []
        var count = 0
        for paragraph in text.split(separator: "\n\n") {
            if Sentences.isStructural(String(paragraph)) {
                if isDebris(paragraph) { count += 1 } else { kept.append(String(paragraph)) }
                continue
            }
            let line = unlabelled(paragraph.split(separator: "\n").joined(separator: " "))
            var start = line.startIndex
            var clean = ""
            let ends = Sentences.ends(in: line)
            for (index, end) in ends.enumerated() {
                let sentence = line[start..<end]
                guard !isDebris(sentence) else {
                    count += ends.count - index
                    break
                }
                clean += sentence
                start = end
            }
            if Prose.words(in: clean) >= 5 { kept.append(clean.trimmed) } else if !clean.isEmpty { count += 1 }
        }
        return (kept.joined(separator: "\n\n"), count)
    }

    /// Removes a label such as "**Paragraph 1:**" from the start of a paragraph.
    private static func unlabelled(_ line: String) -> String {
        let label =
            /(?i)^[*_#\s]*(?:first |second |third |opening |closing )?(?:paragraph|opening|closing|example)\s*\d*[*_]*\s*:[*_]*\s*/
        return line.replacing(label, with: "", maxReplacements: 1)
    }

    private static func isDebris(_ sentence: Substring) -> Bool {
        if ["http", "www.", "@", "[", "]", "#", "{", "}", "\\", "|", "___"].contains(where: { sentence.contains($0) }) {
            return true
        }
        if sentence.contains(where: \.isNumber), sentence.contains(/\d{4}-\d{2}|\d{1,2}:\d{2}|\d{6,}/) { return true }
        if sentence.filter({ $0 == "\"" }).count % 2 == 1 { return true }
        return sentence.unicodeScalars.contains { scalar in
            scalar.properties.isEmojiPresentation || scalar.properties.generalCategory == .privateUse
        }
    }
}
