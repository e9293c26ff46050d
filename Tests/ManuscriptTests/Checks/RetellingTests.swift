import Manuscript
import Platform
import Testing

struct RetellingTests {
    private static let bees =
        "Worker bees collect nectar from flowers and carry it to the hive, where enzymes turn it into honey."
    private static let beesAgain =
        "In the hive, enzymes turn the nectar that worker bees have collected from flowers into honey."
    private static let bread =
        "A baker kneads dough from flour and water and lets yeast raise it overnight before baking."
    private static let ships =
        "Sailors reef the canvas when a storm darkens the horizon and the barometer falls quickly."

    private func session(_ bodies: [String?], roles: [Int: Section.Role] = [:]) -> Session {
        let now = Date(timeIntervalSince1970: 0)
        var session = Session(name: "s", topic: "Crafts", at: now)
        session.outline = Outline(
            bodies.enumerated().map { index, body in
                var section = Section(id: "s\(index)", title: "Part \(index)", role: roles[index])
                if let body {
                    section.versions = [Version(number: 1, text: body, origin: .written, at: now)]
                    section.current = 1
                }
                return section
            })
        return session
    }

    @Test func theLaterOneIsNamedWithThePassageThatClashes() throws {
        let later = "Crews reef the canvas in a storm.\n\n" + Self.beesAgain
        let found = Retelling.all(in: session([Self.bees, Self.bread, nil, later]))
        #expect(found.count == 1)
        let retelling = try #require(found.first)
        #expect(retelling.first.number == "1")
        #expect(retelling.later.number == "4")
        #expect(retelling.passage == Self.beesAgain)
        #expect(retelling.cosine > RetoldSections.threshold)
    }

    @Test func aRetellingIntroductionIsTheOneToRepair() throws {
        let found = Retelling.all(in: session([Self.bees, Self.bread, Self.beesAgain], roles: [0: .introduction]))
        #expect(found.map { $0.later.number } == ["1"])
        #expect(found.map { $0.first.number } == ["3"])
    }

    @Test func aSectionThatRetellsTwoIsNamedOnce() {
        let found = Retelling.all(in: session([Self.bees, Self.bread, Self.beesAgain, Self.bees, Self.ships]))
        #expect(found.map { $0.later.number } == ["3", "4"])
    }

    @Test func differentSectionsAreNotNamed() {
        #expect(Retelling.all(in: session([Self.bees, Self.bread, Self.ships, nil])).isEmpty)
        #expect(Retelling.all(in: session([])).isEmpty)
    }
}
