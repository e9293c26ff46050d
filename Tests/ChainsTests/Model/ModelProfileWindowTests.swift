import Chains
import Manuscript
import Testing

/// No call goes out that cannot fit into the model's window.
struct ModelProfileWindowTests {
    private func profile(_ window: Int?) -> ModelProfile {
        ModelProfile(model: "m", service: "S", tier: .small, contextWindow: window)
    }

    private func request(_ bytes: Int, _ most: Int? = 500) -> ModelRequest {
        ModelRequest(messages: [.init(.user, String(repeating: "a", count: bytes))], maxTokens: most)
    }

    @Test func promptAndReplyStayWithinTheWindow() throws {
        for bytes in stride(from: 0, to: 2700, by: 90) {
            let fitting = try profile(1024).fitting(request(bytes), what: "section 1")
            #expect(fitting.estimatedTokens * 4 / 3 + (fitting.maxTokens ?? 0) <= 1024)
            #expect((32...500).contains(fitting.maxTokens ?? 0))
        }
        #expect(try profile(1024).fitting(request(40, nil), what: "section 1").maxTokens == 1024 - 25)
        #expect(try profile(nil).fitting(request(9000), what: "section 1") == request(9000))
    }

    @Test func aRequestThatCannotFitIsReportedAndNotSent() throws {
        #expect(throws: ChainError.doesNotFit(what: "section 1", tokens: 1345, answer: 32, window: 1024)) {
            try profile(1024).fitting(request(4000), what: "section 1")
        }
        #expect(throws: ChainError.self) { try profile(1024).fitting(request(2000), what: "section 1", least: 900) }
    }

    @Test func anEditThatCannotFitLeavesTheTextAlone() async throws {
        let long = String(repeating: "Thin air lets the gas in dough expand. ", count: 300)
        let session = Posts.session(written: ["b": long])
        let model = ScriptedModel(tier: .small, window: 2048, texts: ["Short."])
        let chain = SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .edit(instruction: "wetter"))
        do {
            _ = try await chain.draft()
            Issue.record("an error was expected")
        } catch let broken as SectionChain.Broken {
            guard case ChainError.doesNotFit("section 3", _, _, 2048) = broken.reason else {
                Issue.record("another reason: \(broken.reason)")
                return
            }
            #expect(broken.partial.isEmpty)
        }
        #expect(model.requests.isEmpty)
    }

    @Test func everyCallOfASmallModelFits() async throws {
        let model = ScriptedModel(
            tier: .small, window: 300,
            texts: ["Thin air lets the gas in dough expand, and bakers use less yeast there."])
        let session = Posts.session()
        let chain = SectionChain(model: model, session: session, entry: try session.entry("b"), task: .write)
        _ = try? await chain.draft()
        #expect(!model.requests.isEmpty)
        for request in model.requests { #expect(request.estimatedTokens + (request.maxTokens ?? 9999) <= 300) }
    }
}
