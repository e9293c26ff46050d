import Manuscript
import Testing

@testable import Chains

/// Introduction and conclusion come last, and every job is kept.
struct WritingPlanTests {
    private func jobs(_ ids: [String]) throws -> [WritingPlan.Job] {
        let session = Posts.session()
        return try ids.map { .init(entry: try session.entry($0), task: .write) }
    }

    @Test(arguments: [
        (["in", "a1", "a2", "b", "c", "out"], ["a1", "a2", "b", "c", "in", "out"]), (["out", "in"], ["in", "out"]),
        (["c", "b", "a1"], ["c", "b", "a1"]), ([], []), (["in", "b", "in"], ["b", "in", "in"]),
    ])
    func edgesAreLastAndOrderIsKept(ids: [String], expected: [String]) throws {
        #expect(WritingPlan(jobs: try jobs(ids), parallel: 1).jobs.map(\.entry.section.id) == expected)
    }

    @Test(arguments: [(-1, 1), (0, 1), (1, 1), (9, 9), (.min, 1)]) func atLeastOneIsWrittenAtOnce(
        asked: Int, parallel: Int
    ) {
        #expect(WritingPlan(jobs: [], parallel: asked).parallel == parallel)
    }
}
