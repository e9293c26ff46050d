import Testing

@testable import Configuration

/// The page of variables names every variable that the sources read, and no other.
struct EnvironmentTests {
    /// The names that a source file looks up in an environment.
    static func names(in text: String) -> Set<String> {
        let patterns = [
            /(?:nvironment|real|all|dotEnv)\["([A-Za-z_]{3,})"\]/,
            /(?:value|variable|number|named|getenv)\("([A-Z_]{3,})"\)/,
            /\("([A-Z_]{4,})", "/,
        ]
        var names = Set(patterns.flatMap { text.matches(of: $0).map { String($0.1) } })
        // Lists of alternatives that are looked up one after another.
        for list in text.matches(of: /\[("[A-Za-z_]{4,}"(?:, "[A-Za-z_]{4,}")*)\](?:\.lazy|\.first| :)/) {
            names.formUnion(list.1.matches(of: /"(\w+)"/).map { String($0.1) })
        }
        return names.filter { $0 == $0.uppercased() && !$0.hasPrefix("SIG") || $0.hasSuffix("_proxy") }
    }

    private static let known = Set(EnvironmentVariable.all.flatMap(\.names))

    @Test func everyVariableThatIsReadIsOnThePage() throws {
        var found: Set<String> = []
        for file in try Repository.sources() where file.name != "EnvironmentVariable.swift" {
            let names = Self.names(in: file.text)
            found.formUnion(names)
            #expect(names.subtracting(Self.known).sorted() == [], "\(file.path)")
        }
        #expect(found.count > 30)
    }

    @Test func everyVariableOnThePageIsRead() throws {
        let text = try Repository.sources().filter { $0.name != "EnvironmentVariable.swift" }.map(\.text).joined()
        for name in Self.known where !name.hasPrefix("XDG_") { #expect(text.contains("\"\(name)\""), "\(name)") }
    }

    @Test func noVariableIsThereTwice() {
        let all = EnvironmentVariable.all.flatMap(\.names)
        #expect(all.count == Self.known.count)
    }

    @Test func theRuleCanFail() {
        let text = #"environment["PAGER"], variable("GALLEY_MODEL"), ["NO_PROXY", "no_proxy"].lazy, ["Text"].first"#
        #expect(Self.names(in: text) == ["PAGER", "GALLEY_MODEL", "NO_PROXY", "no_proxy"])
    }
}
