import Chains
import Manuscript
import Testing

/// The cost of a run is estimated before it begins.
struct WritingEstimateTests {
    @Test func anEstimateCountsEverySectionWithItsDigests() throws {
        let session = Posts.session()
        let leaves = session.outline.entries.filter(\.section.isUnwritten)
        let jobs = leaves.map { WritingPlan.Job(entry: $0, task: .write) }
        func estimate(_ jobs: [WritingPlan.Job], _ session: Session, tier: ModelProfile.Tier = .large)
            -> WritingEstimate
        {
            SectionScheduler(
                model: ScriptedModel(tier: tier, texts: [""]), session: session,
                plan: WritingPlan(jobs: jobs, parallel: 4)
            ).estimate()
        }
        let one = estimate([jobs[1]], session)
        #expect(one.completion == 180 * 2 && one.prompt > 200)
        let all = estimate(jobs, session)
        #expect(all.completion == 630 * 2 && all.prompt > one.prompt * jobs.count)
        #expect(estimate(jobs, session, tier: .small).prompt < all.prompt)
        // The tokens of a word are measured on written text.
        var written = Posts.session(written: ["c": String(repeating: "word ", count: 60)])
        var version = try #require(written.outline["c"]?.text)
        (version.number, version.model, version.usage) = (2, "scripted-1", Usage(completionTokens: 600))
        written = try written.applying(.addVersion("c", version)).session
        #expect(estimate([jobs[1]], written).completion == 1800)
        #expect(estimate([], session).usage == Usage())
    }
}
