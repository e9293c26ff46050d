import Manuscript
import Platform
import Testing

/// Kinds of turns keep their names in the file, and names of a later release survive.
struct TurnKindTests {
    @Test(arguments: ["write", "continue", "differentiate", "recover", "ask", "style", "lock", "unlock"])
    func aKnownNameIsAKind(name: String) {
        let kind = Turn.Kind(rawValue: name)
        #expect(kind.rawValue == name)
        if case .other = kind { Issue.record("\(name) is not known") }
    }

    @Test(arguments: ["", "dream", "Write", "write ", "日本語", "other", "other(\"x\")"])
    func anUnknownNameIsKept(name: String) throws {
        #expect(Turn.Kind(rawValue: name) == .other(name))
        let back = try JSONDecoder().decode([Turn.Kind].self, from: JSONEncoder().encode([Turn.Kind(rawValue: name)]))
        #expect(back == [.other(name)])
    }
}
