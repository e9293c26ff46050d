import Testing

/// Each source file of the rooms that decide about texts has a test file of the same name.
struct TwinTests {
    /// The rooms, each with its tests in `Tests/ROOMTests`.
    static let rooms = ["Markdown", "Manuscript", "Chains"]

    /// Files that need no test file, with the reason.
    static let exceptions: [String: String] = [
        "Sources/Chains/Model/LanguageModel.swift": "a protocol, and stored properties without behaviour",
        "Sources/Chains/Model/ModelSupply.swift": "a protocol, whose defaults do nothing",
        "Sources/Chains/Model/ModelTool.swift": "stored properties only",
        "Sources/Chains/Model/UnsentRequest.swift": "stored properties and one sentence",
    ]

    /// The names of the test files that count as a source file's own.
    ///
    /// An extension in a file such as `Session+Turns.swift` may be tested in `SessionTurnsTests.swift` or with its type,
    /// in `SessionTests.swift`.
    static func twins(of name: String) -> Set<String> {
        let parts = name.dropLast(6).split(separator: "+")
        return [parts.joined() + "Tests.swift", parts[0] + "Tests.swift"]
    }

    /// The paths of source files without a test file.
    static func alone(_ sources: [Repository.File], _ tests: [Repository.File]) -> Set<String> {
        let names = Set(tests.map(\.name))
        return Set(sources.filter { names.isDisjoint(with: twins(of: $0.name)) }.map(\.path))
    }

    @Test(arguments: rooms) func everyFileHasATestFile(room: String) throws {
        let sources = try Repository.swiftFiles(below: "Sources/\(room)")
        #expect(!sources.isEmpty)
        let alone = Self.alone(sources, try Repository.swiftFiles(below: "Tests/\(room)Tests"))
        let allowed = Set(Self.exceptions.keys).filter { $0.hasPrefix("Sources/\(room)/") }
        #expect(alone.subtracting(allowed).sorted() == [], "These files need a test file of the same name.")
        let stale = allowed.intersection(sources.map(\.path)).subtracting(alone)
        #expect(stale.sorted() == [], "These files have a test file; take them off the list.")
    }

    @Test func anExtensionIsTestedWithItsTypeOrByItself() {
        func file(_ path: String) -> Repository.File { .init(path: path, text: "") }
        let sources = [file("S/A.swift"), file("S/A+B.swift"), file("S/x/C+D.swift"), file("S/E.swift")]
        #expect(Self.alone(sources, [file("T/ATests.swift"), file("T/y/CDTests.swift")]) == ["S/E.swift"])
        #expect(Self.alone(sources, [file("T/ABTests.swift")]) == ["S/A.swift", "S/x/C+D.swift", "S/E.swift"])
    }
}
