import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// The promise: a command changes what it names and nothing else, and undo and redo give back the exact bytes.
///
/// Generated posts, addresses and commands, run through the same code as a person's lines, with a model that answers as
/// models do (debris included) and now and then fails.
@Suite(.timeLimit(.minutes(10))) struct UntouchedTextTests {
    /// 40 posts a batch, 25 commands each: 10,000 cases over the batches.
    @Test(arguments: 0..<10)
    func anUntouchedSectionStaysByteForByteAsItWas(batch: UInt64) async throws {
        let temporary = try TemporaryFolder()
        var cases = 0
        var changes = 0
        for post in 0..<40 as Range<UInt64> {
            var random = RandomLines(seed: batch * 1000 + post)
            let workspace = Workspace(
                folder: SessionFolder(path: temporary.path), models: random.models(), interface: RecordingInterface(),
                environment: [:], now: { noon })
            try workspace.turns.commit(random.post(), Turn(at: noon, kind: .new, input: "", summary: "began"))
            for _ in 0..<25 {
                cases += 1
                if try await holds(random.line(in: workspace.session), in: workspace, seed: (batch, post)) {
                    changes += 1
                }
            }
        }
        #expect(cases == 1000 && changes > 300, "\(changes) of \(cases) lines changed something")
    }

    /// Runs a line and looks at everything that it did not name; true where it changed something.
    private func holds(_ line: RandomLines.Line, in workspace: Workspace, seed: (UInt64, UInt64)) async throws -> Bool {
        let before = workspace.session
        _ = await Interpreter.run(line.text, in: workspace)
        let after = workspace.session
        let place = Comment(rawValue: "\(line.text) (seed \(seed))")
        for entry in before.outline.entries where !line.touches.contains(entry.section.id) {
            #expect(bare(after.outline[entry.section.id]) == bare(entry.section), place)
        }
        if line.keepsOutline { #expect(shape(after) == shape(before), place) }
        #expect(Set(after.outline.entries.map(\.section.id)).count == after.outline.entries.count, place)
        guard after.history.count > before.history.count else {
            #expect(after.content == before.content, place)
            return false
        }
        let turns = after.history.count - before.history.count
        for _ in 0..<turns { _ = try workspace.turns.undo() }
        #expect(try bytes(workspace.session) == bytes(before), place)
        for _ in 0..<turns { _ = try workspace.turns.redo() }
        #expect(try bytes(workspace.session) == bytes(after), place)
        #expect(workspace.session.history == after.history, place)
        return true
    }

    /// The bytes of the post in a session's file.
    private func bytes(_ session: Session) throws -> [UInt8] { try SessionFile.encode(session.content) }

    private func bare(_ section: Section?) -> Section? {
        var bare = section
        bare?.children = []
        return bare
    }

    private func shape(_ session: Session) -> [String] {
        session.outline.entries.map { "\($0.number) \($0.section.id)" }
    }
}
