/// A sentence, list item or row of a section, with the passages that it cites.
package struct Claim: Sendable, Equatable {
    /// The text on one line, without Markdown's marks and without citations.
    package var text: String
    /// The cited passages, in order.
    package var addresses: [Passage.Address]

    /// Returns the claims of a body, in order.
    ///
    /// Code, headings and quotations from others are left out.
    package static func all(in body: String) -> [Claim] {
        var claims: [Claim] = []
        for block in Prose.blocks(in: body) {
            let sentences = ProseSentence.all(in: block)
            if !sentences.isEmpty {
                claims += sentences.map { claim($0.text) }
                continue
            }
            claims += items(of: block).map { claim(ProseSentence.plain($0)) }
        }
        return claims.filter { $0.text.contains(where: \.isLetter) }
    }

    private static func claim(_ text: String) -> Claim {
        let marks = CitationMarks.all(in: text)
        return Claim(
            text: CitationMarks.removed(from: text).split(separator: " ").joined(separator: " "),
            addresses: marks.flatMap(\.addresses))
    }

    /// Returns the items of a list or the rows of a table, each with the lines that belong to it.
    private static func items(of block: String) -> [String] {
        var items: [String] = []
        var isCode = false
        for line in block.split(separator: "\n").map(String.init) {
            let plain = line.trimmed
            if plain.hasPrefix("```") || plain.hasPrefix("~~~") { isCode.toggle() }
            guard !isCode, !plain.hasPrefix("#"), !plain.hasPrefix(">") else { continue }
            let mark = plain.prefixMatch(of: /(?:[-*+]|\d{1,3}[.)])\s+/)
            if plain.hasPrefix("|") {
                let cells = plain.split(separator: "|").map { $0.trimmed }
                if !cells.allSatisfy({ $0.allSatisfy { "-: ".contains($0) } }) {
                    items.append(cells.joined(separator: " "))
                }
            } else if let mark {
                items.append(String(plain[mark.range.upperBound...]))
            } else if !items.isEmpty, line.first?.isWhitespace == true {
                items[items.count - 1] += " " + plain
            }
        }
        return items
    }
}
