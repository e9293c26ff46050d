import Platform
import Testing

/// `kill -9` at any moment loses at most one second of streamed text, and no finished text, ever.
///
/// `GALLEY_KILLS` says how many kills (`scripts/kill-campaign` asks for 1,000), `GALLEY_SEED` which ones.
@Suite(.timeLimit(.minutes(60))) struct KillTests {
    @Test func nothingIsLost() async throws {
        let environment = ProcessInfo.processInfo.environment
        let kills = environment["GALLEY_KILLS"].flatMap { Int($0) } ?? 100
        let seed = environment["GALLEY_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...999_999)
        let campaign = try KillCampaign(seed: seed)
        try await campaign.run(kills: kills)
        let count = campaign.count
        print(
            "kills: \(count.kills) (seed \(seed)), \(count.withinSaves) of them within a save, \(count.late) runs were over before; lost: \(count.lost.count)"
        )
        #expect(count.lost == [], "seed \(seed)")
        #expect(count.kills >= kills)
    }
}
