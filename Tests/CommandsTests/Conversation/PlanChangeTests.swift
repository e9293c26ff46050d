import Manuscript
import TestSupport
import Testing

@testable import Commands

/// Answers to "Do it?" other than yes and no change the plan, without a model.
@Suite struct PlanChangeTests {
    private static func steps(_ text: String, in post: Session) throws -> [Step] {
        guard case .steps(let steps) = PlainRequest(text, in: post).reading else {
            Issue.record("\(text) is no plan")
            return []
        }
        return try steps.map { try $0.pinned(in: post) }
    }

    /// The lines that a plan comes to after an answer; "?" where the answer is not understood.
    private static func lines(_ plan: String, _ answer: String, _ language: String = "") throws -> String {
        var post = Posts.written
        post.style.language = language
        let change = PlanChange(answer, in: post, environment: [:])
        switch change.reading(of: try steps(plan, in: post)) {
        case .consent(let isYes): return isYes ? "yes" : "no"
        case .unknown: return "?"
        case .steps(let steps): return try steps.flatMap { try $0.lines(in: post) }.joined(separator: " | ")
        }
    }

    @Test(arguments: [
        ("drop 2.2 and 3", "without 3", ":remove 2.2"), ("drop 2.2 and 3", "not 3", ":remove 2.2"),
        ("drop 2.2 and 3", "only 3", ":remove 3"), ("drop 2.2 and 3", "just section 3, please", "?"),
        ("drop 2.2 and 3", "but not Tables", ":remove 3"), ("drop 2", "without 2.1", ":remove 2.2"),
        ("drop 2.2 and 3", "keep 3", ":remove 2.2"), ("drop 2.2", "without 2.2", ""), ("drop 2.2", "without 3", "?"),
        ("drop 2.2 and 3", "no, only 3", ":remove 3"), ("drop 2.2 and 3", "Without the closing", "?"),
        (
            "make everything simpler", "not 2.1",
            ":rewrite 1 make everything simpler | :rewrite 2.2 make everything simpler | :rewrite 3-4 make everything simpler"
        ),
        ("rename 2 to Keeping and drop 2.2", "without 2.2", ":rename 2 Keeping"),
        ("rename 2 to Keeping and drop 3", "only 3", ":remove 3"),
    ]) func lessOfIt(plan: String, answer: String, lines: String) throws {
        #expect(try Self.lines(plan, answer) == lines)
    }

    @Test(arguments: [
        ("drop 2.2", "also drop 3", ":remove 2.2 | :remove 3"), ("drop 2.2", "and drop 3", ":remove 2.2 | :remove 3"),
        ("drop 2.2", "drop 3 too", ":remove 2.2 | :remove 3"), ("drop 2.2", "drop 3", ":remove 3"),
        ("drop 2.2", "drop 3 instead", ":remove 3"), ("drop 2.2", "no, make it shorter", "?"),
        ("drop 2.2", "No, make 2.2 shorter", ":rewrite 2.2 make 2.2 shorter"),
        ("drop 2.2", "merge 2.1 and 2.2", ":merge 2.1 2.2"),
        ("shorten 2.1 by half", "by a third instead", ":budget 2.1 -33% | :fit 2.1"),
        ("shorten 2.1 by half", "20 %", ":budget 2.1 -20% | :fit 2.1"),
        ("shorten 2.1 by half", "a third longer", ":budget 2.1 +33% | :fit 2.1"),
        ("make 2.1 more formal", "shorter", ":rewrite 2.1 make 2.1 more formal; shorter"),
        ("make 2.1 more formal", "with an example", ":rewrite 2.1 make 2.1 more formal; with an example"),
        ("do 2.1 again", "a bit livelier", ":rewrite 2.1 a bit livelier"),
    ]) func somethingElse(plan: String, answer: String, lines: String) throws {
        #expect(try Self.lines(plan, answer) == lines)
    }

    @Test func removedSectionsKeepTheNumbersThatThePersonSees() async throws {
        let workspace = try TestWorkspace(Posts.written, interface: RecordingInterface(consent: true))
        let report = try await workspace.run("drop 2.1 and 3-4")
        #expect(
            workspace.interface.notes.first
                == "Plan: remove 2.1 Files and folders (7 words); remove 3 Pipelines that run and 4 Closing (5 words).")
        #expect(workspace.interface.events.contains(.asked("This deletes written text.")))
        #expect(
            report.note.hasPrefix(
                "Removed 2.1 Files and folders, 7 words; removed 3 Pipelines that run and 4 Closing, 5 words."))
    }

    @Test func writtenSectionsKeepTheNumbersThatThePersonSees() async throws {
        let workspace = try TestWorkspace(Posts.written, interface: RecordingInterface(consent: false))
        try await workspace.run("drop 1 and make 2.1 shorter")
        let plan = try #require(workspace.interface.notes.first)
        #expect(plan.contains("remove 1 ") && plan.contains("; rewrite 2.1 (Files and folders)"), "\(plan)")
    }

    @Test func mergedTextsAreNotDeleted() async throws {
        let workspace = try TestWorkspace(Posts.written, interface: RecordingInterface(consent: false))
        try await workspace.run("merge 2.1 and 2.2")
        #expect(!workspace.interface.events.contains { if case .asked = $0 { true } else { false } })
        #expect(workspace.session.outline["tables"] == nil)
    }

    @Test func sectionsWithoutTextsAreRemovedUnasked() async throws {
        let workspace = try TestWorkspace(Posts.outlined, interface: RecordingInterface(consent: false))
        try await workspace.run("drop 2.1 and 3")
        #expect(workspace.interface.notes.first == "Plan: remove 2.1 Files and folders; remove 3 Pipelines that run.")
        #expect(workspace.session.outline["pipelines"] == nil)
    }

    @Test(arguments: [
        ("yes please", "yes"), ("OK", "yes"), ("do it", "yes"), ("Sure!", "yes"), ("nope", "no"), ("cancel", "no"),
        ("never mind", "no"), ("No.", "no"), ("hmm", "?"), ("what is 3?", "?"), ("with an example", "?"),
        ("drop 99", "?"), ("why?", "?"), ("3", "?"), ("drop everything but 3", "?"),
    ]) func consentAndNonsense(answer: String, reading: String) throws {
        #expect(try Self.lines("drop 2.2", answer) == reading)
    }

    @Test(arguments: [
        ("de", "streich 2.2, dann lösche 3", "ohne 3", ":remove 2.2"), ("de", "streich 2.2", "ja", "yes"),
        ("de", "streich 2.2", "streich stattdessen 3", "?"), ("de", "streich 2.2", "lieber 3 löschen", ":remove 3"),
        ("fr", "supprime 2.2", "supprime aussi 3", "?"),
        ("fr", "supprime 2.2", "aussi supprime 3", ":remove 2.2 | :remove 3"),
        ("es", "elimina 2.2", "solo 3", "?"), ("es", "elimina 2.2", "elimina 3 también", ":remove 2.2 | :remove 3"),
        ("it", "rimuovi 2.2 e rimuovi 3", "senza 3", ":remove 2.2"), ("it", "rimuovi 2.2", "va bene", "yes"),
    ]) func inOtherLanguages(language: String, plan: String, answer: String, lines: String) throws {
        #expect(try Self.lines(plan, answer, language) == lines)
    }

    // MARK: - In the workspace

    @Test func theChangedPlanIsShownAndAskedAboutAgain() async throws {
        let workspace = try TestWorkspace(
            Posts.written, interface: RecordingInterface(answers: ["hmm", "without 3", "y"]))
        let report = try await workspace.run("drop 2.2 and 3")
        let shown = workspace.interface.notes.filter { $0.hasPrefix("Plan: ") }
        #expect(shown.count == 2 && !shown[1].contains("Pipelines"))
        #expect(workspace.interface.notes.contains { $0.contains("nothing was sent") })
        #expect(
            workspace.titles == [
                "1 Opening", "2 Storage", "2.1 Files and folders", "3 Pipelines that run", "4 Closing",
            ])
        #expect(workspace.models.requests.isEmpty && report.data["changed"] == true)
        #expect(workspace.session.history.last?.input == "drop 2.2 and 3 (without 3)")
        try await workspace.run(":undo")
        #expect(workspace.session.outline == Posts.written.outline)
    }

    /// The plan names the section of a command that takes one section only.
    @Test(arguments: [
        ("give me three others for the opening", "alt 1 (Opening)"), ("2.2 shorter", "rewrite 2.2 (Tables)"),
    ])
    func thePlanNamesTheSection(request: String, plan: String) async throws {
        var post = Posts.written
        post.settings["confirm"] = "always"
        let workspace = try TestWorkspace(post, interface: RecordingInterface(answers: ["n"]))
        try await workspace.run(request)
        #expect(workspace.interface.notes.contains { $0.hasPrefix("Plan: \(plan)") }, "\(workspace.interface.notes)")
    }

    @Test(arguments: [["n"], ["without 2.2"], ["hmm", "nope"], []]) func thePlanRunsOnlyAfterAYes(answers: [String])
        async throws
    {
        let workspace = try TestWorkspace(
            Posts.written, interface: RecordingInterface(consent: false, answers: answers))
        let report = try await workspace.run("drop 2.2")
        #expect(report.note == "Nothing was changed." && workspace.session.outline == Posts.written.outline)
    }
}
