import Manuscript
import Markdown

/// Prose that came as a list: how much of a text is list items, and the same text as paragraphs.
enum ListedProse {
    /// The share of list lines from which a text counts as a list.
    static let most = 0.1
    /// The fewest words of an item that can stand as a sentence of a paragraph beside longer ones.
    private static let leastWords = 3
    /// The fewest words of an item on average.
    private static let usualWords = 6

    /// The beginnings of words that ask for a list or a table, in the languages of requests.
    private static let wanting = [
        "list", "bullet", "point", "step", "number", "item", "table", "tabular", "format", "structure",
        "stichpunkt", "aufzähl", "punkt", "schritt", "nummer", "tabelle", "puce", "étape", "tableau", "énumér", "paso",
        "viñeta", "tabla", "enumer", "elenc", "punto", "punti", "passi", "tabell",
    ]

    /// Returns true if an instruction may want a list.
    static func isWanted(by instruction: String) -> Bool {
        let words = instruction.lowercased().split { !$0.isLetter }
        return words.contains { word in wanting.contains { word.hasPrefix($0) } }
    }

    /// Returns the share of the text's lines that begin an item of a list, 0 to 1; code does not count.
    static func share(of text: String) -> Double {
        let lines = Prose.blocks(in: text).filter { Fence(opening: String($0.prefix(200))) == nil }
            .flatMap { $0.split(whereSeparator: \.isNewline) }
        guard !lines.isEmpty else { return 0 }
        return Double(lines.count { item(String($0)) != nil }) / Double(lines.count)
    }

    /// Returns the text with each list whose items are all sentences as a paragraph; other lists stay as they are.
    static func asParagraphs(_ text: String) -> String {
        var blocks: [String] = []
        var run: [String] = []
        func end() {
            if !run.isEmpty { blocks.append(paragraph(run) ?? run.joined(separator: "\n\n")) }
            run = []
        }
        for block in Prose.blocks(in: text) {
            // A loose list comes as several blocks.
            if item(String(block.prefix { !$0.isNewline })) != nil {
                run.append(block)
            } else {
                end()
                blocks.append(block)
            }
        }
        end()
        return blocks.joined(separator: "\n\n")
    }

    /// Returns the items of a list as one paragraph; nil unless each is a sentence.
    private static func paragraph(_ blocks: [String]) -> String? {
        var sentences: [String] = []
        for line in blocks.flatMap({ $0.split(whereSeparator: \.isNewline) }) {
            let line = String(line)
            // A line without a mark continues its item, unless it belongs to a list within the list.
            guard let text = item(line) else {
                guard !sentences.isEmpty, !Sentences.isStructural(line) else { return nil }
                sentences[sentences.count - 1] += " " + line.trimmed
                continue
            }
            guard !line.hasPrefix("  "), !line.hasPrefix("\t") else { return nil }
            sentences.append(unlabelled(text))
        }
        let words = sentences.map { Prose.words(in: $0) }
        guard words.allSatisfy({ $0 >= leastWords }), sentences.allSatisfy({ Sentences.isFinished($0) }),
            words.reduce(0, +) >= usualWords * words.count
        else { return nil }
        return sentences.joined(separator: " ")
    }

    /// Returns an item without the marks of a bold label, as in "**Yeast**: It eats sugar.".
    private static func unlabelled(_ item: String) -> String {
        guard let label = item.prefixMatch(of: /(?:\*\*|__)([^*_]+)(?:\*\*|__)/) else { return item }
        return String(label.output.1) + item[label.range.upperBound...]
    }

    /// Returns the text of a line that begins an item of a list; nil for other lines.
    private static func item(_ line: String) -> String? {
        guard let mark = line.prefixMatch(of: /[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)/) else { return nil }
        return String(line[mark.range.upperBound...]).trimmed
    }
}
