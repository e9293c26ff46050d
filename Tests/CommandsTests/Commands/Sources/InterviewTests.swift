import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

@Suite struct InterviewTests {
    @Test func answersBecomeASourceAndGoIntoTheContract() async throws {
        let interface = RecordingInterface(answers: ["", "We store 40 terabytes.", "Nurses of our clinic", ":stop"])
        let workspace = try TestWorkspace(
            Posts.outlined, models: ScriptedSupply { _ in .text("Files are small.") }, interface: interface)
        let report = try await workspace.run(":interview")
        #expect(
            report.note == "Your 2 answers are source 1, and every section is written with them. `:undo` takes it back."
        )
        let source = try #require(workspace.session.references.first)
        #expect(source.kind == "interview" && source.told.count == 2)
        #expect(source.told[0] == "What do people usually get wrong about it? We store 40 terabytes.")
        #expect(workspace.session.history.last?.kind == .interview)
        #expect(try await workspace.run(":source show 1").answer.content.plainText.contains("We store 40 terabytes."))
        let context = try await workspace.run(":context 2.1").answer.content.plainText
        #expect(
            context.contains("The writer says:\n- What do people usually get wrong about it? We store 40 terabytes."))
        try await workspace.run(":undo")
        #expect(workspace.session.references == [])
    }

    @Test func withoutAModelTheUsualQuestionsAreAsked() async throws {
        let interface = RecordingInterface(answers: ["", "", "", "", "", ""])
        let refusing = ScriptedSupply(refusal: .invalidSetting("No model."))
        let workspace = try TestWorkspace(Posts.outlined, models: refusing, interface: interface)
        #expect(try await workspace.run(":interview").note == "No question was answered, so nothing was added.")
        #expect(interface.notes.contains("6 of 6: What do you think about it that others do not?"))
        #expect(workspace.session.sources == [])
    }

    @Test func aScriptGetsTheQuestionsAndARefusal() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        let report = try await workspace.run(":interview")
        #expect(report.isRefused && report.answer.content.plainText.split(separator: "\n").count == 6)
    }
}
