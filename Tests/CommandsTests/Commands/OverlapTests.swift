import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Sections that overlap are named with an offer, and `:differentiate` tells them apart.
@Suite struct OverlapTests {
    private static let overlapping = #"""
        {"sections": [
          {"title": "Opening", "brief": "Why.", "points": ["who asks", "what hurts"]},
          {"title": "Storage costs", "brief": "What disks take.", "points": ["disks", "tapes"]},
          {"title": "What storage costs", "brief": "Bills.", "points": ["invoices", "budgets"]},
          {"title": "Closing", "brief": "What next.", "points": ["first step", "further reading"]}
        ]}
        """#
    private static let apart = #"""
        {"first": {"brief": "What disks and tapes take.", "points": ["disk space", "tape robots", "spare parts"]},
         "second": {"brief": "Who pays, and when.", "points": ["monthly bills", "Disk space", "a price per query"]}}
        """#

    /// Overlapping sections 2 and 3, as a model made them.
    private func workspace(_ answer: String = apart) async throws -> TestWorkspace {
        let workspace = try TestWorkspace(
            Posts.begun,
            models: ScriptedSupply { request in
                .text(request.messages.last?.text.contains(" overlap: ") == true ? answer : Self.overlapping)
            })
        try await workspace.run(":outline")
        return workspace
    }

    @Test func theOfferIsMadeAtOnce() async throws {
        let workspace = try await workspace()
        #expect(
            workspace.interface.notes == [
                "3 What storage costs and 2 Storage costs have titles that say the same (cost, storage): "
                    + "`:merge 2 3`, `:differentiate 2 3`, or leave it."
            ])
        let before = workspace.session
        try await workspace.run(":outline")
        #expect(workspace.interface.notes.count == 1 && workspace.session == before, "showing it says nothing again")
    }

    @Test(arguments: [":differentiate 2 3", ":differentiate 3 2", ":differentiate"])
    func theTwoGetBriefsAndPointsOfTheirOwn(line: String) async throws {
        let workspace = try await workspace()
        let kept = workspace.session.sections(without: ["2", "3"]).filter { $0.role != nil }
        let report = try await workspace.changes(line)
        let request = try #require(workspace.models.requests.last)
        #expect(request.messages.first?.text.contains("THE POST: What is data engineering?") == true)
        #expect(request.format != .text)
        let (one, two) = line.hasSuffix("3 2") ? (3, 2) : (2, 3)
        let first = try #require(workspace.session.outline.entry(at: [one])?.section)
        let second = try #require(workspace.session.outline.entry(at: [two])?.section)
        #expect(first.brief == "What disks and tapes take." && second.brief == "Who pays, and when.")
        #expect(first.points == ["disk space", "tape robots", "spare parts"])
        #expect(second.points == ["monthly bills", "a price per query"], "a point has one owner")
        #expect(workspace.session.sections(without: []).filter { $0.role != nil } == kept)
        #expect(report.plain?.contains("Who pays, and when.\n   - monthly bills") == true)
    }

    @Test func withoutAnOverlapNothingIsAsked() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        let report = try await workspace.run(":differentiate")
        #expect(report.note == "No sections overlap." && workspace.models.supplied == 0)
    }

    @Test(arguments: ["No.", #"{"first": {"brief": "One."}}"#, #"{"first": {"brief": ""}, "second": {"brief": ""}}"#])
    func anUnreadableAnswerChangesNothing(answer: String) async throws {
        let workspace = try await workspace(answer)
        await workspace.fails(
            ":differentiate 2 3",
            "The answer of scripted-1 for 2 and 3 could not be read, so nothing was changed. Ask again, or choose another `:model`."
        )
    }

    @Test func wrongPlacesAreNamed() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        await workspace.refuses(":differentiate 2.1 2.1", ":differentiate takes two different sections.")
        await workspace.refuses(
            ":differentiate 2.1", ":differentiate needs an address such as 2.3. `:help differentiate` shows how.")
        await workspace.refuses(
            ":differentiate 9 1", "There is no section 9; this post has 4 at the top level. `:outline` lists them.")
    }

    @Test func theLengthOfThePostIsRedistributed() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        try await workspace.changes(":outline --words 1080")
        #expect(workspace.session.style.words == 1080)
        #expect(workspace.session.outline.entries.compactMap(\.section.words) == [120, 200, 240, 400, 120])
        #expect(workspace.models.supplied == 0)
        await workspace.refuses(":outline --words many", "--words takes a whole number of words from 50 to 100000.")
        await workspace.refuses(
            ":outline --words", ":outline needs a whole number of words after --words. `:help outline` shows how.")
        let fresh = try TestWorkspace(Posts.begun, models: ScriptedSupply { _ in .text(Self.overlapping) })
        try await fresh.run(":outline --words=500")
        #expect(fresh.session.style.words == 500)
        #expect(fresh.models.requests.first?.messages.last?.text.contains("about 500 words") == true)
    }
}
