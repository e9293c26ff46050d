import Manuscript
import SeededRandom
import Testing

/// Changes that are decided on one by one.
@Suite struct HunkTests {
    private let old = "A cat sat on the mat and looked at the old dog there.\n\nIt was late.\n\nNobody came."
    private let new = "A black cat sat on the mat and looked at the young dog there.\n\nIt was early.\n\nNobody came."

    @Test func nearChangesAreOneAndFarOnesAreNot() {
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.hunks.count == 3)
        #expect(
            diff.hunks.map { diff.proposal(of: $0).split(separator: " ").joined(separator: " ") } == [
                "black", "young", "early",
            ])
        let near = ProseDiff(from: "One two three four.", to: "Uno two tres four.")
        #expect(near.hunks.count == 1)
        #expect(near.proposal(of: near.hunks[0]) == "Uno two tres")
    }

    @Test func eachDecisionIsIndependent() {
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.text(deciding: [.accepted, .rejected, .rejected]) == old.replacing("A cat", with: "A black cat"))
        #expect(
            diff.text(deciding: [.rejected, .replaced("big"), .rejected]) == old.replacing("old dog", with: "big dog"))
        #expect(diff.text(deciding: [.rejected, .rejected]) == old, "what is missing is a rejection")
        #expect(diff.text(deciding: [.accepted, .accepted, .accepted]) == new)
    }

    @Test func movedParagraphsAreOneDecision() {
        let (one, two, three) = (
            "The first paragraph is about ships.", "The second one is about lamps.", "The third one is of keepers."
        )
        let old = [one, two, three].joined(separator: "\n\n")
        let new = [three, one, two].joined(separator: "\n\n")
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.hunks.filter(\.isMove).count == 1)
        for decision in [Hunk.Decision.accepted, .rejected] {
            let text = diff.text(deciding: diff.hunks.map { _ in decision })
            #expect(text == (decision == .accepted ? new : old))
        }
    }

    @Test func anExcerptIsShort() {
        let words = (1...200).map { "word\($0)" }
        let old = words.joined(separator: " ")
        let diff = ProseDiff(from: old, to: old.replacing("word100 ", with: "other "))
        let excerpt = diff.excerpt(of: diff.hunks[0])
        #expect(excerpt.new.contains("other") && excerpt.old.contains("word100"))
        #expect(excerpt.new.split(separator: " ").count < 30)
    }

    /// Whatever two texts are: all rejected is the old text and all accepted the new one, to the byte.
    @Test func hunksLoseAndInventNothing() {
        var random = SeededGenerator(seed: 7)
        let words = ["cat", "dog", "sat.", "on", "the", "mat,", "日本", "👩‍🚀", "a\u{301}", "\n\n", "\n", "  "]
        func text() -> String {
            (0..<Int.random(in: 0...40, using: &random)).map { _ in words.randomElement(using: &random)! + " " }
                .joined()
        }
        for _ in 0..<400 {
            let (old, new) = (text(), text())
            let diff = ProseDiff(from: old, to: new)
            let hunks = diff.hunks
            #expect(Array(diff.text(deciding: hunks.map { _ in .rejected }).utf8) == Array(old.utf8))
            if !hunks.isEmpty {
                #expect(Array(diff.text(deciding: hunks.map { _ in .accepted }).utf8) == Array(new.utf8))
            }
            // Decided by and by, a change is never both taken and left.
            let decisions: [Hunk.Decision] = hunks.map { _ in Bool.random(using: &random) ? .accepted : .rejected }
            let mixed = ProseDiff(from: old, to: diff.text(deciding: decisions))
            #expect(mixed.old == old)
        }
    }

    @Test func anExcerptAtTheEndHasNothingBehindIt() {
        let diff = ProseDiff(from: "The cat sat there", to: "The cat sat here")
        #expect(diff.hunks.map { diff.excerpt(of: $0).old } == ["The cat sat there"])
        #expect(diff.hunks.map { diff.excerpt(of: $0).new } == ["The cat sat here"])
    }
}
