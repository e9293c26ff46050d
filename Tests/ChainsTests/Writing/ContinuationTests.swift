import Manuscript
import Platform
import Testing

@testable import Chains

/// A text that broke off goes on.
@Suite(.timeLimit(.minutes(5)))
struct ContinuationTests {
    private let lives = Guarded([SectionChain.Live]())

    private func candidate(_ text: String, _ origin: Origin = .written, _ instruction: String = "") -> Candidate {
        Candidate(
            text: text, cause: .interrupted, origin: origin, instruction: instruction,
            at: Date(timeIntervalSince1970: 0))
    }

    private func draft(_ model: ScriptedModel, _ candidate: Candidate, id: String = "b") async throws
        -> SectionChain.Draft
    {
        let session = Posts.session(written: ["a1": "Feed it."])
        let chain = SectionChain(
            model: model, session: session, entry: try session.entry(id), task: .goOn(candidate), digests: ["D"])
        return try await chain.draft { live in lives.withLock { $0.append(live) } }
    }

    private func broken(_ model: ScriptedModel, _ candidate: Candidate, id: String = "b") async throws
        -> SectionChain.Broken
    {
        try await #require(throws: SectionChain.Broken.self) { _ = try await draft(model, candidate, id: id) }
    }

    private var shown: String {
        lives.withLock { $0 }.reduce(into: "") { shown, live in
            if case .text(let text) = live { shown += text }
        }
    }

    @Test func theWholeIsShownAndIsTheText() async throws {
        let model = ScriptedModel(texts: ["Air is thin. Dough rises."])
        let draft = try await draft(model, candidate("Air is thin. Dough ri"))
        #expect(draft.text == "Air is thin. Dough rises." && shown == draft.text)
        #expect(draft.usage == ScriptedModel.usage)
    }

    @Test func thePrefixIsThatOfTheFirstCall() async throws {
        let model = ScriptedModel(texts: ["Dough rises."])
        _ = try await draft(model, candidate("Air is thin. Dough ri"))
        let session = Posts.session(written: ["a1": "Feed it."])
        let first = try SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .write, digests: ["D"]
        ).request()
        let asked = try #require(model.requests.first)
        #expect(Array(asked.messages.prefix(2)) == first.messages)
        #expect(asked.messages.dropFirst(2).map(\.role) == [.assistant, .user])
        #expect(asked.messages[2].text == "Air is thin.")
        #expect(asked.section == "3" && asked.messages[3].text.contains("… Air is thin."))
        #expect(asked.maxTokens == first.maxTokens)
    }

    @Test(arguments: [(Origin.rewritten, "What the writer asks for: shorter"), (.edited, "Instruction: shorter")])
    func aContinuationRepeatsTheOriginalRequest(origin: Origin, words: String) async throws {
        let model = ScriptedModel(texts: ["Dough rises."])
        let draft = try await draft(model, candidate("Air is thin. Dou", origin, "shorter"))
        #expect(draft.text == "Air is thin. Dough rises.")
        #expect(model.requests.first?.messages[1].text.contains(words) == true)
        let task = SectionTask.goOn(candidate("x", origin, "shorter"))
        #expect(task.origin == origin && task.instruction == "shorter")
    }

    @Test func theTextIsSanitisedAsOne() async throws {
        let model = ScriptedModel(texts: [
            "Sure! Here is the rest:\n\n## Thin Air\n\nDough rises.\n\n### More\n\nIt falls.\n\n## The Oven\n\nNo."
        ])
        #expect(
            try await draft(model, candidate("Air is thin. Dou")).text
                == "Air is thin. Dough rises.\n\n**More**\n\nIt falls.")
    }

    @Test func openCodeContinues() async throws {
        let model = ScriptedModel(texts: ["# a comment\ny = 2\n```\n\nThat is it."])
        let draft = try await draft(model, candidate("Code:\n\n```py\nx = 1\n# a co"))
        #expect(draft.text == "Code:\n\n```py\nx = 1\n# a comment\ny = 2\n```\n\nThat is it." && shown == draft.text)
    }

    @Test func oneThatBreaksOffAgainExtendsTheText() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { _, _ in [.say("Dough rises and then it fa"), .fail(error)] }
        let broken = try await broken(model, candidate("Air is thin. Dough ri"))
        #expect(broken.partial == "Air is thin. Dough rises and then it fa" && broken.cause == .dropped)
        #expect(shown == broken.partial)
    }

    /// If the second answer is shorter than the first, the first one stays.
    @Test(arguments: ["", "Dou", "Air is"])
    func nothingIsLost(said: String) async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { _, _ in [.say(said), .fail(error)] }
        #expect(try await broken(model, candidate("Air is thin. Dough ri")).partial == "Air is thin. Dough ri")
    }

    @Test func theLimitAgain() async throws {
        let model = ScriptedModel { _, _ in [.say("Dough rises. It fa"), .finish(.length)] }
        let broken = try await broken(model, candidate("Air is thin. Dou"))
        #expect(broken.partial == "Air is thin. Dough rises. It fa" && broken.cause == .length)
        #expect(broken.reason as? ChainError == .cutOff(number: "3", model: "scripted-1"))
    }

    @Test func reasoningThatAteTheBudgetIsNamed() async throws {
        let model = ScriptedModel { _, _ in [.think("Hm."), .finish(.length)] }
        let again = try await broken(model, candidate("Air is thin. Dou"))
        #expect(again.reason as? ChainError == .onlyReasoning(number: "3", model: "scripted-1"))
        #expect(again.partial == "Air is thin. Dou")
        let session = Posts.session()
        let chain = SectionChain(model: model, session: session, entry: try session.entry("b"), task: .write)
        let first = try await #require(throws: SectionChain.Broken.self) { _ = try await chain.draft() }
        #expect(first.reason as? ChainError == .onlyReasoning(number: "3", model: "scripted-1"))
        #expect(first.partial == "" && first.cause == .length)
        #expect(
            ChainError.onlyReasoning(number: "3", model: "m").sentence
                == "m used its whole length limit for reasoning and wrote nothing for section 3. `:set reasoningEffort low` leaves more for the text; then ask again."
        )
    }

    @Test func aModelThatAddsNothingIsAskedTwice() async throws {
        let model = ScriptedModel(texts: ["Air is thin."])
        let broken = try await broken(model, candidate("Air is thin."))
        #expect(broken.reason as? ChainError == .nothingAdded(number: "3", model: "scripted-1"))
        #expect(broken.partial == "Air is thin." && model.requests.count == 2)
    }

    @Test func aTextWithoutACompleteSentenceIsRequestedAgain() async throws {
        let model = ScriptedModel(texts: ["Air is thin."])
        #expect(try await draft(model, candidate("Air i")).text == "Air is thin.")
        #expect(model.requests.first?.messages.count == 2)
    }

    /// Code that runs into the limit stays open, so that it can go on.
    @Test func openCodeThatRunsIntoTheLimitStaysOpen() async throws {
        let model = ScriptedModel { _, _ in [.say("Code:\n\n```py\nx = 1\ny ="), .finish(.length)] }
        let session = Posts.session()
        let chain = SectionChain(model: model, session: session, entry: try session.entry("b"), task: .write)
        let broken = try await #require(throws: SectionChain.Broken.self) { _ = try await chain.draft() }
        #expect(broken.partial == "Code:\n\n```py\nx = 1\ny =")
    }

    @Test func aSmallModelWritesTheMissingParagraphs() async throws {
        let begun =
            "Feeding a starter at altitude takes water and flour, and patience on the part of the baker who keeps the jar on the shelf above the stove all winter long."
        let next =
            "Feeding happens twice a day because yeast that has eaten everything grows sour quickly, while bacteria go on working and eat into the gluten of tomorrow's loaves until they tear."
        let third =
            "Feeding with cold tap water slows everything down for hours, so careful people warm their kettle first and measure temperatures against the inside of a wrist, as for babies."
        let model = ScriptedModel(tier: .small, texts: [next, third, "no"])
        let draft = try await draft(model, candidate(begun + " And th"), id: "a1")
        #expect(draft.text.hasPrefix(begun + "\n\n" + next))
        #expect(shown == draft.text)
        #expect(model.requests.allSatisfy { $0.messages.count == 1 })
    }

    private static let first = "Every bend erodes its outer bank in spring. Silt settles where the current slackens."
    private static let second =
        "Willows anchor loose banks within three summers. Otters returned when oxbow lakes were flooded again."
    private static let more = "Surveyors measured the meanders of the Mississippi by boat. Cattle trample soft margins."

    /// Continues a section that may have this many words.
    private func continued(_ model: ScriptedModel, _ text: String, words: Int) async throws -> SectionChain.Draft {
        var session = Posts.session()
        session.outline.sections[2].words = words
        let chain = SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .goOn(candidate(text)))
        return try await chain.draft { live in lives.withLock { $0.append(live) } }
    }

    @Test func aMediumModelIsStoppedWhereTheWholeIsLongEnough() async throws {
        let model = ScriptedModel(tier: .medium, texts: [Self.second + " " + Self.more + " " + Self.more])
        let draft = try await continued(model, Self.first, words: 26)
        #expect(draft.text == Self.first + " " + Self.second && model.requests.count == 1)
    }

    /// The sentences that the text has already are left out and kept.
    @Test func aMediumModelsRepetitionIsLeftOut() async throws {
        let again = "In spring, every bend erodes its outer bank."
        let model = ScriptedModel(tier: .medium, texts: [again + " " + Self.second])
        let draft = try await continued(model, Self.first, words: 40)
        #expect(draft.text == Self.first + " " + Self.second)
        #expect(draft.leftOut?.what == "a sentence that repeated what was said")
        #expect(draft.leftOut?.whole.contains(again) == true)
    }

    /// A model that reads its own repetition repeats more, so the text is cut back before it is continued.
    @Test func aTextThatGoesRoundIsCutBackFirst() async throws {
        let start = Self.first + " " + Self.second
        let model = ScriptedModel(tier: .medium, texts: [Self.more])
        let draft = try await continued(model, Array(repeating: start, count: 4).joined(separator: "\n\n"), words: 60)
        #expect(model.requests.first?.messages.contains { $0.role == .assistant && $0.text == start } == true)
        #expect(draft.text.hasPrefix(start) && draft.text.hasSuffix(Self.more))
        #expect(draft.leftOut?.whole.hasPrefix(start + "\n\n" + start) == true)
    }

    @Test func aContinuationThatGoesRoundIsDrawnAgain() async throws {
        let start = Self.first + " " + Self.second
        let circle = Array(repeating: start, count: 5).joined(separator: "\n\n")
        let model = ScriptedModel(tier: .medium, texts: [Self.more + "\n\n" + circle, "Eels hide in the reeds."])
        let draft = try await continued(model, start, words: 200)
        #expect(draft.text.hasPrefix(start) && draft.text.hasSuffix(Self.more + " Eels hide in the reeds."))
        #expect(model.requests.count == 2)
        let endless = ScriptedModel(tier: .medium, texts: [circle])
        let broken = try await #require(throws: SectionChain.Broken.self) {
            try await continued(endless, start, words: 200)
        }
        #expect(broken.cause == .repetition && broken.partial == start)
    }

    @Test func aCircleThatIsLongEnoughIsCutBackAndDone() async throws {
        let start = Self.first + " " + Self.second
        let circle = Array(repeating: start, count: 5).joined(separator: "\n\n")
        let model = ScriptedModel(texts: [Self.more + "\n\n" + circle])
        let draft = try await continued(model, start, words: 45)
        #expect(draft.text.hasPrefix(start) && draft.text.hasSuffix(Self.more) && model.requests.count == 1)
        #expect(draft.leftOut != nil)
    }

    @Test(arguments: [
        ("Code:\n\n```py\nx = 1\ny =", true), ("Code:\n\n```py\nx = 1\n```\n\nAir is thin. Dough ri", false),
    ])
    func onlyAnOpenCodeBlockIsNamed(begun: String, isOpen: Bool) async throws {
        let model = ScriptedModel(texts: ["Dough rises."])
        _ = try? await draft(model, candidate(begun))
        let request = try #require(model.requests.first)
        #expect(request.text.contains("Its last code block is still open") == isOpen)
    }
}
