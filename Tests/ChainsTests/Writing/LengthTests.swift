import Manuscript
import Platform
import SeededRandom
import Testing

@testable import Chains

/// A text far from its length is asked for once more, and what is too much or too little is carried on.
@Suite(.timeLimit(.minutes(5)))
struct LengthTests {
    private let lives = Guarded([SectionChain.Live]())

    /// So many words in sentences of ten.
    private static func words(_ count: Int, _ word: String = "word") -> String {
        (1...count).map { "\(word)\($0)" + ($0 % 10 == 0 || $0 == count ? "." : "") }.joined(separator: " ")
    }

    private func draft(_ model: ScriptedModel, _ task: SectionTask = .write, id: String = "a1") async throws
        -> SectionChain.Draft
    {
        let session = Posts.session()
        return try await SectionChain(model: model, session: session, entry: try session.entry(id), task: task)
            .draft { live in lives.withLock { $0.append(live) } }
    }

    private var shown: String {
        lives.withLock { $0 }.reduce(into: "") { shown, live in
            switch live {
            case .text(let text): shown += text
            case .restart, .retracted, .again: shown = ""
            case .resumed(let base): shown = base
            case .reasoning, .answering, .leftOut: break
            }
        }
    }

    @Test(arguments: [135, 180, 225])
    func aTextCloseToItsLengthIsAccepted(count: Int) async throws {
        let model = ScriptedModel(texts: [Self.words(count)])
        #expect(Prose.words(in: try await draft(model).text) == count)
        #expect(model.requests.count == 1)
    }

    /// A summary would be left out at the end, so its end is not waited for if the text before is long enough.
    @Test func aMediumModelsSummaryIsNotWaitedFor() async throws {
        let model = ScriptedModel(tier: .medium) { _, _ in
            [.say(Self.words(150) + "\n\nIn conclusion, warm water"), .hang]
        }
        let draft = try await draft(model)
        #expect(draft.text == Self.words(150) && shown == draft.text && model.requests.count == 1)
        #expect(draft.leftOut?.what == "a closing summary")
    }

    @Test func aShortTextIsRequestedAgainWithTheMissingPoints() async throws {
        let model = ScriptedModel(texts: ["Use warm water. " + Self.words(40), Self.words(170, "more")])
        let draft = try await draft(model)
        #expect(draft.text == Self.words(170, "more") && shown == draft.text)
        #expect(draft.usage == ScriptedModel.usage + ScriptedModel.usage)
        let (first, second) = (model.requests[0], model.requests[1])
        #expect(Array(second.messages.prefix(2)) == first.messages, "the prompt is a prefix of the second one")
        #expect(second.messages.map(\.role) == [.system, .user, .assistant, .user])
        let complaint = second.messages[3].text
        #expect(complaint.hasPrefix("That has 43 words; about 180 are wanted."))
        #expect(complaint.contains("Still missing:\n- twice a day\n") && !complaint.contains("warm water"))
        #expect(lives.withLock { $0 }.contains(.again("43 of 180 words")))
    }

    @Test func aLongTextIsRequestedAgainWithThePointsToKeep() async throws {
        let model = ScriptedModel(texts: ["Use warm water. " + Self.words(400), Self.words(200)])
        #expect(Prose.words(in: try await draft(model).text) == 200)
        let complaint = try #require(model.requests[1].messages.last?.text)
        #expect(complaint.hasPrefix("That has 403 words; about 180 are wanted."))
        #expect(complaint.contains("leave the rest out:\n- warm water\n"))
    }

    /// The one that comes nearer counts, and it is what stands on the screen.
    @Test func aSecondTextFartherFromTheBudgetIsNotUsed() async throws {
        let model = ScriptedModel(texts: [Self.words(120), Self.words(20, "less")])
        let draft = try await draft(model)
        #expect(draft.text == Self.words(120) && shown == draft.text)
        #expect(model.requests.count == 2 && draft.usage.calls == 2)
    }

    @Test(arguments: [
        Step.fail(.dropped(server: "The script", reason: "reset")), .finish(.length),
        .fail(.emptyReply(server: "The script")),
    ])
    func theFirstIsCompleteEvenIfTheSecondFails(end: Step) async throws {
        let model = ScriptedModel { _, count in
            count == 0 ? [.say(Self.words(60)), .finish()] : [.say(Self.words(170, "half")), end]
        }
        let draft = try await draft(model)
        #expect(draft.text == Self.words(60) && shown == draft.text)
    }

    @Test func stoppingInTheSecondKeepsTheFirst() async throws {
        let (asked, feed) = AsyncStream.makeStream(of: Void.self)
        let model = ScriptedModel { _, count in
            if count == 0 { return [.say(Self.words(60)), .finish()] }
            feed.finish()
            return [.say("Half"), .hang]
        }
        let task = Task { try await draft(model) }
        for await _ in asked {}
        task.cancel()
        #expect(try await task.value.text == Self.words(60))
    }

    @Test(arguments: [SectionTask.edit(instruction: "shorter"), .rewrite(instruction: "shorter")])
    func whereTheWriterSaysWhatIsWantedTheBudgetDoesNot(task: SectionTask) async throws {
        let model = ScriptedModel(texts: [Self.words(20)])
        _ = try await draft(model, task)
        #expect(model.requests.count == 1)
    }

    @Test func aSurplusIsCarriedOnWithinATenth() async throws {
        let session = Posts.session()
        let jobs = session.outline.unwritten.map { WritingPlan.Job(entry: $0, task: .write) }
        var pace = WritingPace(WritingPlan(jobs: jobs, parallel: 1))
        // The order is a1 (180), a2 (90), b (120), c (120), in (60), out (60).
        #expect(pace.target(of: 0) == nil)
        pace.wrote(Self.words(205), of: 0)
        // 25 too many over 450 that are open.
        #expect(pace.target(of: 1) == 85 && pace.target(of: 2) == 110)
        pace.wrote(Self.words(300), of: 1)
        #expect(pace.target(of: 3) == 110 && pace.target(of: 4) == 55, "a tenth at the most")
        var short = WritingPace(WritingPlan(jobs: jobs, parallel: 1))
        short.wrote(Self.words(100), of: 0)
        #expect(short.target(of: 2) == 130)
        let again = [WritingPlan.Job(entry: try session.entry("b"), task: .rewrite(instruction: ""))]
        var anew = WritingPace(WritingPlan(jobs: again + jobs, parallel: 1))
        anew.wrote(Self.words(900), of: 0)
        #expect(anew.target(of: 1) == nil, "what is written anew replaces a text that has its length")
    }

    /// A model that does what it is told scores 90 and more, whole posts come to their length.
    @Test(arguments: 0..<20)
    func anObedientModelScoresNinety(seed: UInt64) async throws {
        let drawn = Guarded(SeededGenerator(seed: seed))
        let model = ScriptedModel { request, _ in
            let asked = (request.messages.last?.text ?? "").matches(of: /about (\d+) words/).last.flatMap {
                Int($0.output.1)
            }
            // Within a fifth of what is asked for, as capable models are, and now and then far off at the first try.
            let isFar = request.messages.count == 2 && drawn.withLock { Int.random(in: 0..<4, using: &$0) == 0 }
            let factor = drawn.withLock { isFar ? 2.2 : Double.random(in: 0.8...1.2, using: &$0) }
            return [.say(Self.words(Int(Double(asked ?? 100) * factor), "w\(request.section)x")), .finish()]
        }
        var session = Posts.session()
        let jobs = session.outline.unwritten.map { WritingPlan.Job(entry: $0, task: .write) }
        let texts = Guarded([String: String]())
        try await SectionScheduler(model: model, session: session, plan: WritingPlan(jobs: jobs, parallel: 2)).run {
            _ in
        } finished: { outcome in
            if case .success(let draft) = outcome.result {
                texts.withLock { $0[outcome.job.entry.section.id] = draft.text }
            }
        }
        session = Posts.session(written: texts.withLock { $0 })
        let verdict = try #require(LengthScore.verdict(on: CheckedPost(session)))
        #expect(verdict.figure >= 90, "\(verdict)")
        #expect(LengthScore.score(words: session.outline.words, budget: 630) >= 90)
    }
}
