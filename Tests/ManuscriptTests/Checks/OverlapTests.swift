import Platform
import Testing

@testable import Manuscript

/// Sections that are to cover the same matter are found in the outline.
struct OverlapTests {
    private func session(_ sections: [Section]) -> Session {
        var session = Session(name: "s", topic: "What is data engineering?", at: Date(timeIntervalSince1970: 0))
        session.outline = Outline(sections)
        return session
    }

    private func found(_ sections: [Section]) -> [String] {
        Overlap.all(in: session(sections)).map {
            "\($0.later.number) \($0.first.number) \($0.kind.rawValue): \($0.shared)"
        }
    }

    @Test func titlesThatSayTheSame() {
        #expect(
            found([
                Section(title: "Workflow Orchestration Tools"), Section(title: "Data Orchestration"),
                Section(title: "Storage"),
            ]) == ["2 1 titles: orchestr"])
        #expect(found([Section(title: "Costs of storage"), Section(title: "What storage costs")]).count == 1)
    }

    @Test func wordsOfTheTopicAreInEverySection() {
        #expect(
            found([Section(title: "Data engineering today"), Section(title: "Why data engineering hurts")]).isEmpty)
        #expect(found([Section(title: "Data"), Section(title: "Engineering")]).isEmpty)
    }

    @Test func pointsThatAreOwnedTwice() {
        let one = Section(title: "Alpha", points: ["cheap object storage holds raw files", "b"])
        let two = Section(title: "Beta", points: ["raw files in cheap object storage", "c"])
        #expect(found([one, two]) == ["2 1 points: raw files in cheap object storage"])
        #expect(found([one, Section(title: "Beta", points: ["cheap lunches"])]).isEmpty)
    }

    @Test func briefsThatSayTheSame() {
        let one = Section(title: "Alpha", brief: "How raw files land in cheap object storage.")
        let two = Section(title: "Beta", brief: "Cheap object storage and the raw files that land there.")
        #expect(found([one, two]).map { $0.prefix(10) } == ["2 1 briefs"])
    }

    @Test func headingsEdgesAndSubsectionsAreLeftOut() {
        let below = [Section(title: "Storage costs"), Section(title: "Joins")]
        #expect(found([Section(title: "Storage costs", children: below)]).isEmpty)
        #expect(found([Section(title: "Storage costs", words: 80, children: below)]).isEmpty)
        #expect(
            found([
                Section(title: "Storage", role: .introduction), Section(title: "Storage", role: .conclusion),
                Section(title: "Storage"),
            ])
            .isEmpty)
    }

    @Test func eachPairIsNamedOnceAndOneMatterOnce() {
        let same = (1...3).map { _ in
            Section(title: "Storage", brief: "The same brief for all three.", points: ["x-rays"])
        }
        #expect(found(same) == ["2 1 points: x-rays", "3 1 points: x-rays", "3 2 points: x-rays"])
    }

    @Test func anOutlineOfLikeTitlesIsBounded() {
        let found = Overlap.all(in: session((0..<60).map { _ in Section(title: "Storage costs") }))
        #expect(found.count == (0..<60).reduce(0) { $0 + min($1, Overlap.most) })
        #expect(found.last.map { [$0.later.number, $0.first.number] } == ["60", "8"])
    }

    @Test func twoSectionsAreComparedByThemselves() {
        let session = session([
            Section(id: "a", title: "Storage"),
            Section(id: "b", title: "Joins", children: [Section(id: "c", title: "Storage costs")]),
        ])
        #expect(Overlap.between("c", "a", in: session).map { [$0.first.number, $0.later.number] } == ["1", "2.1"])
        #expect(Overlap.between("a", "b", in: session) == nil)
    }
}
