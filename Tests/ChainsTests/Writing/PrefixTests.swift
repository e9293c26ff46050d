import Manuscript
import Platform
import Testing

@testable import Chains

/// What a server's prompt cache can serve of a whole `:write`, and what happens where the window is small.
@Suite(.timeLimit(.minutes(5)))
struct PrefixTests {
    /// Three paragraphs of words that are the section's own.
    private static func text(_ request: ModelRequest) -> String {
        let asked = request.messages[1].text.matches(of: /about (\d+) words/).last.flatMap { Int($0.output.1) } ?? 100
        let words = (1...asked).map { "s\(request.section)w\($0)" + ($0 % 12 == 0 || $0 == asked ? "." : "") }
        let third = (asked + 2) / 3
        return stride(from: 0, to: asked, by: third).map { words[$0..<min($0 + third, asked)].joined(separator: " ") }
            .joined(separator: "\n\n")
    }

    private func requests(_ session: Session, parallel: Int) async throws -> [ModelRequest] {
        let model = ScriptedModel { request, _ in [.say(Self.text(request)), .finish()] }
        let jobs = session.outline.unwritten.map { WritingPlan.Job(entry: $0, task: .write) }
        try await SectionScheduler(model: model, session: session, plan: WritingPlan(jobs: jobs, parallel: parallel))
            .run { _ in
            } finished: { outcome in
                if case .failure(let broken) = outcome.result { throw broken.reason }
            }
        return model.requests
    }

    /// The share of the bytes of all prompts that are a prefix of a prompt that was sent before.
    private func cachedShare(_ requests: [ModelRequest]) -> Double {
        let prompts = requests.map { request in
            request.messages.flatMap { Array("<\($0.role.rawValue)>\($0.text)".utf8) }
        }
        var cached = 0
        for (index, prompt) in prompts.enumerated() {
            cached += prompts[..<index].map { common($0, prompt) }.max() ?? 0
        }
        return Double(cached) / Double(prompts.reduce(0) { $0 + $1.count })
    }

    /// Bytes at the front that two prompts have in common, in steps of 32.
    private func common(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let end = min(left.count, right.count)
        return stride(from: 0, to: end - 32, by: 32).first { left[$0..<($0 + 32)] != right[$0..<($0 + 32)] } ?? end
    }

    @Test(arguments: [1, 4, 8])
    func mostOfEveryPromptIsInTheCacheAlready(parallel: Int) async throws {
        let requests = try await requests(SeedPost.session(), parallel: parallel)
        let share = cachedShare(requests)
        #expect(requests.count == 26 && share >= 0.85, "\(share) of \(requests.count) prompts")
    }

    /// The measure can fail: prompts in which the task stands in front share nothing.
    @Test func theMeasureSeesAPrefixThatIsNotStable() async throws {
        let requests = try await requests(SeedPost.session(), parallel: 1).map { request in
            ModelRequest(messages: request.messages.reversed())
        }
        #expect(cachedShare(requests) < 0.5)
    }

    // MARK: - Windows

    private func fitted(_ window: Int?, digests: Int = 20) throws -> FittedPrompt {
        let session = SeedPost.session()
        let entry = session.outline.unwritten[10]
        let known = session.outline.unwritten.prefix(digests).filter { $0.number != entry.number }
        let prompt = SectionPrompt(
            session: session, entry: entry, task: .write,
            digests: known.map { Digest.text(of: $0, body: String(repeating: "This was said. ", count: 40)) })
        return try FittedPrompt(prompt, window: window, ceiling: 3500, least: 600)
    }

    @Test func everythingIsSentWhereItFits() throws {
        let whole = try fitted(nil)
        #expect(whole.leftOut.isEmpty && whole.maxTokens == 3500)
        #expect(try fitted(100_000) == whole)
        let tokens = whole.parts.messages.estimatedTokens
        let tight = try fitted(tokens + 600)
        #expect(tight.parts == whole.parts && tight.maxTokens == 600, "the answer's ceiling gives way first")
    }

    @Test func whatDoesNotFitIsLeftOutByNameTheFarthestFirst() throws {
        let whole = try fitted(nil)
        let tokens = whole.parts.messages.estimatedTokens
        for missing in stride(from: 1, to: tokens - 300, by: 37) {
            let window = tokens + 600 - missing
            guard let prompt = try? fitted(window) else {
                #expect(window < 1400, "even the shortest prompt does not fit into \(window)")
                continue
            }
            #expect(!prompt.leftOut.isEmpty)
            #expect(prompt.parts.messages.estimatedTokens + prompt.maxTokens <= window && prompt.maxTokens >= 600)
            #expect(prompt.parts.last == whole.parts.last, "the task stays whole")
            let digests = prompt.parts.filter { $0.name.hasPrefix("digest of ") }
            let named = Set(prompt.leftOut)
            for part in whole.parts where part.name.hasPrefix("digest of ") {
                #expect(digests.contains(part) != named.contains("the \(part.name)"), "each is there or named")
            }
        }
        let one = try fitted(tokens + 599)
        #expect(one.leftOut == ["the digest of 7.1"] || one.leftOut == ["the digest of 1.1"], "\(one.leftOut)")
    }

    @Test func whatCannotFitIsRefusedWithTheArithmetic() throws {
        let error = #expect(throws: ChainError.self) { try fitted(700) }
        let sentence = try #require(error?.sentence)
        #expect(sentence.contains("at least 600") && sentence.contains("the model's window holds 700"))
    }

    @Test func aRatioThatTheServerTaughtCounts() throws {
        let session = SeedPost.session()
        let prompt = SectionPrompt(session: session, entry: session.outline.unwritten[0], task: .write, digests: [])
        let tokens = prompt.parts.messages.estimatedTokens
        #expect(try FittedPrompt(prompt, window: tokens + 700, ceiling: 3500, least: 600).leftOut.isEmpty)
        let denser = try FittedPrompt(prompt, window: tokens + 700, ceiling: 3500, least: 600, ratio: 1.2)
        #expect(denser.leftOut == ["briefs and points of the other sections"])
    }

    @Test func whatIsLeftOutIsTold() async throws {
        let session = SeedPost.session()
        let model = ScriptedModel(window: 1500) { request, _ in [.say(Self.text(request)), .finish()] }
        let chain = SectionChain(
            model: model, session: session, entry: session.outline.unwritten[0], task: .write, holdsLength: false)
        let told = Guarded([[String]]())
        _ = try await chain.draft { live in
            if case .leftOut(let what) = live { told.withLock { $0.append(what) } }
        }
        #expect(told.withLock { $0 } == [["briefs and points of the other sections"]])
    }
}
