package import Manuscript
package import Platform

/// Changes to be shown: headings, remarks, and texts compared word by word.
package struct ChangeList: AnswerContent {
    /// A part of the list.
    package enum Block: Sendable, Equatable {
        case heading(String)
        case remark(String)
        case prose(ProseDiff)
    }

    package var blocks: [Block] = []

    /// Makes an empty list.
    package init() {}

    /// Adds a comparison under a heading, with its word counts.
    mutating func add(_ diff: ProseDiff, heading: String) {
        blocks.append(.heading(heading))
        guard !diff.isEmpty else { return blocks.append(.remark(Self.nothing(diff))) }
        blocks.append(.prose(diff))
        blocks.append(.remark(Self.count(diff) + "."))
    }

    /// Adds a comparison; for a largely new text, only the word counts.
    mutating func addBriefly(_ diff: ProseDiff, of number: String) {
        let (gone, come) = diff.words
        let all = Prose.words(in: diff.old) + Prose.words(in: diff.new)
        if diff.isEmpty {
            blocks.append(.remark(Self.nothing(diff)))
        } else if (gone + come) * 2 > all {
            blocks.append(.remark("\(Self.count(diff)): `:diff \(number)` shows them."))
        } else {
            blocks.append(.prose(diff))
        }
    }

    private static func nothing(_ diff: ProseDiff) -> String {
        diff.old == diff.new ? "The texts are the same." : "Only line breaks differ."
    }

    private static func count(_ diff: ProseDiff) -> String {
        let (gone, come) = diff.words
        let isMoved = diff.pieces.contains { if case .left = $0 { true } else { false } }
        let words = gone + come == 0 && isMoved ? "" : "\(gone.counted("word")) gone, \(come) new"
        return [words, isMoved ? "paragraphs moved" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    // MARK: - Showing

    /// The changes as text, with marks around deleted and new words.
    package var plainText: String { text { $0.plain } }

    /// Returns the changes as text, with each piece of marked text rendered by a closure.
    package func text(_ shown: (MarkedText) -> String) -> String {
        blocks.map { block in
            switch block {
            case .heading(let text): shown(MarkedText([.init(.heading, text)]))
            case .remark(let text): shown(MarkedText([.init(.remark, text)])) + "\n"
            case .prose(let diff): Self.text(diff, shown) + "\n"
            }
        }.joined(separator: "\n").trimmedNewlines
    }

    private static func text(_ diff: ProseDiff, _ shown: (MarkedText) -> String) -> String {
        var parts: [String] = []
        var unchanged = 0
        func fold() {
            guard unchanged > 0 else { return }
            let text = "\(unchanged.counted("paragraph")) unchanged"
            parts.append(shown(MarkedText([.init(.remark, text)])))
            unchanged = 0
        }
        for paragraph in diff.paragraphs {
            guard paragraph.contains(where: \.isChange) else {
                unchanged += 1
                continue
            }
            fold()
            parts += passages(of: paragraph).map { shown(MarkedText($0.map(run))) }
        }
        fold()
        return parts.joined(separator: "\n\n")
    }

    /// Splits a paragraph where a whole passage took the place of another, which would run into each other in a line.
    private static func passages(of paragraph: [ProseDiff.Piece]) -> [[ProseDiff.Piece]] {
        var passages: [[ProseDiff.Piece]] = []
        for piece in paragraph {
            if case .added(let new) = piece, case .removed(let old)? = passages.last?.last, isLong(old), isLong(new) {
                passages.append([piece])
            } else if passages.isEmpty {
                passages = [[piece]]
            } else {
                passages[passages.count - 1].append(piece)
            }
        }
        return passages
    }

    private static func isLong(_ text: String) -> Bool { Prose.words(in: text) >= leastPassage }

    /// The least number of words of a passage that is shown by itself.
    private static let leastPassage = 5

    private static func run(_ piece: ProseDiff.Piece) -> MarkedText.Run {
        switch piece {
        case .same(_, let text), .gap(_, let text): .init(.plain, text)
        case .removed(let text): .init(.removed, text)
        case .added(let text): .init(.added, text)
        case .left(let text): .init(.remark, "(moved away: \(begin(text)))")
        case .arrived(let text): .init(.remark, "(moved here: \(begin(text)))")
        }
    }

    private static func begin(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.prefix(6).joined(separator: " ") + (words.count > 6 ? " …" : "")
    }
}

extension ChangeList {
    /// The changes for other programs.
    var value: JSONValue {
        let parts = blocks.map { block -> JSONValue in
            switch block {
            case .heading(let text): return ["heading": .string(text)]
            case .remark(let text): return ["remark": .string(text)]
            case .prose(let diff):
                return ["pieces": .array(diff.pieces.map(Self.value))]
            }
        }
        return ["changes": .array(parts)]
    }

    private static func value(_ piece: ProseDiff.Piece) -> JSONValue {
        switch piece {
        case .same(_, let text), .gap(_, let text): ["same": .string(text)]
        case .removed(let text): ["removed": .string(text)]
        case .added(let text): ["added": .string(text)]
        case .left(let text): ["left": .string(text)]
        case .arrived(let text): ["arrived": .string(text)]
        }
    }
}

extension String {
    /// The string without trailing line feeds.
    fileprivate var trimmedNewlines: String { String(reversed().drop { $0 == "\n" }.reversed()) }
}
