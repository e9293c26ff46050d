import Manuscript
import Platform
import Testing

@Suite struct SessionApplyingTests {
    /// A seed to each run of a hundred edits: 12,000 edits in all.
    @Test(arguments: (0..<12).map { UInt64($0) })
    func inverseGivesBackValueAndBytes(seed: UInt64) throws {
        var making = RandomSessions(seed: seed)
        var done = 0
        while done < 1000 {
            var session = making.session()
            for _ in 0..<25 {
                let edit = making.edit(of: session)
                let (after, inverse) = try session.applying(edit)
                let (back, again) = try after.applying(inverse)
                #expect(back == session, "\(edit)")
                if done % 4 == 0 {  // equal values have equal bytes, but for canonically equivalent texts
                    #expect(try SessionFile.encode(back) == SessionFile.encode(session), "\(edit)")
                }
                #expect(try back.applying(again).session == after, "\(edit)")
                #expect(strayChanges(session, after, edit).isEmpty, "\(edit)")
                session = after
                done += 1
            }
        }
    }

    /// The ids of sections that an edit changed though it does not name them; "" for the session's own fields.
    private func strayChanges(_ before: Session, _ after: Session, _ edit: Edit) -> [String] {
        var stray = sameButForOutline(before, after, edit) ? [] : [""]
        let olds = Dictionary(before.outline.entries.map { ($0.section.id, $0) }, uniquingKeysWith: { $1 })
        let news = Dictionary(after.outline.entries.map { ($0.section.id, $0) }, uniquingKeysWith: { $1 })
        var named = Set([edit.section].compactMap(\.self))
        if let id = edit.section { named.formUnion([olds[id]?.parent, news[id]?.parent].compactMap(\.self)) }
        var expected = Set(olds.keys)
        switch edit {
        case .remove(let id): expected.subtract(olds[id]?.section.subtree.map(\.id) ?? [])
        case .insert(let section, _, _): expected.formUnion(section.subtree.map(\.id))
        default: break
        }
        stray += expected.symmetricDifference(news.keys)
        for (id, old) in olds where id != edit.section {
            guard let new = news[id] else { continue }
            var pair = (old.section, new.section)
            if !named.isDisjoint(with: pair.0.subtree.map(\.id)) {
                pair.0.children = []
                pair.1.children = []
            }
            if pair.0 != pair.1 { stray.append(id) }
        }
        return stray
    }

    private func sameButForOutline(_ before: Session, _ after: Session, _ edit: Edit) -> Bool {
        var before = before
        before.outline = after.outline
        switch edit {
        case .setTopic(let topic): before.topic = topic
        case .setStyle(let style): before.style = style
        case .setSetting(let key, let value): before.settings[key] = value
        case .setReviewPoint: before.review = after.review
        case .setSource: before.sources = after.sources
        case .setMetadata(let metadata): before.metadata = metadata
        default: break
        }
        return before == after
    }

    @Test func impossibleEditsThrowAndChangeNothing() throws {
        var one = Section(id: "one", title: "One", children: [Section(id: "two", title: "Two")])
        one.versions = [Version(number: 1, text: "t", origin: .written, at: time(0))]
        var session = Session(name: "n", at: time(0), id: "s")
        session.outline = Outline([one])
        let cases: [(Edit, EditError)] = [
            (.remove("x"), .noSuchSection("x")),
            (.setTitle("x", "t"), .noSuchSection("x")),
            (.move("x", parent: nil, index: 0), .noSuchSection("x")),
            (.move("two", parent: "x", index: 0), .noSuchSection("x")),
            (.move("one", parent: "two", index: 0), .moveIntoItself("one")),
            (.move("one", parent: "one", index: 0), .moveIntoItself("one")),
            (.insert(section: Section(id: "y", title: "Y"), parent: "x", index: 0), .noSuchSection("x")),
            (.insert(section: Section(id: "two", title: "Y"), parent: nil, index: 0), .duplicateID("two")),
            (.choose("one", number: 2), .noSuchVersion("one", 2)),
            (.dropVersion("one", number: 2, current: nil), .noSuchVersion("one", 2)),
        ]
        for (edit, error) in cases {
            #expect(throws: error) { try session.applying(edit) }
            var copy = session
            let turn = Turn(id: "t", at: time(1), kind: .other("test"), input: "")
            #expect(throws: error) { try copy.commit([.setTopic("new"), edit], as: turn) }
            #expect(copy == session)
        }
    }

    @Test func insertRefusesAnIdThatOccursTwiceInWhatIsInserted() {
        let twice = Section(
            id: "a", title: "A", children: [Section(id: "b", title: "B"), Section(id: "b", title: "C")])
        #expect(throws: EditError.duplicateID("b")) {
            try Session(name: "n", at: time(0)).applying(.insert(section: twice, parent: nil, index: 0))
        }
    }

    @Test func aVersionNumberIsNeverGivenTwice() throws {
        var session = Session(name: "n", at: time(0))
        session.outline = Outline([Section(id: "a", title: "A")])
        let text = Version(number: 1, text: "first", origin: .written, at: time(1))
        session = try session.applying(.addVersion("a", text)).session
        var second = text
        second.text = "second"
        let (after, inverse) = try session.applying(.addVersion("a", second))
        #expect(after.outline["a"]?.versions.map(\.number) == [1, 2])
        #expect(after.outline["a"]?.text?.text == "second")
        #expect(try after.applying(inverse).session == session)
    }

    @Test func droppingATextThatDoesNotCountLeavesTheOneThatDoes() throws {
        var section = Section(id: "a", title: "A")
        section.versions = (1...3).map { Version(number: $0, text: "\($0)", origin: .written, at: time($0)) }
        section.current = 2
        var session = Session(name: "n", at: time(0))
        session.outline = Outline([section])
        let (after, inverse) = try session.applying(.dropVersion("a", number: 3, current: 1))
        #expect(after.outline["a"]?.current == 2)
        #expect(try after.applying(inverse).session == session)
    }
}
