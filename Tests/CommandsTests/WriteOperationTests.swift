import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Runs over many sections: what is saved when, and what stands when they end early.
@Suite struct WriteOperationTests {
    /// Every section is in the file before its end is shown.
    @Test(arguments: [1, 4])
    func savesEachSectionAsItIsFinished(parallel: Int) async throws {
        let written = Guarded<[Int]>([])
        let path = Guarded("")
        let interface = RecordingInterface { _ in
            let folder = SessionFolder(path: path.withLock { $0 })
            let count = (try? folder.load("post"))?.outline.unwritten.count
            written.withLock { $0.append(5 - (count ?? 99)) }
        }
        let workspace = try TestWorkspace(
            Posts.outlined, models: Authors.plain(parallel: parallel), interface: interface)
        let place = workspace.folder.path
        path.withLock { $0 = place }
        try await workspace.run(":write")
        #expect(written.withLock { $0 } == [1, 2, 3, 4, 5])
    }

    @Test func aFailureKeepsWhatWasFinishedBefore() async throws {
        let error = ModelError.rejected(
            server: "The script", status: 503, code: nil, message: "busy", retryAfter: nil)
        let models = Authors.by { $0 == "3" ? .failure(error) : .text("This is part \($0) now.") }
        let workspace = try TestWorkspace(Posts.outlined, models: models)
        let ending = await Interpreter.run(":write", in: workspace.workspace)
        #expect(ending == .failed("The script failed with status 503 (busy). Try again later."))
        #expect(workspace.session.outline.unwritten.map(\.number) == ["1", "3", "4"])
        #expect(workspace.session.outline["pipelines"]?.candidate == nil)
        #expect(workspace.session.history.last?.summary == "wrote 2.1, 2.2 (10 words)")
        #expect(
            workspace.interface.notes == [
                "Not written: 3.", "2 of 5 sections are done. `:write` goes on with the rest.",
            ])
        #expect(workspace.interface.events.dropLast(2).last == .closed)
        #expect(try workspace.saved() == workspace.session)
        #expect(workspace.models.requests.map(\.section) == ["2.1", "2.2", "3"])
        try await workspace.run(":undo")
        #expect(workspace.session.content == Posts.outlined.content)
    }

    @Test func continuesWhereItStopped() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let calls = Guarded(0)
        let models = Authors.by { number in
            let call = calls.withLock { count in
                count += 1
                return count
            }
            return call == 3 ? .failure(error, after: "Half a pipe") : .text("This is part \(number) now.")
        }
        let workspace = try TestWorkspace(Posts.outlined, models: models)
        #expect(await Interpreter.run(":write", in: workspace.workspace) == .failed(error.sentence))
        #expect(workspace.session.outline["pipelines"]?.candidate?.text == "Half a pipe")
        #expect(
            workspace.session.history.last?.summary == "wrote 1, 2.1, 2.2, 4 (20 words); left an unfinished draft of 3")
        let first = workspace.session.sections(without: ["pipelines"])
        try await workspace.changes(":write")
        #expect(workspace.session.outline.unwritten.isEmpty)
        #expect(workspace.session.outline["pipelines"]?.candidate == nil)
        #expect(workspace.session.sections(without: ["pipelines"]) == first)
        #expect(workspace.models.requests.map(\.section) == ["2.1", "2.2", "3", "1", "4", "3"])
    }

    @Test func aCutOffTextIsACandidate() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.by { _ in .cutOff("One step. Another st") })
        let ending = await Interpreter.run(":write", in: workspace.workspace)
        #expect(
            ending
                == .failed(
                    "scripted-1 ran into its length limit in section 3; the text until then is kept. `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
                ))
        let section = try #require(workspace.session.outline["pipelines"])
        #expect(section.text == nil)
        #expect(section.candidate?.cause == .length)
        #expect(section.candidate?.text.hasPrefix("One step.") == true)
        // There was but one section, so there is no rest to speak of.
        #expect(workspace.interface.notes.isEmpty)
    }

    @Test func anEmptyAnswerIsRequestedThreeTimesAndChangesNothing() async throws {
        let workspace = try TestWorkspace(Posts.written, models: Authors.by { _ in .text("  ") })
        await workspace.fails(
            ":write 3",
            "scripted-1 sent no text for section 3 after several attempts. Ask again, or choose another `:model`.")
        #expect(workspace.models.requests.count == 3)
    }

    @Test func stoppingKeepsTheFinishedAndTheBrokenText() async throws {
        let models = Authors.by { $0 == "2.2" ? .hang(after: "A table is ") : .text("This is part \($0) now.") }
        let said = AsyncStream<Void>.makeStream()
        let interface = RecordingInterface { if $0 == 0 { said.continuation.yield() } }
        let workspace = try TestWorkspace(Posts.outlined, models: models, interface: interface)
        nonisolated(unsafe) let place = workspace.workspace
        let task = Task { await Interpreter.run(":write", in: place) }
        for await _ in said.stream { break }
        while !interface.events.contains(.text(1, "A table")) { await Task.yield() }
        task.cancel()
        #expect(await task.value == .stopped)
        #expect(workspace.session.text("files") == "This is part 2.1 now.")
        let candidate = try #require(workspace.session.outline["tables"]?.candidate)
        #expect(candidate.cause == .interrupted)
        #expect(candidate.text.hasPrefix("A table"))
        #expect(workspace.session.text("tables") == nil)
        #expect(workspace.session.outline.unwritten.map(\.number) == ["1", "2.2", "3", "4"])
        #expect(try workspace.saved() == workspace.session)
        #expect(
            workspace.interface.notes == [
                "1 of 5 sections is done. `:write` goes on with the rest.",
                "Unfinished draft kept for 2.2: `:continue 2.2` goes on from there, `:accept 2.2` takes it as it is, `:discard 2.2` drops it.",
            ])
    }

    @Test func theSettingDecidesHowManyAreWrittenAtOnce() async throws {
        let running = Guarded((now: 0, most: 0))
        let models = Authors.by(parallel: 8) { number in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            return .text("This is part \(number) now.")
        }
        let interface = RecordingInterface { _ in running.withLock { $0.now -= 1 } }
        let workspace = try TestWorkspace(Posts.outlined, models: models, interface: interface)
        try await workspace.run(":set parallel 1")
        try await workspace.run(":write")
        #expect(running.withLock { $0.most } == 1)
    }

    /// Where saving fails in the middle of a run, the run ends, and no text is lost.
    @Test(arguments: [1, 4]) func unsavedTextIsKeptInMemory(parallel: Int) async throws {
        let folder = Guarded<SessionFolder?>(nil)
        let interface = RecordingInterface { index in
            // Behind the second section another program writes the file.
            guard index == 1, let folder = folder.withLock({ $0 }) else { return }
            var other = Posts.begun
            other.topic = "Of somebody else"
            _ = try? folder.save(other)
        }
        let models = Authors.by(parallel: parallel) { .text("This is part \($0) now.") }
        let workspace = try TestWorkspace(Posts.outlined, models: models, interface: interface)
        let place = workspace.folder
        folder.withLock { $0 = place }
        guard case .failed(let sentence) = await Interpreter.run(":write", in: workspace.workspace) else {
            return #expect(Bool(false), "It did not fail.")
        }
        #expect(sentence.contains("was changed by another program"))
        #expect(
            workspace.interface.notes.last
                == "The new text is kept in memory and saved with the next turn; `:save` tries again now.")
        #expect(workspace.workspace.store.hasUnsaved)
        let written = workspace.session.outline.entries.compactMap { $0.section.text?.text }
        #expect(written.count >= 3 && workspace.session.history.count == 2)
        #expect(workspace.models.requests.count < 6)
        #expect(try workspace.folder.load("post").topic == "Of somebody else")
        // It is not left behind either: neither by opening another session nor by a change that fails.
        await workspace.fails(":open post", sentence)
        await workspace.fails(":new Cats", sentence)
        await workspace.fails(":save", sentence)
        try await workspace.run(":fork mine")
        #expect(!workspace.workspace.store.hasUnsaved)
        #expect(try workspace.saved() == workspace.session)
        #expect(workspace.session.outline.entries.compactMap { $0.section.text?.text } == written)
    }

    @Test func theNextSaveHasWhatWasKept() async throws {
        let folder = Guarded<SessionFolder?>(nil)
        let interface = RecordingInterface { index in
            if index == 1, let folder = folder.withLock({ $0 }) { _ = try? folder.save(Posts.begun) }
        }
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain(), interface: interface)
        let place = workspace.folder
        folder.withLock { $0 = place }
        guard case .failed = await Interpreter.run(":write", in: workspace.workspace) else {
            return #expect(Bool(false), "It did not fail.")
        }
        let kept = workspace.session
        unlink(workspace.folder.file("post"))
        #expect(try await workspace.run(":save").note.hasPrefix("Saved after every turn"))
        #expect(try workspace.saved() == kept && !workspace.workspace.store.hasUnsaved)
        try await workspace.run(":write")
        #expect(workspace.session.outline.unwritten.isEmpty)
        // The journal of the run that failed leads to nothing.
        try await workspace.run(":new Cats")
        try await workspace.run(":open post")
        #expect(workspace.session.outline.entries.allSatisfy { $0.section.candidate == nil })
        #expect(!Files.exists(workspace.folder.partial("post")))
    }
}
