import Chains
import Manuscript
import Platform
import Testing

/// How a model of the small tier writes a section: a call a paragraph.
struct SmallSectionTests {
    private static let pressure =
        "Thin air lets the gas in dough expand faster than it does at the coast. Bakers at altitude therefore use less "
        + "yeast and watch the bowl instead of the clock while the dough rises."
    private static let water =
        "Flour dries out where thin air holds little moisture. A sourdough at altitude wants some spoonfuls of "
        + "water more, added slowly until the surface feels tacky under a wet hand."
    private static let oven =
        "Water boils early on a mountain, so crust forms late. Raising the oven by ten degrees and baking a little "
        + "longer gives thin slices their firm bite even in mountain air."
    private static let stray =
        "Our football club won the cup again after extra time and a penalty. The coach praised the goalkeeper, who had "
        + "trained through the winter in spite of a broken finger and much rain."

    private func draft(
        _ model: ScriptedModel, task: SectionTask = .write, told: [String] = [], words: Int? = nil,
        live: @Sendable (SectionChain.Live) -> Void = { _ in }
    ) async throws -> SectionChain.Draft {
        let session = Posts.session()
        var entry = try session.entry("b")
        if let words {
            var changed = session
            changed.outline.sections[2].words = words
            entry = try changed.entry("b")
        }
        let chain = SectionChain(
            model: model, session: session, entry: entry, task: task, told: WrittenParagraphs(told))
        return try await chain.draft(live)
    }

    @Test func everyParagraphIsACallWithADifferentAspect() async throws {
        let model = ScriptedModel(tier: .small, texts: [Self.pressure, Self.water, Self.oven])
        let shown = Guarded("")
        let draft = try await draft(model, words: 110) { live in
            if case .text(let text) = live { shown.withLock { $0 += text } }
        }
        #expect(draft.text == [Self.pressure, Self.water, Self.oven].joined(separator: "\n\n"))
        #expect(shown.withLock { $0 } == draft.text)
        #expect(model.requests.count == 3)
        #expect(Set(model.requests.map(\.text)).count == 3)
        #expect(Set(model.requests.compactMap(\.sampling.seed)).count == 3)
        #expect(draft.usage.calls == 3)
        #expect(model.requests.allSatisfy { $0.stops == ["\n\n"] })
        // Without the writer's seed nothing must be repeatable, and reuse is faster.
        #expect(model.requests.allSatisfy { $0.sampling.reusesPrompt })
        // The outline would only be listed again.
        for request in model.requests { #expect(!request.text.contains("The Oven")) }
    }

    @Test func aParagraphThatStraysOrRepeatsIsDrawnAgain() async throws {
        let model = ScriptedModel(
            tier: .small, texts: [Self.stray, Self.pressure, Self.pressure, "Too short.", Self.water])
        let draft = try await draft(model, words: 60)
        #expect(draft.text == [Self.pressure, Self.water].joined(separator: "\n\n"))
        #expect(model.requests.count == 5)
    }

    @Test func aSectionDoesNotRetellAnother() async throws {
        let model = ScriptedModel(tier: .small, texts: [Self.pressure, Self.water])
        let draft = try await draft(model, told: ["The oven is hot.\n\n" + Self.pressure], words: 30)
        #expect(draft.text == Self.water)
    }

    @Test func noTwoParagraphsOfAPostBeginInTheSameWay() async throws {
        let model = ScriptedModel(tier: .small, texts: ["Thin air lets the crust dry. Also, it is cold. " + Self.oven])
        let draft = try await draft(model, told: ["Thin air lets nobody sleep on a summit."], words: 30)
        #expect(draft.text == Self.oven)
    }

    @Test func theParagraphNearerToTheSectionIsChosen() async throws {
        let near = Self.oven.replacing("Water boils", with: "Thin pressure in the air means that water boils")
        let far = Self.oven.replacing("thin slices", with: "slices").replacing("mountain air", with: "a sourdough")
        let model = ScriptedModel(tier: .small, texts: [far, near])
        #expect(try await draft(model, words: 30).text == near)
        let only = ScriptedModel(tier: .small, texts: [far])
        #expect(try await draft(only, words: 30).text == far)
    }

    @Test func aParagraphIsCutToTheBudgetAtASentence() async throws {
        let model = ScriptedModel(tier: .small, texts: [Self.pressure + " " + Self.water])
        let draft = try await draft(model, words: 30)
        #expect(draft.text == Self.pressure)
    }

    @Test func aModelThatOnlyStraysStillLeavesACompletePost() async throws {
        let model = ScriptedModel(tier: .small, texts: [Self.stray])
        #expect(try await draft(model).text == Self.stray)
        let silent = ScriptedModel(tier: .small, texts: ["1."])
        await #expect(throws: SectionChain.Broken.self) { try await draft(silent) }
    }

    @Test func acceptedParagraphsSurviveAFailure() async throws {
        let failure = ModelError.emptyReply(server: "another server")
        let model = ScriptedModel(tier: .small) { _, count in
            count == 0 ? [.say(Self.pressure), .finish()] : [.say(Self.water), .fail(failure)]
        }
        do {
            _ = try await draft(model)
            Issue.record("a failure was expected")
        } catch let broken as SectionChain.Broken {
            #expect(broken.partial == Self.pressure)
            #expect(broken.cause == .dropped)
        }
    }

    @Test func anEditIsOneCallWithTheTextInIt() async throws {
        let session = Posts.session(written: ["b": Self.pressure])
        let model = ScriptedModel(tier: .small, texts: [Self.water])
        let chain = SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .edit(instruction: "wetter"))
        #expect(try await chain.draft().text == Self.water)
        #expect(model.requests.count == 1)
        #expect(model.requests[0].text.contains(Self.pressure))
    }
}
