import Manuscript

/// A list of references at the end of a model's text, which Galley makes itself from the writer's sources.
enum ReferenceTail {
    /// Returns the text without such a list; the same text if there is none.
    ///
    /// The list begins with a line such as "References:", or consists of lines such as "[1] Author, title".
    static func removed(from text: String) -> String {
        var blocks = Prose.blocks(in: text)
        guard blocks.count > 1 else { return text }
        let start = blocks.lastIndex { block in
            block.split(separator: "\n").first.map { isHead(String($0)) } ?? false
        }
        func isFree(_ block: String, _ place: Int) -> Bool { !definesUsed(block, in: blocks[..<place]) }
        if let start, start > 0,
            blocks[start...].dropFirst().allSatisfy({ isListed($0) && isFree($0, start) })
        {
            blocks.removeSubrange(start...)
            return blocks.joined(separator: "\n\n")
        }
        let count = blocks.reversed().prefix { isReferences($0) }.count
        guard count > 0, count < blocks.count,
            blocks.suffix(count).allSatisfy({ isFree($0, blocks.count - count) })
        else { return text }
        return blocks.dropLast(count).joined(separator: "\n\n")
    }

    private static let heads: Set<String> = [
        "references", "reference list", "sources", "bibliography", "works cited", "citations", "further reading",
        "list of references", "quellen", "quellenverzeichnis", "literatur", "références", "bibliographie",
        "referencias",
        "bibliografía", "riferimenti", "bibliografia", "fonti",
    ]

    /// Returns true for a line that is only a word such as "References".
    static func isHead(_ line: String) -> Bool {
        // Longer lines are prose, and need not be read.
        guard line.utf8.count < 60 else { return false }
        let plain = line.lowercased().filter { !"*_#:".contains($0) }
        return heads.contains(plain.trimmed)
    }

    /// Returns true for a block that a list of references can have: items, addresses, or short lines.
    private static func isListed(_ block: String) -> Bool {
        block.split(separator: "\n").allSatisfy { line in
            Sentences.isStructural(String(line)) || line.trimmed.hasPrefix("[") || line.contains("http")
                || line.hasPrefix(" ") || Prose.words(in: String(line)) < 25
        }
    }

    /// Returns true for a block that defines a link or a note which the text before uses.
    private static func definesUsed(_ block: String, in text: ArraySlice<String>) -> Bool {
        block.split(separator: "\n").contains { line in
            guard hasBracket(line), let label = line.firstMatch(of: /^\s*(\[[^\]]+\]):/)?.output.1 else {
                return false
            }
            return text.contains { $0.contains(label) }
        }
    }

    /// Returns true for a line that may hold a label; looking for a byte is many times faster than matching a pattern.
    private static func hasBracket(_ line: Substring) -> Bool { line.utf8.contains(UInt8(ascii: "[")) }

    /// Returns true for a block whose lines all begin like "[1] Smith" and are not prose.
    private static func isReferences(_ block: String) -> Bool {
        let lines = block.split(separator: "\n")
        return !lines.isEmpty
            && lines.allSatisfy { hasBracket($0) && $0.firstMatch(of: /^\s*\[\^?\d{1,3}\]:?\s+\S/) != nil }
    }
}
