import Manuscript
import Platform
import Testing

@testable import Workbench

/// `:run`.
@Suite struct ScriptTests {
    private func desk(_ files: [String: String], _ session: Session = Posts.written) throws -> TestDesk {
        let desk = try TestDesk(session)
        for (name, text) in files { try Files.replace("\(desk.temporary.path)/\(name)", with: Array(text.utf8)) }
        return desk
    }

    @Test func itRunsLinesAndLeavesOutComments() async throws {
        let desk = try desk(["a b.txt": "# first\n\n:rename 1 Start\r\n   :note 1 ask Ada\n:show 1"])
        let report = try await desk.run(":run \"~/a b.txt\"")
        let section = desk.session.outline.sections[0]
        #expect(section.title == "Start" && section.notes == "ask Ada")
        let lines = report.data["lines"]?.array
        #expect(lines?.map { $0["command"] } == [":rename 1 Start", ":note 1 ask Ada", ":show 1"])
        #expect(lines?[2]["result"]?["sections"]?.array?.count == 1)
        #expect(!report.isLast && report.answer == .none)
        #expect(try desk.saved() == desk.session)
    }

    @Test func itStopsAtTheFirstErrorAndNamesTheLine() async throws {
        let desk = try desk(["outer": ":lock 1\n:run ~/inner\n:lock 4", "inner": "\n# x\n:unlock 1\n:show 9\n:lock 3"])
        let ending = await Shell.run(":run ~/outer", at: desk.desk)
        #expect(
            ending
                == .failed(
                    "~/outer, line 2: ~/inner, line 4: There is no section 9; this post has 4 at the top level. `:outline` lists them."
                ))
        #expect(desk.session.outline.sections.map(\.locked) == [false, false, false, false])
        #expect(desk.session.history.suffix(2).map(\.kind) == ["lock", "unlock"], "what was done stays")
        #expect(desk.desk.running.isEmpty)
    }

    @Test func quitEndsEverything() async throws {
        let desk = try desk(["outer": ":run ~/inner\n:lock 1", "inner": ":quit\n:lock 2"])
        #expect(try await desk.run(":run ~/outer").isLast)
        #expect(desk.session.outline.entries.allSatisfy { !$0.section.locked })
    }

    @Test func whatRunsItselfIsRefused() async throws {
        let desk = try desk(["a": ":run ~/b", "b": ":run ~/./a"])
        await desk.fails(
            ":run ~/a",
            "~/a, line 1: ~/b, line 1: ~/./a would run itself (~/a → ~/b → ~/./a), without end. Take that line out.")
    }

    @Test func theDepthIsBounded() async throws {
        var files: [String: String] = ["s9": ":lock 1"]
        for number in 1...8 { files["s\(number)"] = ":run ~/s\(number + 1)" }
        let desk = try desk(files)
        let ending = await Shell.run(":run ~/s1", at: desk.desk)
        guard case .failed(let sentence) = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(
            sentence.hasSuffix(
                "~/s9 would be the 9th script within others; 8 are the most. Put its lines where they are used."))
        _ = try await desk.run(":run ~/s2")
        #expect(desk.session.outline.sections[0].locked)
    }

    @Test func whatIsNoScript() async throws {
        let desk = try desk(["text": "x"])
        let home = desk.temporary.path
        try Files.replace("\(home)/bytes", with: [0x3A, 0xFF])
        try Files.replace("\(home)/long", with: Array(repeating: 0x23, count: Script.longest + 1))
        mkfifo("\(home)/pipe", 0o600)
        await desk.refuses(":run", ":run needs a file. `:help run` shows how.")
        await desk.refuses(":run a b", ":run does not know what to do with \"b\". `:help run` shows how.")
        await desk.refuses(":run ~/none", "~/none cannot be read: there is no such file or folder.")
        await desk.refuses(":run ~", "~ cannot be read: there is no such file or folder.")
        await desk.refuses(":run ~/", "~/ cannot be read: it is a folder; name a file.")
        await desk.refuses(
            ":run ~/bytes", "~/bytes is not UTF-8 text, so nothing was run. Convert it, for example with iconv.")
        await desk.refuses(
            ":run ~/long",
            "~/long is longer than 1 MB, so nothing was run. Give a file with a command on each line.")
        await desk.refuses(
            ":run ~/pipe", "~/pipe is no plain file, so nothing was run. Give a file with a command on each line.")
    }

    @Test func aLineBeforeTheModelThatStopsStopsAll() async throws {
        let desk = try desk(["a": ":lock 1\n:lock 2"])
        let task = Task { @MainActor in await Shell.run(":run ~/a", at: desk.desk) }
        task.cancel()
        #expect(await task.value == .stopped)
    }
}
