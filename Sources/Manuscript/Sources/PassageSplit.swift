import Markdown
import Platform

/// Splits a source into passages: by headings and paragraphs.
package enum PassageSplit {
    /// A shorter paragraph is joined with the next one under the same heading.
    private static let leastWords = 12
    /// A longer paragraph is split between sentences, or lines if it has none.
    private static let mostWords = 160

    /// A part of a source's text, before it has an address.
    package struct Piece: Sendable, Equatable {
        package var heading: String
        package var text: String
    }

    /// Returns the passages of a source in order; `numbers` are those of `Source`.
    package static func passages(of text: String, source: Int, numbers: String = "") -> [Passage] {
        let pieces = pieces(of: text)
        let known = Self.numbers(in: numbers)
        var next = (known.max() ?? 0) + 1
        return pieces.enumerated().map { index, piece in
            let number = known.isEmpty ? index + 1 : index < known.count ? known[index] : next
            if !known.isEmpty, index >= known.count { next += 1 }
            return Passage(
                address: .init(source: source, number: number), heading: piece.heading, text: piece.text)
        }
    }

    /// Returns the parts of a text: a paragraph each, under the headings above it.
    package static func pieces(of text: String) -> [Piece] {
        var headings: [(level: Int, title: String)] = []
        var pieces: [Piece] = []
        var open = ""
        func close() {
            if !open.isEmpty {
                pieces.append(Piece(heading: headings.map(\.title).joined(separator: " / "), text: open))
            }
            open = ""
        }
        for block in blocks(of: PlainText.kept(Markdown.withLineFeeds(text))) {
            if let heading = heading(in: Substring(block)) {
                close()
                headings.removeAll { $0.level >= heading.level }
                headings.append(heading)
                continue
            }
            for part in parts(of: block) where part.contains(where: { $0.isWordPart }) {
                open += (open.isEmpty ? "" : "\n\n") + part
                if Prose.words(in: open) >= leastWords { close() }
            }
        }
        close()
        return pieces
    }

    /// Returns the blocks of a text; a heading is a block by itself, even without blank lines around it.
    private static func blocks(of text: String) -> [String] {
        Prose.blocks(in: text).flatMap { block -> [String] in
            guard block.utf8.contains(UInt8(ascii: "#")) else { return [block] }
            var blocks: [[Substring]] = [[]]
            var scanner = FenceScanner()
            for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
                if scanner.take(line) == .text, heading(in: line) != nil {
                    blocks += [[line], []]
                } else {
                    blocks[blocks.count - 1].append(line)
                }
            }
            return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
        }
    }

    /// Returns the level and title of an ATX heading (CommonMark 4.2).
    private static func heading(in line: Substring) -> (level: Int, title: String)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " ", !line.contains("\n") else { return nil }
        let title = Prose.title(ProseSentence.plain(line.dropFirst(level)))
        return title.isEmpty ? nil : (level, title)
    }

    /// Returns a block in parts that are not too long.
    private static func parts(of block: String) -> [String] {
        guard Prose.words(in: block) > mostWords else { return block.isEmpty ? [] : [block] }
        let isStructural = Sentences.isStructural(block) || Fence(opening: block) != nil
        var ends = isStructural ? [] : Sentences.ends(in: block)
        if ends.count < 2 { ends = block.indices.filter { block[$0] == "\n" } }
        if ends.isEmpty { ends = wordEnds(in: block) }
        var parts: [String] = []
        var (start, last) = (block.startIndex, block.startIndex)
        for end in ends + [block.endIndex] where end > last {
            if last > start, Prose.words(in: String(block[start..<end])) > mostWords {
                parts.append(String(block[start..<last]).trimmed)
                start = last
            }
            last = end
        }
        parts.append(String(block[start...]).trimmed)
        return parts.filter { !$0.isEmpty }
    }

    /// Returns a place after every few words, for text without sentences and lines.
    private static func wordEnds(in block: String) -> [String.Index] {
        block.indices.filter { block[$0].isWhitespace }.enumerated().filter { $0.offset % 50 == 49 }.map(\.element)
    }

    // MARK: - Numbers

    /// Returns the numbers for the passages of a changed text: an unchanged passage keeps its own, a new one gets a number
    /// that no passage had.
    package static func numbers(for new: String, after old: [Passage]) -> String {
        var free: [String: [Int]] = [:]
        for passage in old { free[passage.text, default: []].append(passage.address.number) }
        var next = (old.map(\.address.number).max() ?? 0) + 1
        let numbers = pieces(of: new).map { piece -> Int in
            if free[piece.text]?.isEmpty == false, let number = free[piece.text]?.removeFirst() { return number }
            defer { next += 1 }
            return next
        }
        return runs(of: numbers)
    }

    private static func runs(of numbers: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        if runs == [1...max(1, numbers.count)] { return "" }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    /// Returns the numbers that runs stand for; a damaged text stands for none.
    private static func numbers(in runs: String) -> [Int] {
        var numbers: [Int] = []
        for run in runs.split(separator: ",") {
            let ends = run.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first > 0, first <= last, last - first < mostPassages
            else { return [] }
            numbers += first...last
        }
        return Set(numbers).count == numbers.count ? numbers : []
    }

    private static let mostPassages = 1_000_000
}
