import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:run`.
@Suite struct ScriptTests {
    private func workspace(_ files: [String: String], _ session: Session = Posts.written) throws -> TestWorkspace {
        let workspace = try TestWorkspace(session)
        for (name, text) in files { try Files.replace("\(workspace.temporary.path)/\(name)", with: Array(text.utf8)) }
        return workspace
    }

    @Test func itRunsLinesAndLeavesOutComments() async throws {
        let workspace = try workspace(["a b.txt": "# first\n\n:rename 1 Start\r\n   :note 1 ask Ada\n:show 1"])
        let report = try await workspace.run(":run \"~/a b.txt\"")
        let section = workspace.session.outline.sections[0]
        #expect(section.title == "Start" && section.notes == "ask Ada")
        let lines = report.data["lines"]?.array
        #expect(lines?.map { $0["command"] } == [":rename 1 Start", ":note 1 ask Ada", ":show 1"])
        #expect(lines?[2]["result"]?["sections"]?.array?.count == 1)
        #expect(!report.isLast && report.answer == .none)
        #expect(try workspace.saved() == workspace.session)
    }

    @Test func itStopsAtTheFirstErrorAndNamesTheLine() async throws {
        let workspace = try workspace([
            "outer": ":lock 1\n:run ~/inner\n:lock 4", "inner": "\n# x\n:unlock 1\n:show 9\n:lock 3",
        ])
        let ending = await Interpreter.run(":run ~/outer", in: workspace.workspace)
        #expect(
            ending
                == .failed(
                    "~/outer, line 2: ~/inner, line 4: There is no section 9; this post has 4 at the top level. `:outline` lists them."
                ))
        #expect(workspace.session.outline.sections.map(\.locked) == [false, false, false, false])
        #expect(workspace.session.history.suffix(2).map(\.kind.rawValue) == ["lock", "unlock"], "what was done stays")
        #expect(workspace.workspace.scripts.running.isEmpty)
    }

    @Test func quitEndsEverything() async throws {
        let workspace = try workspace(["outer": ":run ~/inner\n:lock 1", "inner": ":quit\n:lock 2"])
        #expect(try await workspace.run(":run ~/outer").isLast)
        #expect(workspace.session.outline.entries.allSatisfy { !$0.section.locked })
    }

    @Test func aScriptThatRunsItselfIsRefused() async throws {
        let workspace = try workspace(["a": ":run ~/b", "b": ":run ~/./a"])
        await workspace.fails(
            ":run ~/a",
            "~/a, line 1: ~/b, line 1: ~/./a would run itself (~/a → ~/b → ~/./a), without end. Take that line out.")
    }

    @Test func theDepthIsBounded() async throws {
        var files: [String: String] = ["s9": ":lock 1"]
        for number in 1...8 { files["s\(number)"] = ":run ~/s\(number + 1)" }
        let workspace = try workspace(files)
        let ending = await Interpreter.run(":run ~/s1", in: workspace.workspace)
        guard case .failed(let sentence) = ending else {
            Issue.record("\(ending)")
            return
        }
        #expect(
            sentence.hasSuffix(
                "~/s9 would be the 9th script within others; 8 are the most. Put its lines where they are used."))
        _ = try await workspace.run(":run ~/s2")
        #expect(workspace.session.outline.sections[0].locked)
    }

    @Test func unusableScriptsAreRefused() async throws {
        let workspace = try workspace(["text": "x"])
        let home = workspace.temporary.path
        try Files.replace("\(home)/bytes", with: [0x3A, 0xFF])
        try Files.replace("\(home)/long", with: Array(repeating: 0x23, count: Script.longest + 1))
        mkfifo("\(home)/pipe", 0o600)
        await workspace.refuses(":run", ":run needs a file. `:help run` shows how.")
        await workspace.refuses(":run a b", ":run does not take \"b\". `:help run` shows how.")
        await workspace.refuses(":run ~/none", "~/none cannot be read: there is no such file or folder.")
        await workspace.refuses(":run ~", "~ cannot be read: there is no such file or folder.")
        await workspace.refuses(":run ~/", "~/ cannot be read: it is a folder; name a file.")
        await workspace.refuses(
            ":run ~/bytes", "~/bytes is not UTF-8 text, so nothing was run. Convert it, for example with iconv.")
        await workspace.refuses(
            ":run ~/long",
            "~/long is longer than 1 MB, so nothing was run. Give a file with one command a line.")
        await workspace.refuses(
            ":run ~/pipe", "~/pipe is not a regular file, so nothing was run. Give a file with one command a line.")
    }

    @Test func aLineBeforeTheModelThatStopsStopsAll() async throws {
        let workspace = try workspace(["a": ":lock 1\n:lock 2"])
        let task = Task { @MainActor in await Interpreter.run(":run ~/a", in: workspace.workspace) }
        task.cancel()
        #expect(await task.value == .stopped)
    }
}
