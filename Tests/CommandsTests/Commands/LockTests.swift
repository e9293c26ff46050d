import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands

/// `:lock`, `:unlock` and `:note`.
@Suite struct LockTests {
    private let kept = "2.2 Tables is locked and stays unchanged."
    private let refused = "2.2 Tables is locked, so nothing was changed. `:unlock ADDRESS` opens it."

    @Test func lockAndUnlockAreTurns() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.changes(":lock 2.2")
        #expect(
            report.note == "2.2 Tables is locked: nothing changes it until `:unlock`.")
        #expect(workspace.session.outline["tables"]?.locked == true)
        #expect(try await workspace.run(":lock 2.2").note == "2.2 Tables is already locked.")
        #expect(try await workspace.changes(":lock 2").note.hasPrefix("2 sections are locked: "))
        #expect(
            workspace.session.outline["files"]?.locked == true && workspace.session.outline["storage"]?.locked == true)
        #expect(try await workspace.changes(":unlock 2.2").note == "2.2 Tables is unlocked.")
        #expect(try await workspace.changes(":unlock all").note == "2 sections are unlocked.")
        #expect(workspace.session.outline.entries.allSatisfy { !$0.section.locked })
    }

    @Test func noModelChangesALockedSection() async throws {
        for line in [":rewrite 2.2", ":rewrite 2.2 longer", ":edit 2.2 longer"] {
            let workspace = try TestWorkspace(Posts.written)
            try await workspace.run(":lock 2.2")
            await workspace.refuses(line, refused)
        }
        let unwritten = try TestWorkspace(Posts.outlined)
        try await unwritten.run(":lock 2.2")
        await unwritten.refuses(":write 2.2", refused)
    }

    @Test(arguments: [":write 2", ":rewrite 2", ":edit 2 longer"])
    func sweepingPassesItAndSaysSo(line: String) async throws {
        let start = line.hasPrefix(":write") ? Posts.outlined : Posts.written
        let workspace = try TestWorkspace(start, models: Authors.plain())
        try await workspace.run(":lock 2.2")
        let before = workspace.session.outline["tables"]
        try await workspace.run(line)
        #expect(workspace.interface.notes == [kept])
        #expect(workspace.models.requests.map(\.section) == ["2.1"])
        #expect(workspace.session.outline["tables"] == before)
    }

    @Test func outlineCommandsRespectIt() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":lock 2.2")
        for line in [":remove 2", ":remove 2.2", ":remove all"] { await workspace.refuses(line, refused) }
        try await workspace.changes(":budget all 90")
        #expect(workspace.session.outline["tables"]?.words == 120 && workspace.session.outline["files"]?.words == 90)
        // Who names it alone means it.
        try await workspace.changes(":rename 2.2 Rows")
        try await workspace.changes(":budget 2.2 80")
    }

    @Test func aRevisedOutlineLeavesItAsItIs() async throws {
        let answer = #"""
            {"title":"T","sections":[{"id":"opening","title":"Start","brief":"b"},{"id":"tables","title":"Rows","brief":"b"}]}
            """#
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text(answer) })
        try await workspace.run(":lock 2.1-2.2")
        let before = workspace.session
        let report = await Interpreter.run(":outline shorter", in: workspace.workspace)
        #expect(workspace.session.history.last?.kind == .outline, "\(report)")
        for id in ["files", "tables"] {
            #expect(workspace.session.outline[id] == before.outline[id], "\(id)")
        }
        #expect(workspace.session.outline["opening"]?.title == "Start")
        #expect(workspace.session.outline["pipelines"] == nil)
        #expect(workspace.interface.notes.first?.hasSuffix("are locked and stay unchanged.") == true)
    }

    @Test func itIsSeen() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":lock 2.2")
        try await workspace.run(":note 2.2 ask Ada")
        #expect(try await workspace.run(":outline").plain?.contains("2.2  Tables  (4/120 words, locked, note)") == true)
        #expect(try await workspace.run(":status").plain?.contains("locked  note") == true)
    }

    @Test func aNoteIsKeptAndNeverExported() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let exports = try Exports.all.map { try $0.text(of: workspace.session, as: ExportOptions()) }
        let report = try await workspace.changes(":note 2.2 ask Ada for the figures")
        #expect(report.plain == "2.2  Tables\n   ask Ada for the figures")
        #expect(workspace.session.outline["tables"]?.notes == "ask Ada for the figures")
        #expect(try await workspace.run(":note tables").plain == "2.2  Tables\n   ask Ada for the figures")
        let now = try Exports.all.map { try $0.text(of: workspace.session, as: ExportOptions()) }
        #expect(now == exports)
        let context = try await workspace.run(":context 2.2").plain
        #expect(context?.contains("Ada") == false)
        try await workspace.changes(":note 2.2 none")
        #expect(try await workspace.run(":note 2.2").plain == "2.2  Tables\n   no note")
    }

    @Test func refuse() async throws {
        let workspace = try TestWorkspace(Posts.written)
        for name in ["lock", "unlock", "note"] {
            await workspace.refuses(":\(name)", ":\(name) needs an address such as 2.3. `:help \(name)` shows how.")
        }
        await workspace.refuses(":lock 2.2 now", ":lock does not take \"now\". `:help lock` shows how.")
        await workspace.refuses(
            ":note all x", "all names 6 sections, but only one is allowed. Give one number, such as 2.3.")
    }
}
