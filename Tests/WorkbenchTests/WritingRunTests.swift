import Chains
import Manuscript
import Platform
import Testing

@testable import Workbench

/// Runs over many sections: what is saved when, and what stands when they end early.
@Suite struct WritingRunTests {
    /// Every section is in the file before its end is shown.
    @Test(arguments: [1, 4])
    func savesEachSectionAsItIsFinished(parallel: Int) async throws {
        let written = Guarded<[Int]>([])
        let path = Guarded("")
        let stage = RecordingStage { _ in
            let folder = SessionFolder(path: path.withLock { $0 })
            let count = (try? folder.load("post"))?.outline.unwritten.count
            written.withLock { $0.append(5 - (count ?? 99)) }
        }
        let desk = try TestDesk(Posts.outlined, models: Authors.plain(parallel: parallel), stage: stage)
        let place = desk.folder.path
        path.withLock { $0 = place }
        try await desk.run(":write")
        #expect(written.withLock { $0 } == [1, 2, 3, 4, 5])
    }

    @Test func aFailureKeepsWhatWasFinishedBefore() async throws {
        let error = ModelError.rejected(
            server: "The script", status: 503, code: nil, message: "busy", retryAfter: nil)
        let models = Authors.by { $0 == "3" ? .failure(error) : .text("This is part \($0) now.") }
        let desk = try TestDesk(Posts.outlined, models: models)
        let ending = await Shell.run(":write", at: desk.desk)
        #expect(ending == .failed("The script failed with status 503 (busy). Try again in a while."))
        #expect(desk.session.outline.unwritten.map(\.number) == ["1", "3", "4"])
        #expect(desk.session.outline["pipelines"]?.candidate == nil)
        #expect(desk.session.history.last?.summary == "wrote 2 sections, 10 words")
        #expect(desk.stage.notes == ["Not written: 3.", "2 of 5 sections are done. `:write` goes on with the rest."])
        #expect(desk.stage.events.dropLast(2).last == .closed)
        #expect(try desk.saved() == desk.session)
        #expect(desk.models.requests.map(\.section) == ["2.1", "2.2", "3"])
        try await desk.run(":undo")
        #expect(desk.session.content == Posts.outlined.content)
    }

    @Test func goesOnWhereItStopped() async throws {
        let error = ModelError.dropped(server: "The script", reason: "reset")
        let calls = Guarded(0)
        let models = Authors.by { number in
            let call = calls.withLock { count in
                count += 1
                return count
            }
            return call == 3 ? .failure(error, after: "Half a pipe") : .text("This is part \(number) now.")
        }
        let desk = try TestDesk(Posts.outlined, models: models)
        #expect(await Shell.run(":write", at: desk.desk) == .failed(error.sentence))
        #expect(desk.session.outline["pipelines"]?.candidate?.text == "Half a pipe")
        #expect(desk.session.history.last?.summary == "wrote 4 sections, 20 words; left an unfinished text of 3")
        let first = desk.session.sections(without: ["pipelines"])
        try await desk.changes(":write")
        #expect(desk.session.outline.unwritten.isEmpty)
        #expect(desk.session.outline["pipelines"]?.candidate == nil)
        #expect(desk.session.sections(without: ["pipelines"]) == first)
        #expect(desk.models.requests.map(\.section) == ["2.1", "2.2", "3", "1", "4", "3"])
    }

    @Test func whatIsCutOffIsACandidate() async throws {
        let desk = try TestDesk(Posts.written, models: Authors.by { _ in .cutOff("One step. Another st") })
        let ending = await Shell.run(":write", at: desk.desk)
        #expect(
            ending
                == .failed(
                    "scripted-1 ran into its length limit in section 3; what it wrote is kept. `:continue 3` goes on from there, `:accept 3` takes it as it is, `:discard 3` drops it."
                ))
        let section = try #require(desk.session.outline["pipelines"])
        #expect(section.text == nil)
        #expect(section.candidate?.cause == .length)
        #expect(section.candidate?.text.hasPrefix("One step.") == true)
        // There was but one section, so there is no rest to speak of.
        #expect(desk.stage.notes.isEmpty)
    }

    @Test func anEmptyAnswerIsAskedForThriceAndChangesNothing() async throws {
        let desk = try TestDesk(Posts.written, models: Authors.by { _ in .text("  ") })
        await desk.fails(
            ":write 3",
            "scripted-1 sent no text for section 3, however often it was asked. Ask again, or choose another `:model`.")
        #expect(desk.models.requests.count == 3)
    }

    @Test func stoppingKeepsTheFinishedAndTheBrokenText() async throws {
        let models = Authors.by { $0 == "2.2" ? .hang(after: "A table is ") : .text("This is part \($0) now.") }
        let said = AsyncStream<Void>.makeStream()
        let stage = RecordingStage { if $0 == 0 { said.continuation.yield() } }
        let desk = try TestDesk(Posts.outlined, models: models, stage: stage)
        nonisolated(unsafe) let place = desk.desk
        let task = Task { await Shell.run(":write", at: place) }
        for await _ in said.stream { break }
        while !stage.events.contains(.text(1, "A table")) { await Task.yield() }
        task.cancel()
        #expect(await task.value == .stopped)
        #expect(desk.session.text("files") == "This is part 2.1 now.")
        let candidate = try #require(desk.session.outline["tables"]?.candidate)
        #expect(candidate.cause == .interrupted)
        #expect(candidate.text.hasPrefix("A table"))
        #expect(desk.session.text("tables") == nil)
        #expect(desk.session.outline.unwritten.map(\.number) == ["1", "2.2", "3", "4"])
        #expect(try desk.saved() == desk.session)
        #expect(
            desk.stage.notes == [
                "1 of 5 sections is done. `:write` goes on with the rest.",
                "The unfinished text of 2.2 is kept: `:continue 2.2` goes on from there, `:accept 2.2` takes it as it is, `:discard 2.2` drops it.",
            ])
    }

    @Test func theSettingDecidesHowManyAreWrittenAtOnce() async throws {
        let running = Guarded((now: 0, most: 0))
        let models = Authors.by(parallel: 8) { number in
            running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            return .text("This is part \(number) now.")
        }
        let stage = RecordingStage { _ in running.withLock { $0.now -= 1 } }
        let desk = try TestDesk(Posts.outlined, models: models, stage: stage)
        try await desk.run(":set parallel 1")
        try await desk.run(":write")
        #expect(running.withLock { $0.most } == 1)
    }

    /// Where saving fails in the middle of a run, the run ends, and no text is lost.
    @Test(arguments: [1, 4]) func whatCannotBeSavedIsKeptInMemory(parallel: Int) async throws {
        let folder = Guarded<SessionFolder?>(nil)
        let stage = RecordingStage { index in
            // Behind the second section another program writes the file.
            guard index == 1, let folder = folder.withLock({ $0 }) else { return }
            var other = Posts.begun
            other.topic = "Of somebody else"
            _ = try? folder.save(other)
        }
        let models = Authors.by(parallel: parallel) { .text("This is part \($0) now.") }
        let desk = try TestDesk(Posts.outlined, models: models, stage: stage)
        let place = desk.folder
        folder.withLock { $0 = place }
        guard case .failed(let sentence) = await Shell.run(":write", at: desk.desk) else {
            return #expect(Bool(false), "It did not fail.")
        }
        #expect(sentence.contains("was changed by another program"))
        #expect(
            desk.stage.notes.last
                == "What was written is kept in memory and saved with the next turn; `:save` tries at once.")
        #expect(desk.desk.hasUnsaved)
        let written = desk.session.outline.entries.compactMap { $0.section.text?.text }
        #expect(written.count >= 3 && desk.session.history.count == 2)
        #expect(desk.models.requests.count < 6)
        #expect(try desk.folder.load("post").topic == "Of somebody else")
        // It is not left behind either: neither by opening another session nor by a change that fails.
        await desk.fails(":open post", sentence)
        await desk.fails(":new Cats", sentence)
        await desk.fails(":save", sentence)
        try await desk.run(":fork mine")
        #expect(!desk.desk.hasUnsaved)
        #expect(try desk.saved() == desk.session)
        #expect(desk.session.outline.entries.compactMap { $0.section.text?.text } == written)
    }

    @Test func theNextSaveHasWhatWasKept() async throws {
        let folder = Guarded<SessionFolder?>(nil)
        let stage = RecordingStage { index in
            if index == 1, let folder = folder.withLock({ $0 }) { _ = try? folder.save(Posts.begun) }
        }
        let desk = try TestDesk(Posts.outlined, models: Authors.plain(), stage: stage)
        let place = desk.folder
        folder.withLock { $0 = place }
        guard case .failed = await Shell.run(":write", at: desk.desk) else {
            return #expect(Bool(false), "It did not fail.")
        }
        let kept = desk.session
        unlink(desk.folder.file("post"))
        #expect(try await desk.run(":save").note.hasPrefix("Saved after every turn"))
        #expect(try desk.saved() == kept && !desk.desk.hasUnsaved)
        try await desk.run(":write")
        #expect(desk.session.outline.unwritten.isEmpty)
        // The journal of the run that failed leads to nothing.
        try await desk.run(":new Cats")
        try await desk.run(":open post")
        #expect(desk.session.outline.entries.allSatisfy { $0.section.candidate == nil })
        #expect(!Files.exists(desk.folder.partial("post")))
    }
}
