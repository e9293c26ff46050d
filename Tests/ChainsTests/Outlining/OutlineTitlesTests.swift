import Manuscript
import SeededRandom
import Testing

@testable import Chains

/// Titles are whole words, at most 60 characters, distinct, and not the topic again.
@Suite struct OutlineTitlesTests {
    private let topic = "What is data engineering?"

    private func titles(_ nodes: [OutlineDraft.Node], topic: String? = nil) -> [String] {
        func titles(_ nodes: [OutlineDraft.Node], _ depth: Int) -> [String] {
            nodes.flatMap { [String(repeating: " ", count: depth) + $0.title] + titles($0.children, depth + 1) }
        }
        return titles(OutlineTitles.kept(nodes, topic: topic ?? self.topic), 0)
    }

    private func node(_ title: String, _ children: String...) -> OutlineDraft.Node {
        .init(title: title, children: children.map { .init(title: $0) })
    }

    @Test func numbersAndMarkupGo() {
        #expect(
            titles([node("**1. Lakes**", "1.1) `Files`", "_Tables_"), node("## 2. Streams:"), node("\"Costs\"")])
                == ["Lakes", " Files", " _Tables_", "Streams", "Costs"])
    }

    @Test func theTopicAgainIsLeftOut() {
        #expect(
            titles([node("Data Engineering"), node("What Is Data Engineering?", "Lakes", "Streams"), node("Costs")])
                == ["Lakes", "Streams", "Costs"])
        let topic = "How bread rises and why salt matters"
        #expect(titles([node("Why salt matters"), node("Ovens")], topic: topic).count == 2)
        #expect(titles([node("数据"), node("湖")], topic: "数据") == ["湖"])
        #expect(titles([node("Introduction to Data Engineering"), node("Costs")]).count == 2)
    }

    @Test func aSectionOverAllOthersIsThePost() {
        #expect(titles([node("Data", "Lakes", "Streams", "Costs")]) == ["Lakes", "Streams", "Costs"])
    }

    @Test func aSectionWithASingleSubsectionIsOneSection() {
        let kept = OutlineTitles.kept([node("Lakes", "Files in folders"), node("Streams")], topic: topic)
        #expect(kept == [.init(title: "Lakes", points: ["Files in folders"]), .init(title: "Streams")])
        // Also where the others below it are copies.
        #expect(titles([node("Lakes", "Files", "files", "Lakes")]) == ["Lakes"])
    }

    @Test func copiesGo() {
        #expect(
            titles([node("Lakes", "Costs", "Files"), node("lakes"), node("Costs."), node("Streams")])
                == ["Lakes", " Costs", " Files", "Streams"])
    }

    @Test func longTitlesEndWithAWord() {
        let long = "The price of a small data warehouse that you keep up for the whole team"
        #expect(OutlineTitles.short(long) == "The price of a small data warehouse that you keep up")
        #expect(OutlineTitles.short(String(repeating: "数", count: 80)).count == 60)
        let list = "Lakes that are cheap to keep and to fill by night, warehouses, and streams"
        #expect(OutlineTitles.short(list) == "Lakes that are cheap to keep and to fill by night")
    }

    @Test(arguments: 0..<200)
    func sectionsThatAreCompleteStayAsTheyAre(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "Lakes", "lakes", "Data engineering", "2. Streams", "Costs of a lake", "", "**Costs**", "数据", "Files",
            "A title of very many words that goes on and on beyond what any reader would read", "Tables",
        ]
        func title() -> String { words.randomElement(using: &generator) ?? "" }
        let nodes = (0..<6).map { _ in
            OutlineDraft.Node(
                title: title(),
                children: (0..<Int.random(in: 0...3, using: &generator)).map { _ in .init(title: title()) })
        }
        for complete in 0...nodes.count {
            let early = OutlineTitles.kept(Array(nodes.prefix(complete)), topic: topic, open: complete)
            let later = OutlineTitles.kept(nodes, topic: topic, open: nodes.count)
            #expect(Array(later.prefix(early.count)) == early)
        }
        let kept = OutlineTitles.kept(nodes, topic: topic)
        func all(_ nodes: [OutlineDraft.Node]) -> [OutlineDraft.Node] { nodes.flatMap { [$0] + all($0.children) } }
        let keys = all(kept).map { TitleMatch.key($0.title) }
        #expect(Set(keys).count == keys.count && !keys.contains(""))
        #expect(all(kept).allSatisfy { $0.title.count <= OutlineTitles.most && $0.children.count != 1 })
    }

    @Test(arguments: [
        ("Bees keep honey warm", "Bees keep honey warm always", true),
        ("Bees keep honey", "Bees keep honey warm always", false), ("Warm honey", "How honey is warm", true),
        ("Cold honey", "How honey is warm", false), ("The", "The how", false),
    ])
    func aTitleWithFourFifthsOfTheTopicsWordsIsTheTopic(title: String, topic: String, isTopic: Bool) {
        #expect(OutlineTitles.isTopic(title, topic) == isTopic)
    }
}
