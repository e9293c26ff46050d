import Manuscript
import Platform
import Testing

@testable import Chains

/// The prompt of a conversation shows what the model needs and fits into its window.
struct ChatPromptTests {
    private func session(turns: Int = 0) -> Session {
        var session = Posts.session(written: ["b": "Air is thin up there.", "c": "An oven is hot."])
        session.history = (0..<turns).map { number in
            var turn = Turn(at: session.createdAt, kind: .chat, input: "question \(number)", summary: "answered")
            turn.reply = "answer \(number)"
            return turn
        }
        return session
    }

    private func prompt(
        _ session: Session, tier: ModelProfile.Tier = .large, window: Int? = nil, tools: Int = 0
    ) throws -> ChatPrompt {
        let profile = ModelProfile(model: "m", service: "s", tier: tier, contextWindow: window)
        let asked = [try session.entry("b")]
        return try ChatPrompt("Why is air thin?", about: asked, session: session, profile: profile, tools: tools)
    }

    @Test func theTextInQuestionAndTheRequestComeLast() throws {
        let parts = try prompt(session(turns: 2)).parts
        #expect(parts.prefix(2).map(\.name) == ["voice", "contract"])
        #expect(parts.suffix(2).map(\.name) == ["text of 3", "request"])
        #expect(parts.filter { $0.name == "turn" }.map(\.text).contains("answer 1"))
        #expect(parts.last?.text.hasSuffix("The writer: Why is air thin?") == true)
    }

    @Test func onlyALargeModelGetsDigestsAndManyTurns() throws {
        let session = session(turns: 40)
        let large = try prompt(session).parts
        #expect(large.contains { $0.name.hasPrefix("digest of ") } && large.contains { $0.name == "earlier turns" })
        let medium = try prompt(session, tier: .medium).parts
        #expect(!medium.contains { $0.name.hasPrefix("digest of ") || $0.name == "earlier turns" })
        #expect(medium.filter { $0.name == "turn" && $0.role == .user }.count == 4)
        let small = try prompt(session, tier: .small).parts
        #expect(!small.contains { $0.name == "turn" } && small.last?.text == "Why is air thin?")
    }

    @Test func partsThatDoNotFitAreLeftOutAndNamed() throws {
        let session = session(turns: 60)
        let whole = try prompt(session)
        #expect(whole.leftOut.isEmpty)
        #expect(try prompt(session, window: 1_000_000).leftOut.isEmpty)
        let tokens = whole.parts.messages.estimatedTokens
        let window = (1...40).map { tokens * $0 / 20 }.first { (try? prompt(session, window: $0)) != nil } ?? 0
        let fitted = try prompt(session, window: window)
        #expect(!fitted.leftOut.isEmpty && fitted.parts.messages.estimatedTokens < window)
        // Voice, contract and request always stay.
        #expect(fitted.parts.prefix(2).map(\.name) == ["voice", "contract"] && fitted.parts.last?.name == "request")
    }

    @Test func theTokensOfToolsCount() throws {
        let session = session()
        let window = (1...100).map { $0 * 100 }.first { (try? prompt(session, window: $0)) != nil } ?? 0
        #expect(throws: ChainError.self) { _ = try prompt(session, window: window, tools: window) }
    }

    @Test func earlierTurnsAreOneShortLineEach() throws {
        var session = session(turns: 40)
        session.history[0].input = Array(repeating: "word", count: 40).joined(separator: " ")
        session.history[2].reply = ""
        let earlier = try #require(try prompt(session).parts.first { $0.name == "earlier turns" })
        let lines = earlier.text.split(separator: "\n").dropFirst()
        let said = lines.first?.split(separator: "→").first?.dropFirst(2).dropLast()
        #expect(said?.count == 80 && said?.hasSuffix("…") == true)
        #expect(lines.dropFirst().prefix(2) == ["- question 1 → answer 1", "- question 2 → answered"])
    }

    @Test func onlyLockedSectionsAreNamedAsLocked() throws {
        var session = session()
        #expect(try prompt(session).parts.last?.text.contains("Locked") == false)
        session.outline.sections[2].locked = true
        #expect(try prompt(session).parts.last?.text.contains("Locked, not to be changed: 3.") == true)
    }
}
