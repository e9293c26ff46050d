import SeededRandom
import Testing

@testable import Manuscript

/// The pieces of a difference are few, whole, and in order.
struct ProseComparisonTests {
    private func pieces(_ old: String, _ new: String) -> [ProseDiff.Piece] {
        var comparison = ProseComparison(old, new)
        return comparison.pieces()
    }

    @Test(arguments: 0..<20) func bothTextsAreInThePieces(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "one", "two", "日", "語", " ", "\n", "\r\n", "\n\n", ".", "- ", "a long paragraph of more words.", "é",
        ]
        func text() -> String {
            (0..<Int.random(in: 0...25, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
        }
        for _ in 0..<50 {
            let (old, new) = (text(), text())
            let diff = ProseDiff(pieces: pieces(old, new))
            #expect(diff.old.utf8.elementsEqual(old.utf8) && diff.new.utf8.elementsEqual(new.utf8))
        }
    }

    /// White space that a change begins or ends with on both sides is not part of it.
    @Test(arguments: 0..<20) func changesBeginAndEndWithDifferences(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let parts = ["a", "bee", "longer", "words"]
        func text() -> String {
            (0..<Int.random(in: 1...12, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined(separator: " ")
        }
        for _ in 0..<50 {
            let found = pieces(text(), text())
            for case (.removed(let old), .added(let new)) in zip(found, found.dropFirst()) {
                #expect(!(old.hasPrefix(" ") && new.hasPrefix(" ")), "\(found)")
                #expect(!(old.hasSuffix(" ") && new.hasSuffix(" ")), "\(found)")
            }
        }
    }

    @Test func neighboursAreJoined() {
        #expect(pieces("a b c", "a b c") == [.same(old: "a b c", new: "a b c")])
        #expect(pieces("", "") == [])
        #expect(pieces("", "new") == [.added("new")] && pieces("old", "") == [.removed("old")])
    }

    @Test func aLongParagraphThatMovedIsNotShownTwice() {
        let (moved, other) = ("This paragraph has more than five words.", "Something else stays exactly here now.")
        let found = pieces("\(moved)\n\n\(other)\n\nShort end", "\(other)\n\nShort end\n\n\(moved)")
        #expect(found.contains(.left(moved)) && found.contains(.arrived(moved)))
    }

    @Test func aShortParagraphElsewhereIsACoincidence() {
        let found = pieces("Two words\n\nSomething else stays here.", "Something else stays here.\n\nTwo words")
        let isMoved = found.contains { piece in
            switch piece {
            case .left, .arrived: true
            default: false
            }
        }
        #expect(!isMoved, "\(found)")
    }
}
