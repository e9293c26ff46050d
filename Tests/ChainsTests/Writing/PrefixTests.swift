import Manuscript
import Platform
import Testing

@testable import Chains

/// The share of a `:write` that a server's prompt cache can serve, and the behaviour with a small window.
@Suite(.timeLimit(.minutes(5)))
struct PrefixTests {
    /// Three paragraphs of words that are the section's own.
    private static func text(_ request: ModelRequest) -> String {
        let asked = request.messages[1].text.matches(of: /about (\d+) words/).last.flatMap { Int($0.output.1) } ?? 100
        let words = (1...asked).map {
            lettered("section\(request.section)word\($0)") + ($0 % 12 == 0 || $0 == asked ? "." : "")
        }
        let third = (asked + 2) / 3
        return stride(from: 0, to: asked, by: third).map { words[$0..<min($0 + third, asked)].joined(separator: " ") }
            .joined(separator: "\n\n")
    }

    /// The text with letters for digits, since a word's digits do not tell it from another.
    private static func lettered(_ text: String) -> String {
        String(
            text.map { character in
                character.wholeNumberValue.map { Array("abcdefghij")[$0] } ?? (character == "." ? "x" : character)
            })
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
    @Test func theMeasureDetectsAnUnstablePrefix() async throws {
        let requests = try await requests(SeedPost.session(), parallel: 1).map { request in
            ModelRequest(messages: request.messages.reversed())
        }
        #expect(cachedShare(requests) < 0.5)
    }

    @Test func omissionsAreReported() async throws {
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
