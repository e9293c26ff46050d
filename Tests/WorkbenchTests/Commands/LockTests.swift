import Chains
import Manuscript
import Testing

@testable import Workbench

/// `:lock`, `:unlock` and `:note`.
@Suite struct LockTests {
    private let kept = "2.2 Tables is locked and stays as it is."
    private let refused = "2.2 Tables is locked, so nothing was changed. `:unlock ADDRESS` opens it."

    @Test func lockAndUnlockAreTurns() async throws {
        let desk = try TestDesk(Posts.written)
        let report = try await desk.changes(":lock 2.2")
        #expect(
            report.note == "2.2 Tables is locked: no model and no sweeping command changes it. `:unlock` opens it.")
        #expect(desk.session.outline["tables"]?.locked == true)
        #expect(try await desk.run(":lock 2.2").note == "2.2 Tables is locked already.")
        #expect(try await desk.changes(":lock 2").note.hasPrefix("2 sections are locked: "))
        #expect(desk.session.outline["files"]?.locked == true && desk.session.outline["storage"]?.locked == true)
        #expect(try await desk.changes(":unlock 2.2").note == "2.2 Tables is unlocked.")
        #expect(try await desk.changes(":unlock all").note == "2 sections are unlocked.")
        #expect(desk.session.outline.entries.allSatisfy { !$0.section.locked })
    }

    @Test func noModelChangesALockedSection() async throws {
        for line in [":rewrite 2.2", ":rewrite 2.2 longer", ":edit 2.2 longer"] {
            let desk = try TestDesk(Posts.written)
            try await desk.run(":lock 2.2")
            await desk.refuses(line, refused)
        }
        let unwritten = try TestDesk(Posts.outlined)
        try await unwritten.run(":lock 2.2")
        await unwritten.refuses(":write 2.2", refused)
    }

    @Test(arguments: [":write 2", ":rewrite 2", ":edit 2 longer"])
    func sweepingPassesItAndSaysSo(line: String) async throws {
        let start = line.hasPrefix(":write") ? Posts.outlined : Posts.written
        let desk = try TestDesk(start, models: Authors.plain())
        try await desk.run(":lock 2.2")
        let before = desk.session.outline["tables"]
        try await desk.run(line)
        #expect(desk.stage.notes == [kept])
        #expect(desk.models.requests.map(\.section) == ["2.1"])
        #expect(desk.session.outline["tables"] == before)
    }

    @Test func outlineCommandsRespectIt() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.run(":lock 2.2")
        for line in [":remove 2", ":remove 2.2", ":remove all"] { await desk.refuses(line, refused) }
        try await desk.changes(":budget all 90")
        #expect(desk.session.outline["tables"]?.words == 120 && desk.session.outline["files"]?.words == 90)
        // Who names it alone means it.
        try await desk.changes(":rename 2.2 Rows")
        try await desk.changes(":budget 2.2 80")
    }

    @Test func aRevisedOutlineLeavesItAsItIs() async throws {
        let answer = #"""
            {"title":"T","sections":[{"id":"opening","title":"Start","brief":"b"},{"id":"tables","title":"Rows","brief":"b"}]}
            """#
        let desk = try TestDesk(Posts.written, models: ScriptedSupply { _ in .text(answer) })
        try await desk.run(":lock 2.1-2.2")
        let before = desk.session
        let report = await Shell.run(":outline shorter", at: desk.desk)
        #expect(desk.session.history.last?.kind == "outline", "\(report)")
        for id in ["files", "tables"] {
            #expect(desk.session.outline[id] == before.outline[id], "\(id)")
        }
        #expect(desk.session.outline["opening"]?.title == "Start")
        #expect(desk.session.outline["pipelines"] == nil)
        #expect(desk.stage.notes.first?.hasSuffix("are locked and stay as they are.") == true)
    }

    @Test func itIsSeen() async throws {
        let desk = try TestDesk(Posts.written)
        try await desk.run(":lock 2.2")
        try await desk.run(":note 2.2 ask Ada")
        #expect(try await desk.run(":outline").plain?.contains("2.2  Tables  (4/120 words, locked, note)") == true)
        #expect(try await desk.run(":status").plain?.contains("locked  note") == true)
    }

    @Test func aNoteIsKeptAndNeverExported() async throws {
        let desk = try TestDesk(Posts.written)
        let exports = try Exports.all.map { try $0.text(of: desk.session) }
        let report = try await desk.changes(":note 2.2 ask Ada for the figures")
        #expect(report.plain == "2.2  Tables\n   ask Ada for the figures")
        #expect(desk.session.outline["tables"]?.notes == "ask Ada for the figures")
        #expect(try await desk.run(":note tables").plain == "2.2  Tables\n   ask Ada for the figures")
        let now = try Exports.all.map { try $0.text(of: desk.session) }
        #expect(now == exports)
        let context = try await desk.run(":context 2.2").plain
        #expect(context?.contains("Ada") == false)
        try await desk.changes(":note 2.2 none")
        #expect(try await desk.run(":note 2.2").plain == "2.2  Tables\n   no note")
    }

    @Test func refuse() async throws {
        let desk = try TestDesk(Posts.written)
        for name in ["lock", "unlock", "note"] {
            await desk.refuses(":\(name)", ":\(name) needs an address such as 2.3. `:help \(name)` shows how.")
        }
        await desk.refuses(":lock 2.2 now", ":lock does not know what to do with \"now\". `:help lock` shows how.")
        await desk.refuses(":note all x", "all names 6 sections, and one is needed. Give one number, such as 2.3.")
    }
}
