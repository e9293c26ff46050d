import Manuscript
import Platform
import Testing

@Suite struct SalvageTests {
    private func example() throws -> (bytes: [UInt8], session: Session) {
        let bytes = try RepositoryFiles.example()
        return (bytes, try SessionFile.decode(bytes, file: "a"))
    }

    private func read(_ bytes: [UInt8]) -> Salvage? { Salvage(bytes, name: "n", at: time(0)) }

    private func texts(_ session: Session) -> [String] { session.outline.entries.compactMap { $0.section.text?.text } }

    @Test(arguments: (0..<4).map { UInt64($0) })
    func intactPartsAreSalvagedCompletely(seed: UInt64) throws {
        var making = RandomSessions(seed: 600 + seed)
        for _ in 0..<25 {
            var session = making.session()
            session.topic = "t"
            for second in 1...3 { try session.commit(making.edits(of: session), as: making.turn(second)) }
            let salvage = try #require(read(try SessionFile.encode(session)))
            #expect(salvage.lost == [] && salvage.faults == [])
            for (entry, old) in zip(salvage.session.outline.entries, session.outline.entries) {
                var section = entry.section
                section.children = old.section.children
                // Without a text that counts the newest one does.
                if old.section.text == nil { section.current = old.section.current }
                #expect(section == old.section)
            }
            #expect(salvage.session.history == session.history && salvage.session.undone == session.undone)
            #expect(salvage.session.settings == session.settings && salvage.session.style == session.style)
            #expect(salvage.session.unknown == session.unknown && salvage.session.usage == session.usage)
        }
    }

    /// A file that was cut anywhere: every text that is whole in it is there, and none that is not.
    @Test func aFileThatBreaksOff() throws {
        let (bytes, session) = try example()
        let whole = Set(session.outline.entries.flatMap(\.section.versions).map(\.text))
        for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            let cut = Array(bytes[..<end])
            let text = String(decoding: cut, as: UTF8.self)
            let inside = try whole.filter { try text.contains(quoted($0)) }
            let salvage = read(cut)
            let found = Set(salvage?.session.outline.entries.flatMap(\.section.versions).map(\.text) ?? [])
            #expect(found == inside, "cut at \(end)")
            if salvage == nil { #expect(inside.isEmpty) } else { #expect(salvage?.faults.isEmpty == false) }
        }
    }

    private func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }

    /// A hole of NUL bytes, as a power cut leaves one, costs what it covers and no other section.
    @Test(arguments: 0..<40) func aHole(place: Int) throws {
        let (bytes, session) = try example()
        var damaged = bytes
        let start = bytes.count * place / 40
        let hole = start..<min(start + 700, bytes.count)
        damaged.replaceSubrange(hole, with: repeatElement(0, count: hole.count))
        let found = Set(read(damaged)?.session.outline.entries.flatMap(\.section.versions).map(\.text) ?? [])
        let spared = String(decoding: bytes[..<hole.lowerBound], as: UTF8.self)
        let behind = String(decoding: bytes[hole.upperBound...], as: UTF8.self)
        var missing = 0
        for entry in session.outline.entries {
            guard let text = entry.section.text?.text else { continue }
            let isSpared = try spared.contains(quoted(text)) || behind.contains(quoted(text))
            if isSpared, !found.contains(text) { missing += 1 }
        }
        // The hole may swallow the line that opens one section, and with it what that one holds.
        #expect(missing <= 1)
    }

    @Test func aBadFieldCostsItself() throws {
        let (_, session) = try example()
        let value = try JSONValue(
            parsing: String(decoding: try SessionFile.encode(session), as: UTF8.self))
        guard case .object(var fields) = value, var outline = fields["outline"]?.array,
            case .object(var first) = outline[0]
        else { throw CancellationError() }
        first["points"] = 7
        first["candidate"] = ["text": 1]
        first["words"] = "many"
        first["versions"] = [["number": "one", "text": "A text."], ["number": 2], 5]
        first["current"] = 9
        outline[0] = .object(first)
        fields["outline"] = .array(outline)
        fields["createdAt"] = "yesterday"
        fields["style"] = "x"
        fields["history"] = [["id": "t"], .null]
        let salvage = try #require(Salvage(.object(fields), name: "n", at: time(0)))
        #expect(
            salvage.lost == [
                "createdAt", "style", "history[0]", "history[1]", "outline[0].candidate", "outline[0].versions[0]",
                "outline[0].versions[1]", "outline[0].versions[2]",
            ])
        let section = salvage.session.outline.sections[0]
        #expect(section.text?.text == "A text." && section.text?.number == 1 && section.words == nil)
        #expect(section.title == session.outline.sections[0].title && section.points == [])
        #expect(
            Array(texts(salvage.session).dropFirst())
                == texts(session).filter { $0 != session.outline.sections[0].text?.text })
    }

    @Test func aTornTextIsACandidate() throws {
        let text = """
            {"outline": [{"id": "a", "title": "A", "versions": [{"number": 1, "text": "Half of
            """
        let section = try #require(read(Array(text.utf8))?.session.outline.sections.first)
        #expect(section.versions.isEmpty && section.text == nil)
        #expect(section.candidate?.text == "Half of" && section.candidate?.cause == .damaged)
    }

    @Test func sectionsOfOneIdKeepApart() throws {
        let text = #"{"outline": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}, {"x": 1}]}"#
        let salvage = try #require(read(Array(text.utf8)))
        #expect(salvage.session.outline.sections.map(\.title) == ["A", "B"])
        #expect(Set(salvage.session.outline.sections.map(\.id)).count == 2)
        #expect(salvage.lost == ["outline[2]"])
        #expect(salvage.session.topic == "n")
    }

    @Test func theTopicIsFoundInTheHistory() throws {
        let text = """
            {"history": [{"at": "2026-10-05T08:12:40Z", "id": "t", "kind": "new", "input": ":new Tea and time"}], "outl
            """
        #expect(try #require(read(Array(text.utf8))).session.topic == "Tea and time")
    }

    @Test(arguments: ["", "\u{0}\u{0}\u{0}", "[]", "null", "{}", "hello", #"{"format": "galley-session"}"#])
    func whereThereIsNothing(text: String) {
        #expect(read(Array(text.utf8)) == nil)
    }

    /// A salvaged session can be saved and read again, whatever was broken.
    @Test(arguments: (0..<4).map { UInt64($0) })
    func salvageReturnsAValidSession(seed: UInt64) throws {
        let (bytes, _) = try example()
        var making = RandomSessions(seed: 700 + seed)
        for _ in 0..<60 {
            var damaged = bytes
            for _ in 0..<making.number(1...6) {
                let at = making.number(0...(damaged.count - 2))
                switch making.number(0...2) {
                case 0: damaged[at] = UInt8(making.number(0...255))
                case 1: damaged.removeSubrange(at..<min(damaged.count, at + making.number(1...3000)))
                default: damaged.insert(contentsOf: Array("\"{}[]\n".utf8), at: at)
                }
                if damaged.count < 10 { damaged = bytes }
            }
            guard let session = read(damaged)?.session else { continue }
            let again = try SessionFile.encode(session)
            #expect(try SessionFile.encode(SessionFile.decode(again, file: "a")) == again)
        }
    }
}
