import Manuscript
import Platform
import SeededRandom
import Testing

@Suite struct TrackedChangesTests {
    private static let words = ["Salt", "Rye", "flour", "water", "is", "the", "dough", "in", "Paris", "warm"]

    private static func block(_ kind: String, _ content: JSONValue) -> JSONValue { ["t": .string(kind), "c": content] }

    private static func inlines(_ random: inout SeededGenerator) -> JSONValue {
        var all: [JSONValue] = []
        for index in 0..<Int.random(in: 1...9, using: &random) {
            if index > 0 { all.append(["t": "Space"]) }
            let word = block("Str", .string(words.randomElement(using: &random) ?? ""))
            all.append(Int.random(in: 0..<6, using: &random) == 0 ? block("Strong", .array([word])) : word)
        }
        return .array(all)
    }

    private static func someBlock(_ random: inout SeededGenerator, depth: Int = 0) -> JSONValue {
        let para = block("Para", inlines(&random))
        func items(_ random: inout SeededGenerator) -> JSONValue {
            .array((0..<Int.random(in: 1...3, using: &random)).map { _ in .array([someBlock(&random, depth: 1)]) })
        }
        switch Int.random(in: 0..<(depth == 0 ? 9 : 3), using: &random) {
        case 0:
            return block("Header", .array([2, .array(["", .array([]), .array([])]), inlines(&random)]))
        case 1:
            let code = "let a = \(Int.random(in: 1...3, using: &random))\n\n  b"
            return block("CodeBlock", .array([.array(["", .array([]), .array([])]), .string(code)]))
        case 3: return block("BulletList", items(&random))
        case 4:
            let style: JSONValue = .array([1, ["t": "Decimal"], ["t": "Period"]])
            return block("OrderedList", .array([style, items(&random)]))
        case 5: return block("BlockQuote", .array([someBlock(&random, depth: 1), para]))
        default: return para
        }
    }

    /// Returns a document with all changes accepted, or rejected; nil for a block that is then empty.
    private static func read(_ value: JSONValue, without mark: String) -> JSONValue? {
        let content = value["c"]?.array
        if case .array(let values) = value {
            var all: [JSONValue] = []
            for value in values {
                guard value["t"]?.string == "Span", let parts = value["c"]?.array, let span = parts[0].array else {
                    if let value = read(value, without: mark) { all.append(value) }
                    continue
                }
                if span[1] != .array([.string(mark)]) { all += parts[1].array ?? [] }
            }
            return values.isEmpty || !all.isEmpty ? .array(all) : nil
        }
        guard let kind = value["t"]?.string, let content else { return value }
        if kind == "Div" {
            guard let text = read(content[1], without: mark)?.array?.first?["c"]?.array else { return nil }
            let code = text.map { $0["c"]?.array?[1].string ?? "\n" }.joined()
            return block("CodeBlock", .array([.array(["", .array([]), .array([])]), .string(code)]))
        }
        if ["Para", "Plain", "BulletList", "BlockQuote"].contains(kind) {
            return read(.array(content), without: mark).map { block(kind, $0) }
        }
        var parts: [JSONValue] = []
        for part in content {
            if part["t"] == nil, part.array != nil {
                guard let left = read(part, without: mark) else { return nil }
                parts.append(left)
            } else {
                parts.append(part)
            }
        }
        return block(kind, .array(parts))
    }

    @Test func acceptingGivesTheNewTextAndRejectingTheOld() throws {
        var random = SeededGenerator(seed: 41)
        let changes = TrackedChanges(author: "Galley", at: Date(timeIntervalSince1970: 0))
        var marked = 0
        for _ in 0..<300 {
            let old = (0..<Int.random(in: 1...6, using: &random)).map { _ in Self.someBlock(&random) }
            var new = old.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 0...new.count, using: &random)
                new.insert(Self.someBlock(&random), at: place)
            }
            guard !new.isEmpty else { continue }
            func document(_ blocks: [JSONValue]) -> JSONValue { ["blocks": .array(blocks), "meta": [:]] }
            let both = try #require(changes.document(from: document(old), to: document(new))?["blocks"])
            if both.compact.contains("insertion") || both.compact.contains("deletion") { marked += 1 }
            #expect(Self.read(both, without: "deletion")?.compact == JSONValue.array(new).compact)
            #expect(Self.read(both, without: "insertion")?.compact == JSONValue.array(old).compact)
        }
        #expect(marked > 200)
    }

    @Test func aWordIsMarkedWithAuthorAndTime() throws {
        func document(_ words: String) -> JSONValue {
            let all = words.split(separator: " ").map { [Self.block("Str", .string(String($0)))] }
            return [
                "blocks": .array([
                    Self.block("Para", .array([JSONValue](all.joined(separator: [["t": "SoftBreak"] as JSONValue]))))
                ])
            ]
        }
        let changes = TrackedChanges(author: "Galley", at: Date(timeIntervalSince1970: 0))
        let both = try #require(changes.document(from: document("Rye is old"), to: document("Rye is very new")))
        let attributes = #"[["author","Galley"],["date","1970-01-01T00:00:00Z"]]"#
        let spans = [("deletion", "old", ""), ("insertion", "very", #",{"t":"Space"},{"c":"new","t":"Str"}"#)].map {
            #"{"c":[["",["\#($0.0)"],\#(attributes)],[{"c":"\#($0.1)","t":"Str"}\#($0.2)]],"t":"Span"}"#
        }
        let start = #"{"c":"Rye","t":"Str"},{"t":"Space"},{"c":"is","t":"Str"},{"t":"Space"}"#
        #expect(both["blocks"]?.compact == #"[{"c":[\#(start),\#(spans.joined(separator: ","))],"t":"Para"}]"#)
        #expect(changes.document(from: [:], to: [:]) == nil)
    }

    // MARK: - Blocks

    private static func text(_ words: String, as kind: String = "Para") -> JSONValue {
        let all = words.split(separator: " ").map { [block("Str", .string(String($0)))] }
        return block(kind, .array([JSONValue](all.joined(separator: [["t": "Space"] as JSONValue]))))
    }

    private static func header(_ words: String) -> JSONValue {
        block("Header", .array([2, .array(["", .array([]), .array([])]), text(words)["c"] ?? .null]))
    }

    /// A row of cells; a cell without words has no blocks.
    private static func row(_ cells: String...) -> JSONValue {
        block("Table", .array([.array(cells.map { .array($0.isEmpty ? [] : [text($0, as: "Plain")]) })]))
    }

    private static let rule: JSONValue = ["t": "HorizontalRule"]

    private func merged(_ old: [JSONValue], _ new: [JSONValue]) throws -> [JSONValue] {
        let changes = TrackedChanges(author: "Galley", at: Date(timeIntervalSince1970: 0))
        let both = changes.document(from: ["blocks": .array(old)], to: ["blocks": .array(new)])
        return try #require(both?["blocks"]?.array)
    }

    @Test(arguments: [
        (text("Rye is old"), text("Rye is new"), 1), (text("Rye is old"), text("Salt tastes good"), 2),
        (header("Rye is old"), header("Rye is new"), 1), (header("Rye is old"), text("Rye is new"), 2),
        (row("Rye is old", ""), row("Rye is new", ""), 1), (row("Rye", ""), row("Rye", "Salt"), 1),
        (row("Rye", "Salt"), row("Rye", ""), 1), (row("Rye", "Salt"), row("Rye"), 2),
    ])
    func blocksAreMergedIfTheyAreAlike(old: JSONValue, new: JSONValue, count: Int) throws {
        let blocks = try merged([old], [new])
        #expect(blocks.count == count && blocks.last?["t"] == new["t"])
    }

    @Test func aRuleIsThereAsInTheNewText() throws {
        #expect(try merged([Self.text("Rye"), Self.rule], [Self.text("Rye")]) == [Self.text("Rye")])
        #expect(try merged([Self.text("Rye")], [Self.text("Rye"), Self.rule]) == [Self.text("Rye"), Self.rule])
    }
}
