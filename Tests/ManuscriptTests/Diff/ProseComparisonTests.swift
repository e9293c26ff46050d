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
