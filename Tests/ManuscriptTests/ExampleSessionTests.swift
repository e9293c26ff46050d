import Manuscript
import Platform
import Testing

@Suite struct ExampleSessionTests {
    private func session() throws -> Session {
        try SessionFile.decode(RepositoryFiles.example(), file: "data-engineering.json")
    }

    @Test func comesBackByteForByte() throws {
        #expect(try SessionFile.encode(session()) == RepositoryFiles.example())
        #expect(try session().name == "data-engineering")
        #expect(try session().undone.isEmpty)
    }

    @Test func everyTurnCanBeUndoneAndRedone() throws {
        var session = try session()
        let updatedAt = session.updatedAt
        var states = [try SessionFile.encode(session)]
        while try session.undo(at: updatedAt) != nil { states.append(try bytes(session)) }
        #expect(states.count == 9)
        #expect(session.topic.isEmpty)
        #expect(session.outline.isEmpty)
        #expect(session.style == Style())
        for state in states.dropLast().reversed() {
            #expect(try session.redo(at: updatedAt) != nil)
            session = try SessionFile.decode(SessionFile.encode(session), file: "data-engineering.json")
            #expect(try bytes(session) == state)
        }
        #expect(try SessionFile.encode(session) == RepositoryFiles.example())
    }

    /// The bytes without the redo stack.
    private func bytes(_ session: Session) throws -> [UInt8] {
        var session = session
        session.undone = []
        return try SessionFile.encode(session)
    }

    @Test func theLastTurnTakesBackARealText() throws {
        var session = try session()
        let id = try #require(session.history.last?.sections.first)
        let after = try #require(session.outline[id]?.text)
        #expect(after.origin == .edited)
        #expect(!after.instruction.isEmpty)
        _ = try session.undo(at: session.updatedAt)
        let before = try #require(session.outline[id]?.text)
        #expect(before.number == 1)
        #expect(before.text != after.text)
    }

    @Test func theOutlineIsWhole() throws {
        let session = try session()
        #expect((5...7).contains(session.outline.sections.count))
        #expect(session.outline.unwritten.isEmpty)
        #expect(session.outline.sections.first?.role == .introduction)
        #expect(session.outline.sections.last?.role == .conclusion)
        for entry in session.outline.entries {
            let section = entry.section
            #expect(entry.depth <= 2)
            #expect(!section.brief.isEmpty)
            #expect(section.title == Prose.title(section.title))
            if section.isLeaf {
                #expect((2...4).contains(section.points.count), "\(entry.number)")
            } else {
                #expect((2...4).contains(section.children.count), "\(entry.number)")
                #expect(section.words == nil && section.text == nil && section.points.isEmpty, "\(entry.number)")
            }
        }
        let points = session.outline.entries.flatMap(\.section.points)
        #expect(Set(points).count == points.count)
    }

    @Test func everyTextKeepsItsBudget() throws {
        let session = try session()
        for entry in session.outline.entries {
            guard let budget = entry.section.words, let text = entry.section.text else { continue }
            #expect(text.words * 4 >= budget * 3 && text.words * 4 <= budget * 5, "\(entry.number) \(text.words)")
        }
        let asked = try #require(session.style.words)
        #expect(session.outline.words * 8 >= asked * 7 && session.outline.words * 8 <= asked * 9)
    }

    @Test func theProseIsClean() throws {
        for section in try session().outline.entries.map(\.section) {
            for version in section.versions {
                #expect(version.text == Prose.body(version.text))
                #expect(version.model == nil && version.usage == nil)
                let lines = version.text.split(separator: "\n")
                #expect(!lines.contains { $0.hasPrefix("#") }, "\(section.title)")
                for phrase in ["in conclusion", "delve", "landscape", "in today's", "moreover", "crucial", "seamless"] {
                    #expect(!version.text.lowercased().contains(phrase), "\(section.title)")
                }
            }
        }
    }

    /// No five words in a row stand in two sections.
    @Test func noSectionRetellsAnother() throws {
        var owner: [String: String] = [:]
        for entry in try session().outline.entries {
            let text = (entry.section.text?.text ?? "").lowercased()
            let words = text.split { !$0.isLetter && !$0.isNumber }
            guard words.count >= 5 else { continue }
            for start in 0...(words.count - 5) {
                let run = words[start..<start + 5].joined(separator: " ")
                let first = owner[run, default: entry.number]
                owner[run] = first
                #expect(first == entry.number, "\(run)")
            }
        }
        #expect(owner.count > 1000)
    }

    @Test func theNoteNamesTheSourceOfTheText() throws {
        #expect(try session().style.note.hasPrefix("Written for the Galley repository"))
    }
}
