import Manuscript
import Testing

@testable import Chains

/// An outline grows by titles and by briefs, in whatever order they arrive.
struct OutlineProgressTests {
    private func node(_ title: String, _ children: String...) -> OutlineDraft.Node {
        .init(title: title, children: children.map { .init(title: $0) })
    }

    private func answer(_ title: String, calls: Int = 1) -> SectionBriefs.Answer {
        let matter = SectionBriefs.Matter(brief: "Rain on a tin roof.", points: ["one", "two"])
        return .init(found: [TitleMatch.key(title): matter], usage: Usage(calls: calls))
    }

    @Test func onlyCompleteSectionsAreAskedForAndEachOnce() {
        var progress = OutlineProgress(topic: "Weather")
        progress.take([node("Clouds"), node("Winds")], complete: 1)
        #expect(progress.titles.map(\.title) == ["Clouds", "Winds"])
        #expect(progress.next() == 0 && progress.next() == nil && progress.running == 2)
        progress.take([node("Clouds"), node("Winds")], complete: 2)
        #expect(progress.next() == 1 && progress.next() == nil && progress.running == 3)
        #expect(!progress.hasAllTitles && !progress.isDone)
    }

    @Test func itIsDoneWhenEveryCallHasEnded() {
        var progress = OutlineProgress(topic: "Weather")
        progress.take([node("Clouds")], complete: 1)
        #expect(progress.next() == 0)
        progress.end([node("Clouds")], usage: Usage(calls: 1))
        #expect(progress.hasAllTitles && !progress.isDone && progress.next() == nil)
        progress.take(answer("Clouds", calls: 2))
        #expect(progress.isDone && progress.usage.calls == 3)
        #expect(progress.draft.nodes.first?.brief == "Rain on a tin roof.")
        #expect(progress.draft.nodes.first?.points == ["one", "two"])
    }

    @Test func aSectionThatChangedIsAskedForAgain() {
        var progress = OutlineProgress(topic: "Weather")
        progress.take([node("Clouds"), node("Winds")], complete: 1)
        #expect(progress.next() == 0)
        progress.end([node("Clouds", "High Clouds", "Low Clouds"), node("Winds")], usage: Usage())
        #expect(progress.next() == 0 && progress.next() == 1 && progress.next() == nil)
    }

    @Test func theModelsOwnBriefsStay() {
        var progress = OutlineProgress(topic: "Weather")
        var clouds = node("Clouds")
        clouds.brief = "Where they come from."
        clouds.points = ["vapour", "dust"]
        progress.end([clouds], usage: Usage())
        #expect(progress.next() == nil && progress.isDone)
        progress.take([clouds], complete: 1)
        #expect(progress.draft.nodes.first?.brief == clouds.brief)
        #expect(progress.draft.nodes.first?.points == clouds.points)
    }

    @Test func theFirstFailureIsReported() {
        var progress = OutlineProgress(topic: "Weather")
        progress.end([node("Clouds"), node("Winds")], usage: Usage())
        while progress.next() != nil {}
        progress.take(.init(failure: "One."))
        progress.take(.init(failure: "Two."))
        #expect(progress.failure == "One." && progress.isDone)
        #expect(progress.draft.leaves.map(\.brief) == ["", ""])
    }
}
