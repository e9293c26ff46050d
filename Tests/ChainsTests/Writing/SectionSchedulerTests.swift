import Manuscript
import Markdown
import Platform
import Testing

@testable import Chains

/// A whole post is written: the first section alone, then several at once, introduction and conclusion last.
@Suite(.timeLimit(.minutes(5)))
struct SectionSchedulerTests {
    /// The events, in order.
    private enum Event: Equatable {
        case began(String)
        case answered(String)
        case ended(String)
    }

    private struct Stop: Error {}

    /// The outcome of a run.
    private struct Report {
        var events: [Event] = []
        var drafts: [String: String] = [:]
        var broken: [String: SectionChain.Broken] = [:]
        var error: (any Error)?
    }

    private func plan(_ session: Session, parallel: Int) -> WritingPlan {
        WritingPlan(jobs: session.outline.unwritten.map { .init(entry: $0, task: .write) }, parallel: parallel)
    }

    /// Runs the plan of everything unwritten; `finished` is called with the id of each section that ends.
    private func run(
        _ model: ScriptedModel, session: Session = Posts.session(), parallel: Int = 2,
        live: @escaping @Sendable (SectionScheduler.Live) -> Void = { _ in },
        finished: (String) throws -> Void = { _ in }
    ) async -> Report {
        let plan = plan(session, parallel: parallel)
        let report = Guarded(Report())
        var failure: (any Error)?
        do {
            try await SectionScheduler(model: model, session: session, plan: plan, holdsLength: false).run { event in
                let seen: Event? =
                    switch event {
                    case .began(let index): .began(plan.jobs[index].entry.section.id)
                    case .section(let index, .answering): .answered(plan.jobs[index].entry.section.id)
                    default: nil
                    }
                if let seen { report.withLock { $0.events.append(seen) } }
                live(event)
            } finished: { outcome in
                let id = plan.jobs[outcome.index].entry.section.id
                report.withLock {
                    $0.events.append(.ended(id))
                    switch outcome.result {
                    case .success(let draft): $0.drafts[id] = draft.text
                    case .failure(let broken): $0.broken[id] = broken
                    }
                }
                try finished(id)
            }
        } catch { failure = error }
        var result = report.withLock { $0 }
        result.error = failure
        return result
    }

    /// A text of its own for every section.
    private static func text(_ request: ModelRequest) -> String { "This is the text of \(request.section)." }

    private static func polite() -> ScriptedModel { ScriptedModel { request, _ in [.say(text(request)), .finish()] } }

    @Test func aPlanPutsIntroductionAndConclusionLast() {
        let plan = plan(Posts.session(), parallel: 0)
        #expect(plan.jobs.map(\.entry.section.id) == ["a1", "a2", "b", "c", "in", "out"])
        #expect(plan.parallel == 1)
        #expect(WritingPlan(jobs: [], parallel: 3).jobs == [] && WritingPlan(jobs: [], parallel: 3).parallel == 3)
    }

    @Test func anEmptyPlanAsksForNothing() async throws {
        let model = Self.polite()
        let plan = WritingPlan(jobs: [], parallel: 2)
        try await SectionScheduler(model: model, session: Posts.session(), plan: plan).run { _ in
        } finished: { _ in
            throw Stop()
        }
        #expect(model.requests.isEmpty)
    }

    @Test(arguments: [1, 2, 4, 20])
    func everyHeadingIsThereOnceAtItsLevelInOrder(parallel: Int) async throws {
        let all = Posts.session().outline.entries
        let model = ScriptedModel { request, _ in
            let own = all.filter { $0.number == request.section }.map { "\($0.number) \($0.section.title)" }.joined()
            let rest = all.filter { $0.number != request.section }.map { "## \($0.number) \($0.section.title)" }
            let stray = rest.joined(separator: "\n\nStray.\n\n")
            return [.say("# \(own)\n\n\(Self.text(request))\n\n### Aside\n\nMore.\n\n\(stray)"), .finish()]
        }
        let report = await run(model, parallel: parallel)
        #expect(report.error == nil)
        let session = Posts.session(written: report.drafts)
        let markdown = MarkdownExport.text(of: session)
        let headings = Markdown.headings(in: markdown).dropFirst()
        #expect(headings.map(\.title) == all.map(\.section.title))
        #expect(headings.map(\.level) == all.map(\.headingLevel))
        for (id, text) in report.drafts {
            let number = try Posts.session().entry(id).number
            #expect(text == "This is the text of \(number).\n\n**Aside**\n\nMore.")
        }
        #expect(report.drafts.count == 6)
    }

    @Test(arguments: [1, 2, 3, 8])
    func theOthersWaitForTheFirstAnswerAndTheEdgesForAll(parallel: Int) async throws {
        let report = await run(Self.polite(), parallel: parallel)
        #expect(report.error == nil)
        #expect(Array(report.events.prefix(2)) == [.began("a1"), .answered("a1")])
        let bodies = ["a1", "a2", "b", "c"].compactMap { report.events.lastIndex(of: .ended($0)) }
        let edges = ["in", "out"].compactMap { report.events.firstIndex(of: .began($0)) }
        #expect(bodies.count == 4 && edges.count == 2)
        #expect((bodies.max() ?? 0) < (edges.min() ?? 0), "\(report.events)")
        #expect(report.events.count == 18)
    }

    /// A model that never answers the first call keeps the prompt cache cold, so no other call is made.
    @Test func noOtherRequestIsSentBeforeTheFirstAnswer() async {
        let (asked, feed) = AsyncStream.makeStream(of: Void.self)
        let model = ScriptedModel { _, _ in
            feed.finish()
            return [.hang]
        }
        let task = Task { await run(model, parallel: 4) }
        for await _ in asked {}
        task.cancel()
        let report = await task.value
        #expect(report.error is CancellationError && report.events == [.began("a1"), .ended("a1")])
        #expect(model.requests.count == 1)
    }

    @Test(arguments: [1, 2, 3])
    func asManyAsAllowedAreWrittenAtOnce(parallel: Int) async {
        // Each of the first calls waits until the batch is full, so fewer at once would never end.
        let gate = Gate()
        let model = ScriptedModel { request, count in
            if count == parallel - 1 { gate.open() }
            return [.say("Well. "), .wait(gate)].prefix(count < parallel ? 2 : 1) + [
                .say(Self.text(request)), .finish(),
            ]
        }
        let report = await run(model, parallel: parallel)
        #expect(report.error == nil && report.drafts.count == 6)
        #expect(model.most == parallel)
    }

    @Test func introductionAndConclusionAreWrittenAtTheSameTime() async {
        let gate = Gate()
        let model = ScriptedModel { request, _ in
            if request.section == "5" { gate.open() }
            return [.wait(gate)].filter { _ in request.section == "1" } + [.say(Self.text(request)), .finish()]
        }
        let report = await run(model, parallel: 2)
        #expect(report.error == nil && report.drafts.count == 6)
    }

    @Test func laterCallsKnowWhatIsWritten() async throws {
        let session = Posts.session(written: ["c": "An oven is hot. It hums."])
        let model = Self.polite()
        let report = await run(model, session: session, parallel: 1)
        #expect(report.error == nil)
        #expect(model.requests.map(\.section) == ["2.1", "2.2", "3", "1", "5"])
        let oven = "4 The Oven says:\n- An oven is hot."
        let feeding = "2.1 Feeding Times says:\n- This is the text of 2.1."
        #expect(model.requests.allSatisfy { $0.text.contains(oven) })
        #expect(!model.requests[0].text.contains(feeding))
        #expect(model.requests[1].text.contains("\(oven)\n\n\(feeding)\n\nWrite the body of section 2.2"))
        #expect(model.requests[4].text.ranges(of: " says:\n").count == 5)
    }

    @Test func writtenSectionsAreNotRequested() async {
        let session = Posts.session(written: ["in": "In.", "a1": "Fed.", "c": "Hot."])
        let model = Self.polite()
        let report = await run(model, session: session, parallel: 3)
        #expect(Set(model.requests.map(\.section)) == ["2.2", "3", "5"])
        #expect(Set(report.drafts.keys) == ["a2", "b", "out"])
    }

    @Test func anErrorDoesNotLoseTheOthers() async {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let gate = Gate()
        let model = ScriptedModel { request, _ in
            switch request.section {
            case "2.2": [.say("Half a te"), .fail(error)]
            case "3": [.say("This is "), .wait(gate), .say("whole."), .finish()]
            default: [.say(Self.text(request)), .finish()]
            }
        }
        let report = await run(model, parallel: 2, finished: { id in if id == "a2" { gate.open() } })
        #expect(report.error as? ModelError == error)
        #expect(Set(report.drafts.keys) == ["a1", "b", "c", "in", "out"])
        #expect(report.broken["a2"]?.partial == "Half a te" && report.broken.count == 1)
    }

    /// An error that concerns all sections, or three failures in a row, end the run.
    @Test(arguments: [
        (ModelError.invalidSetting("One."), 1), (ModelError.unreachable(server: "s", reason: "r"), 1),
        (ModelError.rejected(server: "s", status: 401, code: nil, message: "", retryAfter: nil), 1),
        (ModelError.rejected(server: "s", status: 503, code: nil, message: "", retryAfter: nil), 1),
        (ModelError.rejected(server: "s", status: 400, code: "content_filter", message: "", retryAfter: nil), 3),
        (ModelError.dropped(server: "s", reason: "reset"), 3),
    ])
    func aRunEndsIfTheRestWouldFail(error: ModelError, asked: Int) async {
        let model = ScriptedModel { _, _ in [.fail(error)] }
        let report = await run(model, parallel: 1)
        #expect(report.error as? ModelError == error)
        #expect(model.requests.count == asked)
    }

    @Test func theFirstOfTwoErrorsIsTheReason() async {
        let (first, second) = (ModelError.invalidSetting("One."), ModelError.invalidSetting("Two."))
        let gate = Gate()
        let model = ScriptedModel { request, _ in
            switch request.section {
            case "2.2": [.wait(gate), .fail(second)]
            case "3": [.fail(first)]
            default: [.say(Self.text(request)), .finish()]
            }
        }
        let report = await run(model, parallel: 2, finished: { id in if id == "b" { gate.open() } })
        #expect(report.error as? ModelError == first)
        #expect(Set(report.broken.keys) == ["a2", "b"])
    }

    @Test func anErrorInTheFirstBeginsNoOther() async {
        let model = ScriptedModel { _, _ in [.fail(.invalidSetting("No."))] }
        let report = await run(model, parallel: 4)
        #expect(report.error as? ModelError == .invalidSetting("No."))
        #expect(report.events == [.began("a1"), .ended("a1")])
    }

    @Test func stoppingEndsAllAndKeepsWhatCame() async {
        let model = ScriptedModel { request, count in
            count == 0 ? [.say(Self.text(request)), .finish()] : [.say("Half of \(request.section)"), .hang]
        }
        let shown = Guarded([Int: String]())
        let (full, feed) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            await run(
                model, parallel: 2,
                live: { event in
                    guard case .section(let index, .text(let text)) = event else { return }
                    let all = shown.withLock {
                        $0[index, default: ""] += text
                        return $0
                    }
                    if all[1] == "Half of 2.2", all[2] == "Half of 3" { feed.finish() }
                })
        }
        for await _ in full {}
        task.cancel()
        let report = await task.value
        #expect(report.error is CancellationError)
        #expect(report.drafts == ["a1": "This is the text of 2.1."])
        #expect(report.broken.mapValues(\.partial) == ["a2": "Half of 2.2", "b": "Half of 3"])
        #expect(report.broken.values.allSatisfy { $0.cause == .interrupted && $0.reason is CancellationError })
        #expect(model.cancelled == 2 && model.requests.count == 3)
    }

    @Test func whoeverKeepsTheTextsMayEndTheRun() async {
        let model = ScriptedModel { request, count in
            count < 2 ? [.say(Self.text(request)), .finish()] : [.say("Half"), .hang]
        }
        let report = await run(model, parallel: 2, finished: { id in if id == "a2" { throw Stop() } })
        #expect(report.error is Stop)
        #expect(report.drafts.count == 2)
        #expect(!report.events.contains(.began("in")))
    }
}
