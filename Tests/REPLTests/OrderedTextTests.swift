import Testing

@testable import REPL

@Suite struct OrderedTextTests {
    @Test func theFirstFlowsAndTheOthersWait() {
        var order = OrderedText(count: 3, isLive: true)
        #expect(order.text(1, "b").isEmpty)
        #expect(order.text(0, "a") == [.heading(0), .text(0, "a")])
        #expect(order.text(0, "A") == [.text(0, "A")])
        #expect(order.text(1, "B").isEmpty)
        #expect(order.end(1, whole: "bB").isEmpty)
        #expect(
            order.end(0, whole: "aA")
                == [.end(0, isWhole: true), .heading(1), .text(1, "bB"), .end(1, isWhole: true)])
        #expect(order.text(2, "c") == [.heading(2), .text(2, "c")])
        #expect(order.end(2, whole: nil) == [.end(2, isWhole: false)])
    }

    @Test func aSectionThatNeverSpokeHasNoHeading() {
        var order = OrderedText(count: 2, isLive: true)
        #expect(order.end(0, whole: nil).isEmpty)
        #expect(order.text(1, "b") == [.heading(1), .text(1, "b")])
    }

    @Test func aRestartedSectionIsShownAgain() {
        var order = OrderedText(count: 2, isLive: true)
        #expect(order.restart(0).isEmpty)
        #expect(order.text(0, "x") == [.heading(0), .text(0, "x")])
        #expect(order.restart(0) == [.restart(0, remark: "(second attempt)")])
        #expect(order.text(0, "a") == [.text(0, "a")])
        #expect(order.text(1, "y").isEmpty)
        #expect(order.restart(1).isEmpty)
        #expect(order.text(1, "b").isEmpty)
        #expect(order.end(0, whole: "a") == [.end(0, isWhole: true), .heading(1), .text(1, "b")])
    }

    /// A second attempt for length is drawn unseen: what was shown stays, and what was not is shown as it was kept.
    @Test func aSecondAttemptIsUnseen() {
        var order = OrderedText(count: 2, isLive: true)
        #expect(order.text(0, "first") == [.heading(0), .text(0, "first")])
        order.mute(0)
        #expect(order.text(0, "second").isEmpty && order.restart(0).isEmpty)
        #expect(order.text(1, "one").isEmpty)
        order.mute(1)
        #expect(order.text(1, "two").isEmpty)
        #expect(order.showed(0, "first\n") && !order.showed(0, "second"))
        #expect(order.end(1, whole: "two").isEmpty)
        #expect(
            order.end(0, whole: "first")
                == [.end(0, isWhole: true), .heading(1), .text(1, "two"), .end(1, isWhole: true)])
    }

    @Test func wholeTextsComeInOnePiece() {
        var order = OrderedText(count: 3, isLive: false)
        #expect(order.text(0, "a").isEmpty)
        #expect(order.restart(0).isEmpty)
        #expect(order.end(1, whole: "bb").isEmpty)
        #expect(
            order.end(0, whole: "aa")
                == [
                    .heading(0), .text(0, "aa"), .end(0, isWhole: true), .heading(1), .text(1, "bb"),
                    .end(1, isWhole: true),
                ])
        #expect(order.end(2, whole: nil).isEmpty)
    }

    /// Whatever the order in which parts arrive, what is shown is in the order of the plan, once and whole.
    @Test(arguments: 0..<300)
    func shownTextIsInOrderAndComplete(seed: Int) {
        var random = Dice(seed: UInt64(seed))
        let isLive = seed % 2 == 0
        let count = Int.random(in: 1...6, using: &random)
        var events = (0..<count).map { Self.events(of: $0, &random) }
        let expected = (0..<count).map { index in Self.text(events[index]) }
        let isWhole = events.map { $0.contains { if case .ended(let whole) = $0 { whole } else { false } } }

        var order = OrderedText(count: count, isLive: isLive)
        var shown = Page(count: count)
        while let index = events.indices.filter({ !events[$0].isEmpty }).randomElement(using: &random) {
            switch events[index].removeFirst() {
            case .text(let text): shown.take(order.text(index, text))
            case .restart: shown.take(order.restart(index))
            case .ended(let whole): shown.take(order.end(index, whole: whole ? expected[index] : nil))
            }
        }

        #expect(shown.faults.isEmpty)
        for index in 0..<count {
            let isShown = !expected[index].isEmpty && (isLive || isWhole[index])
            #expect(shown.texts[index] == (isShown ? expected[index] : ""))
            #expect(shown.ends[index] == (shown.headings.contains(index) ? isWhole[index] : nil))
        }
        #expect(shown.headings == shown.headings.sorted())
        #expect(Set(shown.headings).count == shown.headings.count)
    }

    private enum Event {
        case text(String)
        case restart
        case ended(Bool)
    }

    private static func events(of index: Int, _ random: inout Dice) -> [Event] {
        var events: [Event] = []
        for step in 0..<Int.random(in: 0...8, using: &random) {
            events.append(Int.random(in: 0..<9, using: &random) == 0 ? .restart : .text("\(index).\(step) "))
        }
        return events + [.ended(Int.random(in: 0..<4, using: &random) > 0)]
    }

    /// The text of a section after its last restart.
    private static func text(_ events: [Event]) -> String {
        events.reduce(into: "") { text, event in
            switch event {
            case .text(let piece): text += piece
            case .restart: text = ""
            case .ended: break
            }
        }
    }

    /// The text that a reader sees.
    private struct Page {
        var texts: [String]
        var ends: [Bool?]
        var headings: [Int] = []
        var faults: [String] = []
        private var open: Int?

        init(count: Int) {
            texts = Array(repeating: "", count: count)
            ends = Array(repeating: nil, count: count)
        }

        mutating func take(_ pieces: [OrderedText.Piece]) {
            for piece in pieces {
                switch piece {
                case .heading(let index):
                    if open != nil { faults.append("\(index) begins within \(open ?? 0)") }
                    open = index
                    headings.append(index)
                case .text(let index, let text):
                    if open != index { faults.append("text of \(index) stands elsewhere") }
                    texts[index] += text
                case .restart(let index, _):
                    if open != index { faults.append("\(index) begins again elsewhere") }
                    texts[index] = ""
                case .end(let index, let isWhole):
                    if open != index || ends[index] != nil { faults.append("\(index) ends twice or elsewhere") }
                    ends[index] = isWhole
                    open = nil
                }
            }
        }
    }
}

/// Random numbers that are the same on every run (Knuth's MMIX generator, its upper bits folded down).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 32)
    }
}
