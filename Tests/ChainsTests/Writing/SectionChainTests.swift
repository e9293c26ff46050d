import Manuscript
import Platform
import Testing

@testable import Chains

/// One section is asked for, shown while it comes, and cleaned.
@Suite(.timeLimit(.minutes(5)))
struct SectionChainTests {
    private let lives = Guarded([SectionChain.Live]())

    private func chain(_ model: ScriptedModel, id: String = "b") throws -> SectionChain {
        let session = Posts.session()
        return SectionChain(
            model: model, session: session, entry: try session.entry(id), task: .write, holdsLength: false)
    }

    private func draft(_ model: ScriptedModel, id: String = "b") async throws -> SectionChain.Draft {
        try await chain(model, id: id).draft { live in lives.withLock { $0.append(live) } }
    }

    private func broken(_ model: ScriptedModel, id: String = "b") async throws -> SectionChain.Broken {
        try await #require(throws: SectionChain.Broken.self) { _ = try await draft(model, id: id) }
    }

    /// The final text on the screen.
    private var shown: String {
        lives.withLock { $0 }.reduce(into: "") { shown, live in
            switch live {
            case .text(let text): shown += text
            case .restart, .retracted: shown = ""
            case .resumed(let base): shown = base
            case .reasoning, .answering, .again, .leftOut: break
            }
        }
    }

    @Test func theShownTextIsTheBody() async throws {
        let answer =
            "Sure! Here is the section:\n\n## 3. Thin Air\n\nAir is *thin*.\n\n### Why\n\nIt is.\n\n## The Oven\n\nNo."
        let draft = try await draft(ScriptedModel(texts: [answer]))
        #expect(draft.text == "Air is *thin*.\n\n**Why**\n\nIt is.")
        #expect(shown == draft.text)
        #expect(draft.usage == ScriptedModel.usage)
        #expect(draft.seconds >= 0)
        #expect(!lives.withLock { $0 }.contains(.restart))
    }

    @Test func reasoningIsReportedAndNeverPartOfTheText() async throws {
        let model = ScriptedModel { _, _ in [.think("Let me"), .think(" see."), .say("Air is thin."), .finish()] }
        #expect(try await draft(model).text == "Air is thin.")
        #expect(lives.withLock { $0 }.prefix(3) == [.reasoning, .reasoning, .answering])
        #expect(shown == "Air is thin.")
    }

    @Test func anAnswerWithoutABodyIsRequestedAgain() async throws {
        let model = ScriptedModel(texts: ["## Thin Air\n\n## The Oven\n\nIt is hot.", "Air is thin."])
        let draft = try await draft(model)
        #expect(draft.text == "Air is thin." && shown == "Air is thin.")
        #expect(draft.usage == ScriptedModel.usage + ScriptedModel.usage)
        #expect(model.requests.count == 2)
        #expect(lives.withLock { $0 }.count { $0 == .restart } == 1)
    }

    /// Its client has drawn it several times by then.
    @Test func anEmptyReplyIsAnError() async throws {
        let model = ScriptedModel { _, _ in [.fail(.emptyReply(server: "The script"))] }
        let broken = try await broken(model)
        #expect(broken.reason as? ChainError == .emptyBody(number: "3", model: "scripted-1"))
        #expect(model.requests.count == 1)
    }

    @Test func threeAnswersWithoutABodyAreAnError() async throws {
        let model = ScriptedModel(texts: ["# Thin Air"])
        let broken = try await broken(model)
        #expect(broken.reason as? ChainError == .emptyBody(number: "3", model: "scripted-1"))
        #expect(broken.partial == "" && broken.cause == .dropped)
        #expect(Set(model.requests.map(\.sampling.seed)).count == 3)
    }

    /// A server that caches answers, or is asked with temperature 0, gives the same circle for the same request.
    @Test func aCircleIsDrawnAgainWithAnotherSeed() async throws {
        let circle = String(repeating: "Air is thin and bread is bread and so on. ", count: 60)
        let model = ScriptedModel { request, count in
            [.say(count < 2 ? circle : "Air is thin."), .finish()]
        }
        #expect(try await draft(model).text == "Air is thin.")
        #expect(shown == "Air is thin.")
        #expect(Set(model.requests.map(\.sampling.seed)).count == 3)
    }

    /// The part before the circle is continued once before it is left unfinished.
    @Test func aRepetitiveTextIsContinuedOnce() async throws {
        let begun =
            "Pressure falls with height, so that gas in the dough takes more room. Bakers up there use less yeast."
        let circle = begun + String(repeating: " Air is thin and bread is bread and so on.", count: 60)
        let model = ScriptedModel { _, count in
            [.say(count < 3 ? circle : "They also wait longer."), .finish()]
        }
        let text = try await draft(model).text
        #expect(text.hasPrefix(begun) && text.hasSuffix("They also wait longer."))
        #expect(model.requests.count == 4 && shown == text)
        let stubborn = ScriptedModel { _, _ in [.say(circle), .finish()] }
        let left = try await broken(stubborn)
        #expect(left.cause == .repetition && left.partial.hasPrefix(begun))
        #expect(left.reason as? ChainError == .repeated(number: "3", model: "scripted-1"))
    }

    @Test func anEmptyDrawLeavesNoTrace() async throws {
        let model = ScriptedModel { _, _ in [.say("Air is th"), .again, .say("Air is thin."), .finish()] }
        #expect(try await draft(model).text == "Air is thin.")
        #expect(shown == "Air is thin.")
        #expect(model.requests.count == 1)
    }

    /// Of draws that all break off, the longest is what is kept.
    @Test func theLongestOfBrokenDrawsIsKept() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { _, _ in
            [.say("Air is thin up there."), .again, .say("Air"), .again, .say("Air is"), .fail(error)]
        }
        #expect(try await broken(model).partial == "Air is thin up there.")
    }

    /// If the model restarts, shown text continues after its last complete sentence and is not repeated.
    @Test(arguments: ["Dough rises faster.", "Air is thin. Dough rises faster."])
    func aRestartContinuesAfterTheLastShownSentence(rest: String) async throws {
        let model = ScriptedModel { _, count in
            count == 0
                ? [.say("Air is thin. Dough ri"), .again, .say("Another text."), .finish()] : [.say(rest), .finish()]
        }
        let session = Posts.session()
        let draft = try await SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .write, holdsLength: false,
            isRead: true
        ).draft { live in lives.withLock { $0.append(live) } }
        #expect(draft.text == "Air is thin. Dough rises faster." && shown == draft.text)
        #expect(model.requests.count == 2 && model.requests[1].text.contains("Your answer broke off"))
        #expect(model.requests[1].brokenDraws == 1)
        #expect(!lives.withLock { $0 }.contains(.restart))
    }

    /// The break came behind the last word, so the model has nothing to add: the text is drawn anew.
    @Test func anAnswerThatAddsNothingIsDrawnAgain() async throws {
        let model = ScriptedModel { request, count in
            switch count {
            case 0: [.say("Air is thin."), .again]
            case 1, 2: [.say("Air is thin."), .finish()]
            default: [.say("Air is thin up there."), .finish()]
            }
        }
        let session = Posts.session()
        let draft = try await SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .write, holdsLength: false,
            isRead: true
        ).draft { live in lives.withLock { $0.append(live) } }
        #expect(draft.text == "Air is thin up there." && shown == draft.text)
    }

    @Test func aTextThatRanIntoItsLimitIsKeptApart() async throws {
        let model = ScriptedModel { _, _ in [.say("## Thin Air\n\nAir is thin. Dough ri"), .finish(.length)] }
        let broken = try await broken(model)
        #expect(broken.reason as? ChainError == .cutOff(number: "3", model: "scripted-1"))
        #expect(broken.partial == "Air is thin. Dough ri" && broken.cause == .length)
        #expect(model.requests.count == 1)
    }

    @Test func aTextThatAFilterStoppedIsKeptApart() async throws {
        let model = ScriptedModel { _, _ in [.say("Air is thin. Dough ri"), .finish(.other("content_filter"))] }
        let broken = try await broken(model)
        #expect(broken.reason as? ChainError == .filtered(number: "3", model: "scripted-1"))
        #expect(broken.partial == "Air is thin. Dough ri" && broken.cause == .dropped)
        #expect(model.requests.count == 1)
    }

    @Test func aLimitReachedInAnotherSectionDoesNotMatter() async throws {
        let model = ScriptedModel { _, _ in [.say("Air is thin.\n\n## The Oven\n\nIt is ho"), .finish(.length)] }
        #expect(try await draft(model).text == "Air is thin.")
    }

    @Test func anErrorKeepsWhatCameBeforeIt() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let model = ScriptedModel { _, _ in [.say("## Thin Air\n\nAir is thin. Dough ri"), .fail(error)] }
        let broken = try await broken(model)
        #expect(broken.reason as? ModelError == error)
        #expect(broken.partial == "Air is thin. Dough ri" && broken.cause == .dropped)
        #expect(shown == broken.partial)
        #expect(model.requests.count == 1)
    }

    @Test func anAnswerWithoutAnEndIsRefused() async throws {
        let broken = try await broken(ScriptedModel { _, _ in [.say("Air is thin.")] })
        #expect(broken.reason as? ModelError == .dropped(server: "The script", reason: "it sent no end mark"))
        #expect(broken.partial == "Air is thin.")
    }

    @Test func aStoppedSectionKeepsItsText() async throws {
        let model = ScriptedModel { _, _ in [.say("Air is thin. Dough ri"), .hang] }
        let chain = try chain(model)
        let (texts, feed) = AsyncStream.makeStream(of: String.self)
        let task = Task {
            try await chain.draft { if case .text(let text) = $0 { feed.yield(text) } }
        }
        var seen = ""
        for await text in texts {
            seen += text
            if seen == "Air is thin. Dough ri" { break }
        }
        task.cancel()
        let result = await task.result
        let broken = try #require(throws: SectionChain.Broken.self) { _ = try result.get() }
        #expect(broken.reason is CancellationError)
        #expect(broken.partial == "Air is thin. Dough ri" && broken.cause == .interrupted)
        #expect(model.cancelled == 1)
    }

    @Test func theConclusionMaySumUp() async throws {
        let model = ScriptedModel(texts: ["Bake.\n\nIn conclusion, bake more."])
        #expect(try await draft(model, id: "out").text == "Bake.\n\nIn conclusion, bake more.")
        #expect(try await draft(model, id: "b").text == "Bake.")
    }

    @Test func aTaskHasAnOriginAndAnInstruction() {
        #expect(SectionTask.write.origin == .written && SectionTask.write.instruction == "")
        #expect(SectionTask.rewrite(instruction: "a").origin == .rewritten)
        #expect(SectionTask.rewrite(instruction: "a").instruction == "a")
        #expect(SectionTask.edit(instruction: "b").origin == .edited)
        #expect(SectionTask.edit(instruction: "b").instruction == "b")
    }
}
