import Manuscript
import Testing

@testable import Chains

/// Single sentences are rewritten, and every other byte stays.
@Suite(.timeLimit(.minutes(5)))
struct PolishChainTests {
    private static let body = """
        Rye needs 70 % water.  Heat plays a crucial role in the [oven](https://a.example/b).

        - overall

        Overall, steam helps. It is done.
        """

    private func polished(
        _ answers: [String], tier: ModelProfile.Tier = .large, body: String = body, spare: [Int] = []
    ) async throws -> (text: String, requests: [ModelRequest], usage: Usage) {
        let model = ScriptedModel(tier: tier, texts: answers)
        let session = Posts.session(written: ["b": body])
        var flags = FlaggedSentence.phrases(in: body, banned: [], isEnglish: true)
        flags += FlaggedSentence.all(in: body, title: "Thin Air", after: [(title: "", body: body)]).filter {
            spare.contains($0.sentence.number) && $0.kind == .nearSame
        }
        let draft = try await SectionChain(
            model: model, session: session, entry: try session.entry("b"), task: .polish(flags)
        ).draft()
        return (draft.text, model.requests, draft.usage)
    }

    @Test func onlyTheFlaggedSentencesChange() async throws {
        let result = try await polished([
            "1. Heat makes the [oven](https://a.example/b) work.\n2. \"Steam keeps the crust soft.\""
        ])
        #expect(
            result.text == """
                Rye needs 70 % water.  Heat makes the [oven](https://a.example/b) work.

                - overall

                Steam keeps the crust soft. It is done.
                """)
        #expect(result.requests.count == 1 && result.usage == ScriptedModel.usage)
        let asked = result.requests[0].messages.map(\.text).joined(separator: "\n")
        #expect(asked.contains("1. Heat plays a crucial role in the [oven](https://a.example/b)."))
        #expect(
            asked.contains("Fault: it says \"plays a crucial role\".") && asked.contains("2. Overall, steam helps."))
        #expect(!asked.contains("It is done.") && asked.contains("2 numbered lines"))
    }

    @Test(arguments: [
        "1. Heat plays a vital role in the [oven](https://a.example/b).", "1. Heat helps the oven.",
        "1. Heat helps 3 [ovens](https://a.example/b).", "1. Heat makes the [oven](https://a.example/b) work",
        "1. Ok.", "1. - Heat makes the [oven](https://a.example/b) work.", "Sorry, I can't do that.", "2. Steam.",
        "1. Heat makes the [oven](https://a.example/b) work and work and work and work and work and work and work and work and work.",
        "1. –",
    ])
    func anAnswerThatMendsNothingOrLosesSomethingIsNotUsed(answer: String) async throws {
        let body = "Heat plays a crucial role in the [oven](https://a.example/b)."
        let result = try await polished([answer], body: body)
        #expect(result.text == body && result.requests.count == 2, "it is asked for twice")
    }

    @Test func aSentenceThatCameBackWellIsNotAskedForAgain() async throws {
        let result = try await polished([
            "2. Steam keeps the crust soft.", "Heat makes the [oven](https://a.example/b) work.",
        ])
        #expect(result.text.contains("Heat makes the") && result.text.contains("Steam keeps"))
        let second = try #require(result.requests.last?.messages.last?.text)
        #expect(second.contains("plays a crucial role") && !second.contains("steam helps"))
    }

    @Test func aSmallModelGetsOneSentenceACall() async throws {
        let result = try await polished(
            ["Heat makes the [oven](https://a.example/b) work.", "Steam keeps the crust soft."], tier: .small)
        #expect(result.requests.count == 2 && result.requests.allSatisfy { $0.messages.count == 1 })
        #expect(result.text.contains("Heat makes the") && result.text.contains("Steam keeps"))
    }

    @Test(arguments: [ModelProfile.Tier.large, .medium, .small])
    func aRepetitionMayBeLeftOut(tier: ModelProfile.Tier) async throws {
        let body = "Tiny bubbles of gas raise the dough overnight. " + Self.body
        let result = try await polished(
            tier == .small
                ? ["Heat makes the [oven](https://a.example/b) work.", "Steam keeps the crust soft."]
                : ["1. -\n2. Heat makes the [oven](https://a.example/b) work.\n3. Steam keeps the crust soft."],
            tier: tier, body: body, spare: [1])
        #expect(result.text.hasPrefix("Rye needs 70 % water.  Heat makes"))
    }

    @Test(arguments: [
        ("1. One.\n2) Two.\n**3.** Three.", 3, [1: "One.", 2: "Two.", 3: "Three."]),
        ("Here they are:\n\n1. One.\n1. Again.\n9. Nine.", 3, [1: "One."]), ("Only one.", 1, [1: "Only one."]),
        ("Here it is:\n“One.”", 1, [1: "One."]), ("—", 1, [1: ""]), ("Only one.", 2, [:]), ("", 1, [:]),
        ("1. \"Go,\" she said, \"now.\"", 1, [1: "\"Go,\" she said, \"now.\""]),
    ])
    func answersAreReadByTheirNumbers(text: String, count: Int, found: [Int: String]) {
        #expect(PolishChain.answers(in: text, count: count) == found)
    }

    @Test func aFailureKeepsWhatIsDone() async throws {
        let body = (1...9).map { "Overall, loaf number \($0) rises." }.joined(separator: " ")
        let model = ScriptedModel { _, count in
            guard count == 0 else { return [.fail(.dropped(server: "The script", reason: "reset"))] }
            return [.say((1...8).map { "\($0). The loaf number \($0) rises." }.joined(separator: "\n")), .finish()]
        }
        let session = Posts.session(written: ["b": body])
        let flags = FlaggedSentence.phrases(in: body, banned: [], isEnglish: true)
        do {
            _ = try await SectionChain(model: model, session: session, entry: session.entry("b"), task: .polish(flags))
                .draft()
            Issue.record("it ends with an error")
        } catch let broken as SectionChain.Broken {
            #expect(
                broken.partial.hasPrefix("The loaf number 1 rises. The loaf")
                    && broken.partial.hasSuffix(". Overall, loaf number 9 rises."))
        }
    }
}
