import Manuscript
import SeededRandom
import Testing

/// A post's length is spread over its sections.
struct SessionBudgetSpreadTests {
    private func session(_ budgets: [Int?]) -> Session {
        var session = Session(name: "n", at: time(0), id: "s")
        session.outline = Outline(budgets.enumerated().map { Section(id: "\($0)", title: "T\($0)", words: $1) })
        return session
    }

    @Test func budgetsKeepTheirShares() {
        let edits = session([100, 300, nil]).edits(spreading: 800)
        #expect(edits == [.setWords("0", 200), .setWords("1", 600)])
    }

    @Test func noEditIsMadeWithoutAChange() {
        #expect(session([100, 300]).edits(spreading: 400) == [])
        #expect(session([nil, nil]).edits(spreading: 400) == [])
        #expect(session([0, 0]).edits(spreading: 400) == [])
        #expect(session([]).edits(spreading: 400) == [])
    }

    @Test(arguments: 0..<20) func everyBudgetIsRoundAndNotTiny(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let start = session((0..<8).map { _ in Int.random(in: 1...900, using: &random) })
        for words in [0, 10, 1234, 50_000] {
            var session = start
            for edit in start.edits(spreading: words) { session = try session.applying(edit).session }
            let budgets = session.outline.entries.compactMap(\.section.words)
            let kept = Set(start.outline.entries.compactMap(\.section.words))
            #expect(budgets.allSatisfy { $0 >= 40 && $0 % 10 == 0 || kept.contains($0) })
            if words == 50_000 { #expect(abs(budgets.reduce(0, +) - words) <= 5 * 8 + 40 * 8) }
        }
    }
}
