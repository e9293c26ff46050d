import Manuscript
import Testing

@testable import Chains

/// The form of paragraphs that small and medium models are held to.
struct SectionChainShapeTests {
    private func chain(
        _ tier: ModelProfile.Tier, id: String = "b", written: [String: String] = [:], told: [String] = [],
        topic: String? = nil, language: String = ""
    ) throws -> SectionChain {
        var session = Posts.session(written: written)
        if let topic { session.topic = topic }
        session.style.language = language
        return SectionChain(
            model: ScriptedModel(tier: tier, texts: []), session: session, entry: try session.entry(id), task: .write,
            told: WrittenParagraphs(told), written: WrittenSections(of: session))
    }

    private static let alike =
        "Pressure falls. Pressure rises. Pressure stays. Bubbles grow. Crusts form. Loaves rest. Ovens glow."

    @Test func aWordThatBeganTooManySentencesBeginsNoMore() throws {
        let shape = try chain(.medium, written: ["in": Self.alike]).paragraphShape
        let always = try chain(.medium).paragraphShape.avoidedOpenings
        #expect(shape.avoidedOpenings == always.union(["Pressure"]) && !shape.isSingle && shape.readsSentences)
        #expect(always.isSuperset(of: ["Here", "In conclusion", "I"]) && shape.avoidedAtStart.contains("Next"))
        let sampling = try chain(.medium).sampling(attempt: 1)
        #expect(sampling.paragraphs?.longSentence == 24)
    }

    @Test func aLaterSectionCountsToo() throws {
        #expect(try chain(.medium, written: ["c": Self.alike]).paragraphShape.avoidedOpenings.contains("Pressure"))
    }

    @Test func onlyAConclusionMaySumUp() throws {
        #expect(try !chain(.medium, id: "out").paragraphShape.avoidedOpenings.contains("In conclusion"))
    }

    @Test func onlyTheFirstParagraphMayBeginWithTheTopic() throws {
        let topic = "How sourdough rises"
        let first = try chain(.small, id: "in", topic: topic).smallShape(isOpening: true)
        #expect(first.avoidedOpenings.isDisjoint(with: ["Sourdough", "Rises"]))
        let next = try chain(.small, id: "in", topic: topic).smallShape(isOpening: false)
        #expect(next.avoidedOpenings.isSuperset(of: ["Sourdough", "Rises"]) && !next.avoidedOpenings.contains("How"))
        let later = try chain(.small, topic: topic).smallShape(isOpening: true)
        #expect(later.avoidedOpenings.isSuperset(of: ["Sourdough", "We"]) && later.avoidedAtStart.contains("However"))
        #expect(later.isSingle)
    }

    @Test func aTopicThatAddressesTheReaderAllowsYou() throws {
        let howTo = try chain(.small, topic: "How to bake bread").smallShape(isOpening: true)
        #expect(!howTo.avoidedOpenings.contains("You") && howTo.avoidedOpenings.contains("Bak"))
        #expect(try chain(.small, topic: "Why bread rises").smallShape(isOpening: true).avoidedOpenings.contains("You"))
    }

    @Test(arguments: [("パンの焼き方", ""), ("Bread", "Japanese"), ("Хлеб дома", "")])
    func sentencesAreReadOnlyInLatinScript(topic: String, language: String) throws {
        let shape = try chain(.medium, topic: topic, language: language).paragraphShape
        #expect(shape == ParagraphShape())
        #expect(try chain(.medium, topic: topic, language: "German").paragraphShape.readsSentences)
    }

    @Test func aSectionWithListsIsHeldToNothing() throws {
        var session = Posts.session()
        session.style.lists = "often"
        let chain = SectionChain(
            model: ScriptedModel(tier: .medium, texts: []), session: session, entry: try session.entry("b"),
            task: .write)
        #expect(chain.sampling(attempt: 1).paragraphs == nil)
    }
}
