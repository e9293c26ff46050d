import Manuscript
import Platform
import Testing

@Suite struct SessionTurnsTests {
    @Test(arguments: (0..<8).map { UInt64($0) })
    func undoAndRedoGiveBackTheBytes(seed: UInt64) throws {
        var making = RandomSessions(seed: 100 + seed)
        for _ in 0..<3 {
            var session = making.session()
            var states = [session]
            for second in 1...8 {
                try session.commit(making.edits(of: session), as: making.turn(second))
                if making.chance(40), let turn = session.history.last {
                    try session.extend(turn.id, with: making.edits(of: session), at: time(second)) { $0.summary += "+" }
                }
                states.append(session)
            }
            var trail = states.indices.dropLast().reversed().map { (undo: true, state: $0) }
            trail += states.indices.dropFirst().map { (undo: false, state: $0) }
            trail += states.indices.dropLast().reversed().map { (undo: true, state: $0) }
            for step in trail {
                let turn = try step.undo ? session.undo(at: time(99)) : session.redo(at: time(99))
                #expect(turn != nil)
                session = try SessionFile.decode(SessionFile.encode(session), file: "n.json")
                #expect(try bytes(session) == bytes(states[step.state]))
            }
            #expect(try session.undo(at: time(100)) == nil)
        }
    }

    /// The bytes without what undo is meant to change.
    private func bytes(_ session: Session) throws -> [UInt8] {
        var session = session
        session.updatedAt = session.createdAt
        session.undone = []
        return try SessionFile.encode(session)
    }

    private func written() throws -> Session {
        var session = Session(name: "n", at: time(0), id: "s")
        try session.commit(
            [.insert(section: Section(id: "a", title: "A"), parent: nil, index: 0)],
            as: Turn(id: "1", at: time(1), kind: .outline, input: ""))
        try session.commit(
            [.addVersion("a", text(1, "first"))], as: Turn(id: "2", at: time(2), kind: .write, input: ""))
        return session
    }

    private func text(_ number: Int, _ text: String) -> Version {
        Version(number: number, text: text, origin: .written, at: time(number))
    }

    @Test func undoAndRedoReturnNilIfThereIsNoTurn() throws {
        var session = Session(name: "n", at: time(0), id: "s")
        let before = session
        #expect(try session.undo(at: time(1)) == nil)
        #expect(try session.redo(at: time(1)) == nil)
        #expect(session == before)
    }

    @Test func aTurnKnowsWhatItTouchedOnce() throws {
        var session = try written()
        let edits: [Edit] = [.setTitle("a", "B"), .setTopic("t"), .setBrief("a", "b")]
        try session.commit(edits, as: Turn(id: "3", at: time(3), kind: .other("x"), input: "", sections: ["wrong"]))
        #expect(session.history.last?.sections == ["a"])
        #expect(session.history.last?.edits == [.setBrief("a", ""), .setTopic(""), .setTitle("a", "A")])
        #expect(session.updatedAt == time(3))
    }

    @Test func timeNeverRunsBackwards() throws {
        var session = try written()
        try session.commit([.setTopic("t")], as: Turn(id: "3", at: time(-50), kind: .other("x"), input: ""))
        _ = try session.undo(at: time(-60))
        #expect(session.updatedAt == time(2))
    }

    @Test func anUndoneTextStaysAndItsNumberIsNotGivenAgain() throws {
        var session = try written()
        try session.commit(
            [.addVersion("a", text(2, "second"))], as: Turn(id: "3", at: time(3), kind: .rewrite, input: ""))
        _ = try session.undo(at: time(4))
        let number = try #require(session.outline["a"]).nextVersionNumber
        try session.commit(
            [.addVersion("a", text(number, "third"))], as: Turn(id: "4", at: time(5), kind: .rewrite, input: ""))
        let section = try #require(session.outline["a"])
        #expect(section.versions.map(\.number) == [1, 2, 3])
        #expect(section.versions.map(\.text) == ["first", "second", "third"])
        #expect(section.text?.text == "third")
        #expect(session.undone.isEmpty)
        _ = try session.undo(at: time(6))
        #expect(session.outline["a"]?.text?.text == "first")
        #expect(session.outline["a"]?.versions.map(\.text) == ["first", "second"])
    }

    @Test func anUndoneAlternativeStaysToo() throws {
        var session = try written()
        try session.commit(
            [.keepVersion("a", text(2, "other"))], as: Turn(id: "3", at: time(3), kind: .alt, input: ""))
        _ = try session.undo(at: time(4))
        try session.commit([.setTopic("t")], as: Turn(id: "4", at: time(5), kind: .other("x"), input: ""))
        #expect(session.outline["a"]?.versions.map(\.text) == ["first", "other"])
        #expect(session.outline["a"]?.text?.text == "first")
    }

    /// Twenty turns on one section, with a question after every third.
    private func long() throws -> Session {
        var session = try written()
        for number in 3..<23 {
            try session.commit(
                [.addVersion("a", text(number, "text \(number)")), .setTitle("a", "Title \(number)")],
                as: Turn(id: "\(number)", at: time(number), kind: .rewrite, input: ""))
            guard number.isMultiple(of: 3) else { continue }
            try session.commit([], as: Turn(id: "q\(number)", at: time(number), kind: .ask, input: "why?"))
        }
        return session
    }

    @Test(arguments: [0, 1, 2, 7, 19, 20, 22, 23, 99]) func manyTurnsAtOnceAreTheSameAsOneByOne(_ count: Int) throws {
        var atOnce = try long()
        var oneByOne = atOnce
        let taken = try atOnce.undo(count, at: time(50)) { $0.kind != .outline }
        for _ in 0..<min(count, 21) { _ = try oneByOne.undo(at: time(50)) }
        #expect(taken.count == min(count, 21))
        #expect(atOnce == oneByOne)
        #expect(try atOnce.redo(count, at: time(60)).count == taken.count)
        for _ in taken { _ = try oneByOne.redo(at: time(60)) }
        #expect(atOnce == oneByOne)
        #expect(atOnce.outline == (try long()).outline)
    }

    @Test func aTurnThatDoesNotFitEndsARunOfUndosAndIsLeftWhole() throws {
        var session = try long()
        let broken = session.history.count - 5
        #expect(!session.history[broken].isQuestion)
        // Its first edit fits, its second does not.
        session.history[broken].edits = [.setTitle("a", "half"), .dropVersion("a", number: 77, current: 1)]
        let taken = try session.undo(99, at: time(50)) { _ in true }
        #expect(taken.count == 3)
        #expect(session.outline["a"]?.title != "half")
        #expect(session.newestChange?.edits.count == 2)
        let before = session
        #expect(throws: EditError.noSuchVersion("a", 77)) { try session.undo(99, at: time(51)) { _ in true } }
        #expect(session == before)
    }

    @Test func aHistoryThatDoesNotFitThrowsAndChangesNothing() throws {
        var session = try written()
        session.outline = Outline()
        let before = session
        #expect(throws: EditError.noSuchSection("a")) { try session.undo(at: time(9)) }
        #expect(session == before)
        session.undone = session.history
        let again = session
        #expect(throws: EditError.noSuchSection("a")) { try session.redo(at: time(9)) }
        #expect(session == again)
    }

    @Test func extendNeedsItsTurn() throws {
        var session = try written()
        let before = session
        #expect(throws: EditError.self) { try session.extend("x", with: [.setTopic("t")], at: time(9)) { _ in } }
        #expect(session == before)
    }
}
