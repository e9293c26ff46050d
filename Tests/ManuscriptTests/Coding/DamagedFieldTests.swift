import Manuscript
import Platform
import Testing

/// The program and the schema refuse the same sessions, whatever one field of a session becomes.
@Suite(.timeLimit(.minutes(5))) struct DamagedFieldTests {
    /// A session with every field and every kind of edit.
    private static let rich: JSONValue = {
        let usage: JSONValue = [
            "promptTokens": 5, "cachedTokens": 1, "completionTokens": 7, "reasoningTokens": 2, "calls": 1,
            "costMicros": 12, "pricedCalls": 1,
        ]
        func version(_ number: Int) -> JSONValue {
            [
                "number": .int(number), "text": "Words.", "origin": "written", "instruction": "i", "model": "m",
                "at": "2026-10-05T08:12:40Z", "usage": usage, "seconds": 1.5,
            ]
        }
        let candidate: JSONValue = [
            "text": "Wor", "cause": "dropped", "origin": "written", "instruction": "i", "model": "m",
            "at": "2026-10-05T08:12:40Z",
        ]
        let child: JSONValue = ["id": "c", "title": "C", "words": 40]
        let section: JSONValue = [
            "id": "a", "title": "A", "brief": "b", "points": ["p"], "words": 100, "role": "introduction",
            "locked": true, "notes": "n", "versions": [version(1), version(3)], "current": 3,
            "candidate": candidate, "children": [child],
        ]
        let point: JSONValue = [
            "number": 1, "section": "a", "kind": "gap", "quote": "q", "problem": "p", "fix": "f", "status": "open",
            "at": "2026-10-05T08:12:40+02:00",
        ]
        let style: JSONValue = [
            "audience": "a", "tone": "t", "person": "p", "language": "en", "words": 900, "rules": ["r"],
            "lists": "few", "banned": ["b"], "sample": "s", "note": "n",
        ]
        let edits: JSONValue = [
            ["setTopic": ["_0": "t"]], ["setStyle": ["_0": style]], ["setSetting": ["key": "words", "value": 3]],
            ["setSetting": ["key": "k", "value": .null]],
            ["insert": ["section": child, "parent": "a", "index": 0]], ["remove": ["_0": "c"]],
            ["move": ["_0": "c", "parent": "a", "index": 0]], ["setTitle": ["_0": "c", "_1": "T"]],
            ["setBrief": ["_0": "c", "_1": ""]], ["setPoints": ["_0": "c", "_1": ["p"]]],
            ["setWords": ["_0": "c", "_1": 50]], ["setRole": ["_0": "c", "_1": "conclusion"]],
            ["setLocked": ["_0": "c", "_1": true]], ["setNotes": ["_0": "c", "_1": "n"]],
            ["addVersion": ["_0": "c", "_1": version(1)]], ["dropVersion": ["_0": "c", "number": 1, "current": 2]],
            ["keepVersion": ["_0": "c", "_1": version(2)]], ["choose": ["_0": "c", "number": 1]],
            ["setCandidate": ["_0": "c", "_1": candidate]], ["setReviewPoint": ["number": 1, "point": point]],
            ["setSource": ["number": 1, "source": ["number": 1]]],
        ]
        let turn: JSONValue = [
            "id": "t", "at": "2026-10-05T08:12:40.5Z", "kind": "write", "input": "i", "summary": "s", "reply": "r",
            "model": "m", "usage": usage, "edits": edits, "sections": ["a"], "left": ["c"],
        ]
        return [
            "format": "galley-session", "version": 1, "id": "i", "name": "post", "createdAt": "2026-10-05T08:12:40Z",
            "updatedAt": "2026-10-05T08:12:40Z", "topic": "T", "style": style, "settings": ["words": 3],
            "outline": [section, ["id": "b", "title": "B"]], "history": [turn],
            "undone": [["id": "u", "at": "2026-10-05T08:12:40Z", "kind": "write"]],
            "sources": [["any": "thing"]], "review": [point], "usage": usage, "later": ["x": 1],
        ]
    }()

    /// The replacements of a field; nil removes it.
    private static let values: [JSONValue?] = [
        nil, .null, true, false, 0, 1, -1, 3, 1.5, -0.5, 1_000_000_000, 1_000_000_001, 1_000_000_000_000_000,
        1_000_000_000_000_001, .int(.max), .int(.min), 1e300, "", " ", "a", "x", [], ["a"], [""], [.null], [1], [:],
        ["a": 1], "2026-02-28T23:59:59Z", "2026-02-30T00:00:00Z",
    ]

    /// Further replacements of a time.
    private static let times: [JSONValue?] = [
        "2026-10-05T08:12:40.25Z", "2024-02-29T00:00:00Z", "2026-02-29T00:00:00Z", "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-10T00:00:00Z", "2026-04-31T00:00:00Z", "2026-10-05T24:00:00Z",
        "2026-10-05T08:60:00Z", "2026-10-05", "2026-10-05 08:12:40Z", "2026-10-05T08:12:40", "2026-10-05T08:12Z",
        "0000-01-01T00:00:00Z", "99999-01-01T00:00:00Z", "2026-10-05T08:12:40+25:00", "2026-10-05T08:12:40-05:30",
        "yesterday",
    ]

    /// Every place of a value, as the keys and indices to it.
    private static func places(_ value: JSONValue) -> [[JSONValue]] {
        let own: [[JSONValue]] = [[]]
        switch value {
        case .object(let members):
            return own
                + members.sorted { $0.key < $1.key }.flatMap { key, value in
                    places(value).map { [.string(key)] + $0 }
                }
        case .array(let list):
            return own + list.enumerated().flatMap { index, value in places(value).map { [.int(index)] + $0 } }
        default: return own
        }
    }

    /// The places to be changed: all but the root, and what lies within values of edits, which stands elsewhere too.
    private static let fields = places(rich).filter { place in
        !place.isEmpty && (place.count <= 6 || !place.contains("edits"))
    }

    private static func value(of value: JSONValue, at place: ArraySlice<JSONValue>) -> JSONValue? {
        guard let step = place.first else { return value }
        let next = step.string.map { value[$0] } ?? step.int.flatMap { value.array?[$0] }
        return next.flatMap { Self.value(of: $0, at: place.dropFirst()) }
    }

    private static func setting(_ value: JSONValue, at place: ArraySlice<JSONValue>, to new: JSONValue?) -> JSONValue? {
        guard let step = place.first else { return new }
        let rest = place.dropFirst()
        if let key = step.string, var members = value.object {
            members[key] = members[key].flatMap { setting($0, at: rest, to: new) }
            return .object(members)
        }
        guard let index = step.int, var list = value.array else { return value }
        if let changed = setting(list[index], at: rest, to: new) {
            list[index] = changed
        } else {
            list.remove(at: index)
        }
        return .array(list)
    }

    private func isTaken(_ value: JSONValue) -> Bool {
        (try? SessionFile.decode(Array(value.compact.utf8), file: "f")) != nil
    }

    @Test func programAndSchemaAgreeOnEachField() throws {
        let schema = try Schema(RepositoryFiles.json("sessions/galley-session.schema.json"))
        #expect(schema.faults(of: Self.rich) == [])
        #expect(isTaken(Self.rich))
        var differences: [String] = []
        var refused = 0
        for place in Self.fields {
            let isTime = Self.value(of: Self.rich, at: place[...])?.string?.contains("T08:") == true
            for new in Self.values + (isTime ? Self.times : []) {
                // Version 0 is an older form, which has no schema and is migrated.
                guard let changed = Self.setting(Self.rich, at: place[...], to: new), changed["version"] != 0 else {
                    continue
                }
                let isValid = schema.faults(of: changed).isEmpty
                if !isValid { refused += 1 }
                if isTaken(changed) != isValid {
                    differences.append(
                        "\(place.map(\.compact)) = \(new?.compact ?? "nothing"): the schema says \(isValid)")
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(40).joined(separator: "\n"))")
        #expect(refused > 1500)
    }

    /// Two of the same kind are damage; what can be read of them is salvaged, and can be opened again.
    @Test func repeatedIdsAreDamage() throws {
        let schema = try Schema(RepositoryFiles.json("sessions/galley-session.schema.json"))
        let changes: [([JSONValue], JSONValue, String)] = [
            (["outline", 1, "id"], "a", "two sections have the id a"),
            (["outline", 1, "id"], "c", "two sections have the id c"),
            (["outline", 0, "children", 0, "id"], "b", "two sections have the id b"),
            (["outline", 0, "versions", 0, "number"], 3, "two of them have the number 3"),
        ]
        for (place, new, reason) in changes {
            let changed = try #require(Self.setting(Self.rich, at: place[...], to: new))
            #expect(!schema.faults(of: changed).isEmpty && !isTaken(changed), "\(place)")
            let bytes = Array(changed.compact.utf8)
            do {
                _ = try SessionFile.decode(bytes, file: "f")
            } catch let error as SessionFileError {
                #expect(error.reason.contains(reason), "\(error.reason)")
            }
            let salvaged = try #require(Salvage(bytes, name: "post", at: time(1))).session
            let again = try SessionFile.decode(try SessionFile.encode(salvaged), file: "f")
            #expect(again.outline.entries.count == 3)
            #expect(again.outline.sections[0].versions.count == 2)
        }
    }

    /// Whatever one field becomes, what is salvaged can be saved and opened.
    @Test func aSalvagedFileCanBeOpened() throws {
        for place in Self.fields {
            for new in [nil, .null, "", .int(.max), [:]] as [JSONValue?] {
                guard let changed = Self.setting(Self.rich, at: place[...], to: new),
                    let salvage = Salvage(Array(changed.compact.utf8), name: "post", at: time(1))
                else { continue }
                let bytes = try SessionFile.encode(salvage.session)
                #expect(throws: Never.self, "\(place.map(\.compact)) = \(new?.compact ?? "nothing")") {
                    try SessionFile.decode(bytes, file: "f")
                }
            }
        }
    }

    @Test func sumsOfFiguresNeverOverflow() {
        let most = Usage(
            promptTokens: .max, cachedTokens: .max, completionTokens: .max, reasoningTokens: .max, calls: .max)
        let least = Usage(promptTokens: .min, completionTokens: .min, calls: .min)
        var sum = most
        for _ in 0..<5 { sum += most }
        #expect(sum == most && most.exceeding(least) == most && least.exceeding(most) == Usage())
        #expect(least == Usage())
    }
}
