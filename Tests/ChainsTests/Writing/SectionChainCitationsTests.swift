import Manuscript
import Platform
import Testing

@testable import Chains

/// Sections that are written with passages of the writer's sources.
@Suite(.timeLimit(.minutes(5)))
struct SectionChainCitationsTests {
    private let passages = [
        Passage(address: .init(source: 1, number: 1), text: "At 1,600 metres in Denver, water boils at 95 degrees."),
        Passage(
            address: .init(source: 2, number: 3), heading: "Rising", text: "Dough rises a quarter faster in thin air."),
    ]
    private let good = "Water boils at 95 degrees in Denver [1#1]. Thin air makes dough rise faster [2#3]."

    private func draft(_ model: ScriptedModel, passages: [Passage]? = nil, task: SectionTask = .write) async throws
        -> SectionChain.Draft
    {
        let session = Posts.session()
        let chain = SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: task, holdsLength: false,
            passages: passages ?? self.passages)
        return try await chain.draft()
    }

    @Test(arguments: [ModelProfile.Tier.large, .medium])
    func thePassagesAreInThePromptBeforeTheTask(tier: ModelProfile.Tier) async throws {
        let model = ScriptedModel(tier: tier, texts: [good])
        #expect(try await draft(model).text == good)
        let text = try #require(model.requests.first?.messages.last?.text)
        #expect(text.contains("[1#1] At 1,600 metres in Denver") && text.contains("[2#3] (Rising) Dough rises"))
        let place = try #require(text.firstRange(of: "[2#3]"))
        #expect(text[place.upperBound...].contains("Write the body of section 3"))
        #expect(model.requests.allSatisfy { $0.tools.isEmpty })
    }

    @Test func withoutSourcesThePromptIsAsItWas() async throws {
        let model = ScriptedModel(texts: ["Air is thin."])
        _ = try await draft(model, passages: [])
        #expect(model.requests.first?.messages.contains { $0.text.contains("passage") } == false)
    }

    @Test func aFaultyClaimIsSentBackOnce() async throws {
        let model = ScriptedModel(texts: ["Water boils at 92 degrees in Denver [1#1].", good])
        #expect(try await draft(model).text == good)
        #expect(model.requests.count == 2)
        let complaint = try #require(model.requests.last?.messages.last?.text)
        #expect(
            complaint.contains("cites 1#1, which does not have the number 92")
                && complaint.contains("Water boils at 92"))
    }

    @Test func aClaimThatStaysFaultyIsKeptForTheCheck() async throws {
        let bad = "Water boils at 92 degrees in Denver [1#1]."
        let model = ScriptedModel(texts: [bad])
        #expect(try await draft(model).text == bad)
        #expect(model.requests.count == 2)
    }

    @Test func marksOfOtherPassagesAreRemovedWithARemark() async throws {
        let model = ScriptedModel(texts: ["Thin air makes dough rise faster (2#3). [7#1] It is dry [4]."])
        let draft = try await draft(model)
        #expect(draft.text == "Thin air makes dough rise faster [2#3]. It is dry.")
        #expect(draft.leftOut?.what == "a citation of a passage that was not offered")
        #expect(draft.leftOut?.whole.contains("[7#1]") == true)
    }

    @Test func aListOfReferencesIsRemovedWithARemark() async throws {
        let model = ScriptedModel(texts: [good + "\n\n**References**\n\n[1] Smith, Baking at altitude, 2019."])
        let draft = try await draft(model)
        #expect(draft.text == good)
        #expect(draft.leftOut?.what == "a list of references")
        #expect(draft.leftOut?.whole.contains("Smith") == true)
    }

    @Test func aMediumModelsSentenceIsCitedByCode() async throws {
        let model = ScriptedModel(
            tier: .medium, texts: ["In Denver at 1,600 metres, water boils at 95 degrees. It is dry."])
        #expect(try await draft(model).text == "In Denver at 1,600 metres, water boils at 95 degrees [1#1]. It is dry.")
    }

    @Test func aSmallModelGetsOneFactAParagraph() async throws {
        let model = ScriptedModel(
            tier: .small,
            texts: [
                "Thin air changes everything in a kitchen. In Denver at 1,600 metres water boils at 95 degrees, so bread needs a longer bake and more care from the people who make it there."
            ])
        #expect(try await draft(model).text.isEmpty == false)
        #expect(model.requests.allSatisfy { $0.messages.last?.text.contains("Use this fact: \"") == true })
    }

    @Test func anEditKeepsItsMarksWhereASourceCannotBeRead() async throws {
        let session = Posts.session(written: ["b": good])
        let chain = SectionChain(
            model: ScriptedModel(texts: [good + " It is dry."]), session: session, entry: try session.entry("b"),
            task: .edit(instruction: "add dryness"), holdsLength: false)
        #expect(try await chain.draft().text == good + " It is dry.")
    }

    @Test func digestsHaveNoMarks() {
        #expect(Digest.lines(of: good) == ["Water boils at 95 degrees in Denver."])
    }
}
