import Configuration
import Manuscript
import TestSupport
import Testing

@testable import Chains
@testable import Commands

/// The question before the whole post, or more than three sections, are rewritten.
@Suite struct LargeRunTests {
    private func workspace(
        _ post: Session = Posts.written, confirm: String? = nil, answers: [String], isSure: Bool = false
    ) throws -> TestWorkspace {
        var post = post
        if let confirm { post.settings["confirm"] = .string(confirm) }
        return try TestWorkspace(
            post, models: Authors.plain(),
            interface: RecordingInterface(consent: false, isSure: isSure, answers: answers))
    }

    private func questions(_ workspace: TestWorkspace) -> [String] {
        workspace.interface.events.compactMap { if case .asked(let question) = $0 { question } else { nil } }
    }

    @Test(arguments: [":rewrite all shorter", ":edit all shorter", "make everything more formal"])
    func fourSectionsAreAskedAboutOnce(line: String) async throws {
        let workspace = try workspace(answers: ["y"])
        try await workspace.run(line)
        let asked = questions(workspace)
        #expect(
            asked.count == 1 && asked[0].hasPrefix("This rewrites ") && asked[0].contains(" sections: "), "\(asked)")
        #expect(asked[0].contains(" tokens in, "))
        #expect(workspace.session.text("tables") == "This is part 2.2 now.")
        #expect(workspace.session.history.count == 2)
    }

    @Test(arguments: [":rewrite all shorter", ":edit all shorter", "make everything more formal"])
    func nothingHappensAfterANo(line: String) async throws {
        let workspace = try workspace(answers: ["n"])
        let report = try await workspace.run(line)
        #expect(report.note == "Nothing was changed." && workspace.models.requests.isEmpty)
        #expect(workspace.session.content == Posts.written.content)
    }

    @Test(arguments: [
        ("without 2.1", ["1", "2.2", "4"], "shorter"), ("only 2", ["2.1", "2.2"], "shorter"),
        ("with an example", ["1", "2.1", "2.2", "4"], "shorter; with an example"),
    ]) func otherWordsChangeThePlan(words: String, sections: [String], instruction: String) async throws {
        let workspace = try workspace(answers: [words, "y"])
        try await workspace.run(":edit all shorter")
        #expect(Set(workspace.models.requests.map(\.section)) == Set(sections))
        let task = try #require(workspace.models.requests.first?.messages.last?.text)
        #expect(task.contains("Instruction: \(instruction)\n"), "\(task)")
        let turn = try #require(workspace.session.history.last)
        #expect(turn.input == ":edit all shorter (\(words))" && turn.kind == .edit)
        #expect(workspace.interface.notes.contains { $0.hasPrefix("Plan: edit ") })
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.written.content)
    }

    @Test func wordsThatSayNothingAskAgain() async throws {
        let workspace = try workspace(answers: ["hm", "n"])
        try await workspace.run(":rewrite all shorter")
        #expect(questions(workspace).count == 2 && workspace.models.requests.isEmpty)
        #expect(workspace.interface.notes.contains { $0.contains("nothing was sent") })
    }

    @Test func fewSectionsAskNothing() async throws {
        let workspace = try workspace(answers: ["n"])
        try await workspace.run(":rewrite 2 shorter")
        #expect(questions(workspace).isEmpty && workspace.session.text("tables") == "This is part 2.2 now.")
    }

    @Test func aWholePostOfTwoSectionsAsks() async throws {
        var post = Posts.written
        post.outline = Outline(post.outline.sections.filter { ["opening", "closing"].contains($0.id) })
        let workspace = try workspace(post, answers: ["n"])
        try await workspace.run(":rewrite all shorter")
        #expect(questions(workspace).count == 1)
    }

    @Test func neverAndYesAndScriptsAskNothing() async throws {
        let never = try workspace(confirm: "never", answers: ["n"])
        try await never.run(":rewrite all shorter")
        let sure = try workspace(answers: ["n"], isSure: true)
        try await sure.run(":rewrite all shorter")
        let script = try TestWorkspace(Posts.written, models: Authors.plain())
        try await script.run(":rewrite all shorter")
        for workspace in [never, sure, script] {
            #expect(questions(workspace).isEmpty && workspace.session.text("tables") == "This is part 2.2 now.")
        }
    }

    @Test(arguments: [(nil, ""), (20.0, ", less than a minute"), (60.0, ", 1 minute"), (200.0, ", 3 minutes")])
    func theEstimateTellsTheMinutes(seconds: Double?, words: String) {
        let estimate = WritingEstimate(prompt: 14_800, completion: 3_500, seconds: seconds)
        #expect(estimate.words(cost: nil, "USD") == "14,800 tokens in, 3,500 out\(words)")
    }
}
