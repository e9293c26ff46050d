import Manuscript
import Platform
import Testing

@testable import Chains

/// A draft that repeats the post, or comes as a list, is asked for once more; what stays is mended by code.
@Suite(.timeLimit(.minutes(5)))
struct SectionChainFaultsTests {
    private static let known = "Sourdough is a bread raised by wild yeast. Jars of it bubble at noon."
    private static let again =
        "Sourdough is the bread that wild yeast raises. Pressure falls with every metre of height."
    private static let fresh = "Pressure falls with every metre of height. Bubbles in a loaf grow larger up there."

    private func draft(
        _ texts: [String], tier: ModelProfile.Tier, id: String = "b", words: Int? = nil, task: SectionTask = .write,
        present: String? = nil
    ) async throws -> (draft: SectionChain.Draft, calls: Int, lives: [SectionChain.Live], asked: [ModelRequest]) {
        let model = ScriptedModel(tier: tier, texts: texts)
        var written = ["in": Self.known]
        written[id] = present
        var session = Posts.session(written: written)
        session.outline.sections = session.outline.sections.map { section in
            var section = section
            if section.id == id { section.words = words }
            return section
        }
        let lives = Guarded([SectionChain.Live]())
        let draft = try await SectionChain(
            model: model, session: session, entry: try session.entry(id), task: task,
            written: WrittenSections(of: session)
        ).draft { live in lives.withLock { $0.append(live) } }
        return (draft, model.requests.count, lives.withLock { $0 }, model.requests)
    }

    @Test(arguments: [ModelProfile.Tier.large, .medium])
    func aDefinitionGivenBeforeIsAskedForOnceMore(tier: ModelProfile.Tier) async throws {
        let result = try await draft([Self.again, Self.fresh], tier: tier)
        #expect(result.draft.text == Self.fresh && result.calls == 2)
        #expect(result.lives.contains(.again("defines \"Sourdough\" again")))
        #expect(result.asked[1].messages.last?.text.contains("Sourdough is the bread that wild yeast raises.") == true)
    }

    @Test func aLargeModelThatInsistsIsLeftAlone() async throws {
        let result = try await draft([Self.again], tier: .large)
        #expect(result.draft.text == Self.again && result.calls == 2 && result.draft.leftOut == nil)
    }

    @Test func aMediumModelLosesTheSentenceAtOnceIfEnoughIsLeft() async throws {
        let result = try await draft([Self.again], tier: .medium, words: 9)
        #expect(result.draft.text == "Pressure falls with every metre of height." && result.calls == 1)
        #expect(result.lives.contains(.again("15 of 9 words, defines \"Sourdough\" again")))
        #expect(result.lives.last == .text(result.draft.text), "the screen shows what is kept")
        let left = try #require(result.draft.leftOut)
        #expect(left.what == "a sentence that repeated what was said" && left.whole == Self.again)
    }

    @Test func aShortTextIsNotRequestedAgainBesidesItsParagraph() async throws {
        let result = try await draft(["Pressure falls with every metre of height."], tier: .medium, words: 30)
        #expect(result.calls == 2 && result.draft.text == "Pressure falls with every metre of height.")
    }

    @Test func tooLittleIsNotMadeLess() async throws {
        let result = try await draft([Self.again], tier: .medium, words: 15)
        #expect(result.draft.text == Self.again && result.draft.leftOut == nil)
    }

    /// A medium model makes a list of prose that is only to become shorter.
    @Test(arguments: [
        ("make it shorter", fresh, ModelProfile.Tier.medium, 2), ("make it a list", fresh, .medium, 1),
        ("die Schritte einzeln", fresh, .medium, 1), ("make it shorter", "- a loaf\n- an oven", .medium, 1),
        ("make it shorter", fresh, .large, 1),
    ]) func aListInsteadOfProseIsAFaultOfARewriteUnlessAskedFor(
        instruction: String, present: String, tier: ModelProfile.Tier, calls: Int
    ) async throws {
        let list = "- Pressure falls with every metre of height.\n- Bubbles in a loaf grow larger up there."
        for task in [SectionTask.rewrite(instruction: instruction), .edit(instruction: instruction)] {
            let result = try await draft([list, Self.fresh], tier: tier, task: task, present: present)
            #expect(result.calls == calls && result.draft.text == (calls == 2 ? Self.fresh : list))
            let insisting = try await draft([list], tier: tier, task: task, present: present)
            #expect(insisting.draft.text == (calls == 2 ? Self.fresh : list), "code makes paragraphs of it")
        }
    }

    @Test func aMediumModelsListBecomesProse() async throws {
        let list = "- Pressure falls with every metre of height.\n- Bubbles in a loaf grow larger up there."
        let result = try await draft([list], tier: .medium)
        #expect(result.draft.text == Self.fresh && result.lives.contains(.again("a list")))
        #expect(try await draft([list], tier: .large).calls == 1, "a capable model knows where a list helps")
    }

    @Test func aMediumModelIsStoppedWhereItsTextIsLongEnough() async throws {
        let sentence = "Pressure falls with every metre, and bubbles grow larger for it."
        let long = (1...30).map { "\(sentence.dropLast()) \($0)." }.joined(separator: " ")
        let result = try await draft([long], tier: .medium, words: 60)
        #expect((60...78).contains(Prose.words(in: result.draft.text)) && result.calls == 1)
        #expect(long.hasPrefix(result.draft.text) && result.draft.text.hasSuffix("."))
        let shown = result.lives.reduce(into: "") { shown, live in if case .text(let text) = live { shown += text } }
        #expect(shown == result.draft.text)
        #expect(result.draft.usage.completionTokens > 0, "the server sent no usage, so it is estimated")
    }

    /// A server that sends its whole answer at once has sent more than is used; that is told and kept.
    @Test func aSurplusIsReportedAndKept() async throws {
        let long = (1...30).map { "Pressure falls with every metre, and bubbles grow larger for it \($0)." }
            .joined(separator: "\n\n")
        let model = ScriptedModel(tier: .medium) { _, _ in [.sayAtOnce(long), .finish()] }
        var session = Posts.session()
        session.outline.sections[2].words = 60
        let draft = try await SectionChain(model: model, session: session, entry: session.entry("b"), task: .write)
            .draft()
        #expect((55...70).contains(Prose.words(in: draft.text)) && model.requests.count == 1)
        #expect(draft.leftOut?.what == "the text beyond its length" && draft.leftOut?.whole == long)
    }

    /// Too short a text gets a paragraph, without the sentences that it has already; they are told and kept.
    @Test func aShortTextGetsAParagraph() async throws {
        let first = "Pressure falls with every metre of height. Bubbles in a loaf grow larger up there."
        let second = "\(first.prefix(42)) Bakers in the mountains therefore use less yeast and wait longer."
        let result = try await draft([first, second], tier: .medium, words: 25)
        #expect(result.draft.text == "\(first)\n\nBakers in the mountains therefore use less yeast and wait longer.")
        #expect(result.calls == 2 && result.draft.leftOut?.what == "a sentence that repeated what was said")
        let shown = result.lives.reduce(into: "") { shown, live in if case .text(let text) = live { shown += text } }
        #expect(shown == result.draft.text)
    }

    @Test func aSmallModelsParagraphsDoNotDefineAgain() async throws {
        let tail =
            " Pressure falls with every metre of height, so that gas expands and loaves rise faster than at the sea in most ovens of the village."
        let result = try await draft(["Sourdough is the bread that wild yeast raises." + tail], tier: .small, words: 25)
        #expect(result.draft.text == tail.trimmed)
    }

    /// A second text without the fault is not used if it lost most of the first one.
    @Test func mostOfATextIsNotGivenUpForASentence() async throws {
        let result = try await draft([Self.again, "It rises."], tier: .large)
        #expect(result.draft.text == Self.again && result.calls == 2)
    }

    /// Sentences that are like others are a matter for `:check` and repairs with a capable model.
    @Test func aLargeModelIsNotAskedAgainForSimilarSentences() async throws {
        let known = "Jars of it bubble at noon."
        let result = try await draft(["\(known) \(known) \(Self.fresh)"], tier: .large)
        #expect(result.calls == 1)
    }
}
