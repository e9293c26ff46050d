import Testing

@testable import Terminal

@Suite("The system's time")
struct PaceTests {
    @Test("Time advances, and delayed work runs")
    func system() async {
        let pace = Pace.system()
        let start = pace.now()
        await withCheckedContinuation { done in pace.later(.milliseconds(5)) { done.resume() } }
        #expect(pace.now() - start >= .milliseconds(5))
    }
}
