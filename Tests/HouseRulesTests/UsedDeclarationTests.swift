import Testing

/// Every `package` declaration is used by another target or by a test; the others are internal.
///
/// A name counts as used where the word occurs. Types are left out: they must be `package` where a signature names them.
struct UsedDeclarationTests {
    /// The functions and properties that a file declares as `package` or `public`.
    static func declared(in file: Repository.File) -> [String] {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))? )*(?:package|public) (?:[a-z]+(?:\(\w+\))? )*(?:func|var|let) `?(\w+)/
        return file.code.filter { $0.contains("package ") || $0.contains("public ") }.compactMap {
            $0.firstMatch(of: pattern).map { String($0.output.1) }
        }
    }

    /// The words of a text: runs of ASCII letters, digits and underscores.
    static func words(of text: String) -> Set<Substring> {
        func isPart(_ byte: UInt8) -> Bool {
            byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        }
        return Set(text.utf8.split { !isPart($0) }.map { Substring($0) })
    }

    /// The declarations that no other target names, as "File.swift: name".
    static func unused(_ sources: [Repository.File], _ tests: [Repository.File]) -> [String] {
        var byTarget: [Substring: Set<Substring>] = [:]
        for file in sources + tests {
            let target = file.path.split(separator: "/").prefix(2).joined(separator: "/")
            byTarget[Substring(target), default: []].formUnion(words(of: file.text))
        }
        return sources.flatMap { file in
            let own = Substring(file.path.split(separator: "/").prefix(2).joined(separator: "/"))
            return declared(in: file).filter { name in
                !byTarget.contains { $0.key != own && $0.value.contains(Substring(name)) }
            }.map { "\(file.name): \($0)" }
        }
    }

    @Test func packageDeclarationsAreUsedElsewhere() throws {
        let unused = Self.unused(try Repository.sources(), try Repository.swiftFiles(below: "Tests"))
        #expect(unused == [], "No other target and no test uses these: make them internal, or remove them.")
    }

    @Test func onlyOtherTargetsCount() {
        let source = Repository.File(
            path: "Sources/A/A.swift",
            text:
                "package struct A {\n    package static func used() {}\n    package private(set) var alone = 1\n    let own = 2\n}"
        )
        let other = Repository.File(path: "Tests/ATests/ATests.swift", text: "A.used() // aloneness")
        #expect(Self.declared(in: source) == ["used", "alone"])
        #expect(Self.unused([source], [other]) == ["A.swift: alone"])
    }
}
