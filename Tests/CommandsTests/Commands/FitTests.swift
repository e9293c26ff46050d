import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:fit` never takes a text that is farther from the budget.
@Suite struct FitTests {
    private func words(_ count: Int) -> String { (1..<count).map { "word\($0) " }.joined() + "word." }

    /// A post whose section 2.2 has 80 of 120 words.
    private func post() throws -> Session {
        let text = Version(number: 2, text: words(80), origin: .edited, at: noon)
        return try Posts.written.applying(.addVersion("tables", text)).session
    }

    @Test(arguments: [(81, true), (120, true), (159, true), (80, false), (160, false), (10, false), (170, false)])
    func onlyANearerTextIsTaken(count: Int, isTaken: Bool) async throws {
        let text = words(count).replacing("word.", with: "end.")
        let workspace = try TestWorkspace(try post(), models: ScriptedSupply { _ in .text(text) })
        let report = try await workspace.run(":fit 2.2")
        let section = try #require(workspace.session.outline["tables"])
        #expect((section.text?.text == text) == isTaken)
        #expect(section.versions.contains { $0.text == text }, "nothing that was written disappears")
        let kept = "kept the text of 2.2, which is nearer to the budget"
        #expect(workspace.session.history.last?.summary.contains(kept) == !isTaken)
        #expect(report.note.lowercased().contains(kept) == !isTaken)
    }
}
