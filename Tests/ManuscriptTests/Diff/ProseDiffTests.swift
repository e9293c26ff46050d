import Manuscript
import Testing

@Suite struct ProseDiffTests {
    /// The changes alone, in the marks that people know from `git diff --word-diff`.
    private func marks(_ old: String, _ new: String) -> String {
        ProseDiff(from: old, to: new).pieces.map { piece in
            switch piece {
            case .same(_, let text), .gap(_, let text): text
            case .removed(let text): "[-\(text)-]"
            case .added(let text): "{+\(text)+}"
            case .left(let text): "<-\(text)-"
            case .arrived(let text): "->\(text)>"
            }
        }.joined()
    }

    /// Invariants of the diff of any two texts.
    private func expectExact(_ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let diff = ProseDiff(from: old, to: new)
        #expect(Array(diff.old.utf8) == Array(old.utf8), sourceLocation: sourceLocation)
        #expect(Array(diff.new.utf8) == Array(new.utf8), sourceLocation: sourceLocation)
        #expect(diff.applied(to: old).map { Array($0.utf8) } == Array(new.utf8), sourceLocation: sourceLocation)
        #expect(
            diff.reversed.applied(to: new).map { Array($0.utf8) } == Array(old.utf8), sourceLocation: sourceLocation)
        #expect(diff.reversed.reversed == diff, sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        ("A cat sat.", "A dog sat.", "A [-cat-]{+dog+} sat."),
        ("A cat sat.", "A cat sat down.", "A cat sat{+ down+}."),
        ("A big cat sat.", "A cat sat.", "A [-big -]cat sat."),
        ("One, two.", "One; two.", "One[-,-]{+;+} two."),
        ("It's here.", "It’s here.", "[-It's-]{+It’s+} here."),
        ("", "All new.", "{+All new.+}"), ("All gone.", "", "[-All gone.-]"), ("", "", ""),
        ("数据很重要。", "数据不重要。", "数据[-很-]{+不+}重要。"),
        ("👩‍👩‍👧 came", "👩‍👩‍👦 came", "[-👩‍👩‍👧-]{+👩‍👩‍👦+} came"),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", "One.\n\nTwo.{+\n\nThree.+}"),
        ("One.\n\nTwo.", "One. Two.", "One.[-\n\n-]{+ +}Two."),
    ])
    func marksWords(old: String, new: String, expected: String) {
        #expect(marks(old, new) == expected)
        expectExact(old, new)
    }

    @Test func wordsThatChangeTogetherAreOneChange() {
        #expect(
            marks("The quick brown fox jumps over it.", "The slow yellow snail jumps over it.")
                == "The [-quick brown fox-]{+slow yellow snail+} jumps over it.")
        // A short word between two long changes is not worth keeping.
        #expect(
            marks("Wonderful elephants of Africa wander.", "Terrible crocodiles of Australia wander.")
                == "[-Wonderful elephants of Africa-]{+Terrible crocodiles of Australia+} wander.")
    }

    @Test func whereLinesBreakDoesNotMatter() {
        let old = "A long line\nof prose that\nwas wrapped by hand.\n\nAnother."
        let new = "A long line of prose that was\nwrapped by hand.\n\n\nAnother.\n"
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.pieces.allSatisfy { if case .added = $0 { false } else { !$0.isChange } } || diff.words == (0, 0))
        #expect(marks("a line\nof prose", "a line of\nprose") == "a line of\nprose")
        #expect(ProseDiff(from: "a line\nof prose", to: "a line of\nprose").isEmpty)
        #expect(!ProseDiff(from: "```\na\nb\n```", to: "```\na b\n```").isEmpty, "code keeps its lines")
        #expect(!ProseDiff(from: "- a\n- b", to: "- a - b").isEmpty, "items keep theirs")
        expectExact(old, new)
    }

    @Test func howACharacterIsComposedDoesNotMatter() {
        let diff = ProseDiff(from: "cafe\u{301} noir", to: "café noir")
        #expect(diff.isEmpty)
        expectExact("cafe\u{301} noir", "café noir")
    }

    @Test func aParagraphThatMovedIsNotShownTwice() {
        let (one, two, three) = (
            "The first paragraph has some words.", "A second one follows it here.", "And a third one ends the text."
        )
        let old = [one, two, three].joined(separator: "\n\n")
        let new = [three, one, two].joined(separator: "\n\n")
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.words == (0, 0))
        #expect(diff.pieces.contains(.left(three)) && diff.pieces.contains(.arrived(three)))
        expectExact(old, new)
    }

    @Test func unchangedParagraphsStayApart() {
        let diff = ProseDiff(from: "One.\n\nTwo.\n\nThree.", to: "One.\n\nTwo and a half.\n\nThree.")
        #expect(diff.paragraphs.map { $0.contains(where: \.isChange) } == [false, true, false])
        #expect(diff.words == (0, 3))
    }

    @Test func equalTextsDoNotDiffer() {
        for text in ["", "\n", "a", "One.\n\nTwo.\r\n", "日本語", "e\u{301}", "\u{0}", "   "] {
            #expect(ProseDiff(from: text, to: text).isEmpty, "\(text.debugDescription)")
            expectExact(text, text)
        }
    }

    @Test func anUnexpectedOldTextIsRefused() {
        #expect(ProseDiff(from: "a", to: "b").applied(to: "c") == nil)
    }

    /// Texts of words and paragraphs that chance changes, moves and takes away.
    @Test(arguments: (0..<10).map { UInt64($0) })
    func anyTwoTextsAreExact(seed: UInt64) {
        var making = RandomSessions(seed: 500 + seed)
        let parts = [
            "one", "two", "three", "é", "e\u{301}", "日本", "👩🏽‍🚀", " ", " ", " ", "\n", "\n\n", "\n \n\n", "\r\n", ".", ",",
            "```\n", "~~~", "- ", "| a | b |\n", "    code", "\t", "\u{0}", "\u{2028}", "مرحبا", "¶", "*", "1. ",
        ]
        func text(_ count: Int) -> String {
            (0..<count).map { _ in parts[making.number(0...(parts.count - 1))] }.joined()
        }
        for _ in 0..<60 {
            let old = text(making.number(0...60))
            expectExact(old, text(making.number(0...60)))
            var pieces = old.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            for _ in 0..<making.number(1...4) {
                let place = making.number(0...(pieces.count - 1))
                pieces[place] = making.chance(50) ? text(3) : ""
                if making.chance(30) { pieces.swapAt(place, making.number(0...(pieces.count - 1))) }
            }
            expectExact(old, pieces.joined(separator: " "))
        }
    }

    /// 10,000 words on each side: changed here and there, without anything in common, and without anything unique.
    @Test func longTextsAreCompared() {
        var making = RandomSessions(seed: 9)
        let words = (0..<10_000).map { $0 % 12 == 0 ? "end.\n\n" : "word\(making.number(0...3000)) " }
        var changed = words
        for _ in 0..<500 { changed[making.number(0...9_999)] = "other " }
        let (old, new) = (words.joined(), changed.joined())
        let diff = ProseDiff(from: old, to: new)
        #expect(diff.old == old && diff.new == new)
        #expect(diff.words.removed <= 2_000 && diff.words.added <= 2_000)
        expectExact(old, (0..<10_000).map { "new\($0) " }.joined())
        expectExact(
            (0..<10_000).map { _ in making.chance(50) ? "a " : "b " }.joined(),
            (0..<10_000).map { _ in making.chance(50) ? "a " : "b " }.joined())
    }
}
