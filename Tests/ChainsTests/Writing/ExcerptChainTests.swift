import Manuscript
import Testing

@testable import Chains

/// A part of a text is replaced, and every other byte stays.
@Suite(.timeLimit(.minutes(5)))
struct ExcerptChainTests {
    private static let body =
        "Air is thin  there.\n\nDough rises fast then. It collapses.\n\n- watch it\n"
        + "- bake it\n\n```sh\n# ls\n```\n\nThe end [2#1] is near."

    private func changed(
        _ address: Address, _ answers: [String], tier: ModelProfile.Tier = .large, isEdit: Bool = false
    ) async throws -> (draft: SectionChain.Draft, requests: [ModelRequest]) {
        let model = ScriptedModel(tier: tier, texts: answers)
        let session = Posts.session(written: ["b": Self.body])
        let excerpt = try #require(try session.excerpt(at: address))
        let draft = try await SectionChain(
            model: model, session: session, entry: try session.entry("b"),
            task: .excerpt(excerpt, instruction: "shorter", isEdit: isEdit)
        ).draft()
        return (draft, model.requests)
    }

    private static let second = Address.paragraphs([3], 2...2)

    @Test(arguments: [ModelProfile.Tier.large, .medium, .small])
    func onlyTheParagraphChanges(tier: ModelProfile.Tier) async throws {
        let result = try await changed(Self.second, ["Dough rises quickly in thin air."], tier: tier)
        #expect(
            result.draft.text
                == Self.body.replacing("Dough rises fast then. It collapses.", with: "Dough rises quickly in thin air.")
        )
        #expect(result.draft.usage == ScriptedModel.usage && result.draft.leftOut == nil)
        let asked = result.requests[0].messages.map(\.text).joined(separator: "\n")
        #expect(asked.contains("shorter") && asked.contains("Dough rises fast then. It collapses."))
        #expect(asked.contains("<passage>") == (tier != .small) && asked.contains("watch it") == (tier != .small))
    }

    @Test(arguments: [
        ("Sure! Here is the new passage:\n\nDough rises.", "Dough rises."),
        ("```markdown\nDough rises.\n```", "Dough rises."), ("### Dough\n\nIt rises.", "**Dough**\n\nIt rises."),
        ("In conclusion, dough rises.", "In conclusion, dough rises."),
        ("Thin Air\n\nDough rises.\n\n## The Oven\n\nHot.", "Dough rises."),
        ("Dough rises [9#9].", "Dough rises."), ("Dough rises [2#1].", "Dough rises [2#1]."),
    ])
    func answersAreCleaned(answer: String, wanted: String) async throws {
        let result = try await changed(Self.second, [answer])
        #expect(result.draft.text == Self.body.replacing("Dough rises fast then. It collapses.", with: wanted))
    }

    @Test func wordsCodeAndListsAreReplacedInTheirForm() async throws {
        let words = try await changed(.words("rises fast"), ["\"swells.\""], isEdit: true)
        #expect(words.draft.text == Self.body.replacing("rises fast", with: "swells"))
        let title = try await changed(.words("near"), ["The Oven"])
        #expect(title.draft.text == Self.body.replacing("near", with: "The Oven"))
        let code = try await changed(.paragraphs([3], 4...4), ["# cd\ncd"])
        #expect(code.draft.text == Self.body.replacing("# ls", with: "# cd\ncd"))
        let list = try await changed(.paragraphs([3], 3...3), ["- bake"])
        #expect(list.draft.text == Self.body.replacing("- watch it\n- bake it", with: "- bake"))
    }

    @Test func anAnswerThatDoesNotFitIsDrawnAgain() async throws {
        let result = try await changed(Self.second, ["Air is thin there.", "", "Dough rises."])
        #expect(result.draft.text == Self.body.replacing("Dough rises fast then. It collapses.", with: "Dough rises."))
        #expect(result.requests.count == 3)
        let broken = await #expect(throws: SectionChain.Broken.self) {
            _ = try await changed(Self.second, Array(repeating: "- a list beside a list", count: 3))
        }
        #expect(broken?.partial.isEmpty == true)
        guard case .noExcerpt("3:2", _)? = broken?.reason as? ChainError else {
            Issue.record("\(String(describing: broken?.reason))")
            return
        }
    }

    @Test func repeatedSentencesAreCutAndKeptBesides() async throws {
        let result = try await changed(.paragraphs([3], 5...5), ["Dough rises fast then. The end [2#1] came soon."])
        #expect(result.draft.text == Self.body.replacing("is near", with: "came soon"))
        #expect(result.draft.leftOut?.whole == "Dough rises fast then. The end [2#1] came soon.")
    }

    @Test func theEstimateAndTheTaskAreThoseOfThePart() throws {
        let session = Posts.session(written: ["b": Self.body])
        let excerpt = try #require(try session.excerpt(at: Self.second))
        let job = WritingPlan.Job(
            entry: excerpt.entry, task: .excerpt(excerpt, instruction: "shorter", isEdit: false))
        #expect(job.task.origin == .rewritten && job.task.instruction == "shorter" && job.isPartial)
        #expect(!job.task.isFree && job.task.isEdit && !job.task.isContinued)
        let model = ScriptedModel(tier: .large, texts: [])
        let run = SectionScheduler(model: model, session: session, plan: WritingPlan(jobs: [job], parallel: 1))
        #expect(run.estimate().completion == 12)
        #expect(try run.firstPrompt().messages.last?.text.contains("<passage>Dough") == true)
    }
}
