import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Storage

/// Random commands, all taken back, all done again, with the file closed in between: the same bytes each time.
@Suite(.serialized) struct UndoEverythingTests {
    private static let lines = [
        ":write", ":write 3", ":rewrite 2", ":rewrite 3 longer", ":edit 2.1 shorter", ":continue", ":accept 3",
        ":discard 3", ":restore 2.1 1", ":restore 2.2 2", ":lock 2.1", ":lock all", ":unlock all", ":note 2.2 ask Ada",
        ":note 2.2 none", ":rename 2 Keeping", ":add 2.1 Costs", ":add 3 More", ":remove 4", ":remove 2.1", ":move 3 1",
        ":move 2.2 1", ":merge 2.1 2.2", ":split 1 Second half", ":brief 3 What it is; one; two", ":budget all 90",
        ":budget 3 none", ":set words 900", ":set temperature 0.4", ":set language de", ":outline swap them",
    ]

    /// The bytes without what every turn moves.
    private func bytes(_ session: Session) throws -> [UInt8] { try SessionFile.encode(session.content) }

    /// An author whose texts differ from call to call and break off now and then.
    private func author(_ seed: UInt64) -> ScriptedSupply {
        let count = Guarded(seed)
        return ScriptedSupply { request in
            let call = count.withLock { count in
                count += 1
                return count
            }
            if request.format != .text {
                return .text(#"{"sections":[{"title":"Closing","brief":"b"},{"title":"Opening","brief":"c"}]}"#)
            }
            let text = "Text \(call) is here. It goes on for a while."
            return call % 4 == 0 ? .cutOff(text + " And th") : .text(text)
        }
    }

    @Test(arguments: (0..<6).map { UInt64($0) })
    func allBackAndAllAgain(seed: UInt64) async throws {
        var random = Sequence(state: seed)
        let workspace = try TestWorkspace(Posts.broken, models: author(seed))
        var states = [try bytes(workspace.session)]
        for _ in 0..<12 {
            let line = Self.lines[random.next(below: Self.lines.count)]
            let turns = workspace.session.history.count
            let ending = await Interpreter.run(line, in: workspace.workspace)
            // A line that does not fit the post is refused and is no turn; one that breaks off is.
            if workspace.session.history.count == turns + 1 {
                states.append(try bytes(workspace.session))
            } else {
                #expect(try bytes(workspace.session) == states.last, "\(line): \(ending)")
            }
        }
        #expect(states.count > 3)
        for round in 0..<2 {
            for state in states.dropLast().reversed() {
                let report = try await workspace.run(":undo")
                #expect(report.note.hasPrefix("Undone: ") && !report.note.hasPrefix("Undone: ."))
                #expect(try bytes(workspace.session) == state)
            }
            if round == 0 { try await reopen(workspace) }
            for state in states.dropFirst() {
                #expect(try await workspace.run(":redo").note.hasPrefix("Redone: "))
                #expect(try bytes(workspace.session) == state)
            }
            try await reopen(workspace)
        }
    }

    private func reopen(_ workspace: TestWorkspace) async throws {
        let before = workspace.session
        try await workspace.run(":new Cats")
        try await workspace.run(":open post")
        #expect(workspace.session == before)
    }

    /// A separate turn recovers the text left by a kill.
    @Test func recoveredTextIsUndoneToo() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = try bytes(workspace.session)
        let lines = [
            #"{"begin":"pipelines","origin":"written","model":"m","instruction":"","versions":1}"#,
            #"{"section":"pipelines","text":"Half a"}"#,
        ]
        try Files.replace(workspace.folder.partial("post"), with: Array(lines.joined(separator: "\n").utf8))
        try await workspace.run(":new Cats")
        try await workspace.run(":open post")
        #expect(workspace.session.outline["pipelines"]?.candidate?.text == "Half a")
        let after = try bytes(workspace.session)
        #expect(
            try await workspace.run(":undo").note
                == "Undone: recovered 1 unfinished draft. `:redo` does it again.")
        #expect(try bytes(workspace.session) == before)
        try await workspace.run(":redo")
        #expect(try bytes(workspace.session) == after)
    }

    /// Numbers that are the same on every run (Numerical Recipes' linear congruence, the high bits).
    private struct Sequence {
        var state: UInt64

        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
    }
}
