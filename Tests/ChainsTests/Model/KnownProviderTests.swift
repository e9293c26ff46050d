import Testing

@testable import Chains

/// The table of providers: each name once, and a key never sent in plain text.
@Suite struct KnownProviderTests {
    @Test func everyNameAndVariableIsThereOnce() {
        let rows = KnownProvider.all
        #expect(Set(rows.map(\.name)).count == rows.count && !rows.contains { $0.name == "builtin" })
        let variables = rows.flatMap { [$0.keyVariable, $0.addressVariable, $0.modelVariable].compactMap { $0 } }
        #expect(Set(variables).count == variables.count)
        #expect(rows.allSatisfy { $0.name.allSatisfy { $0.isLowercase && $0.isASCII } })
    }

    /// Whoever takes a key is reached over https and has a model; whoever takes none is on this machine.
    @Test(arguments: KnownProvider.all.map(\.name)) func aRowIsComplete(name: String) throws {
        let row = try #require(KnownProvider.named(name))
        if let variable = row.keyVariable {
            #expect(row.baseURL.hasPrefix("https://") && row.model != nil && variable.hasSuffix("_API_KEY"))
        } else {
            #expect(row.baseURL.hasPrefix("http://127.0.0.1:") && row.model == nil)
        }
        #expect(!row.baseURL.hasSuffix("/"))
    }

    /// A key that is there for another program sends nothing to a paid service.
    @Test func onlyGroqAndOpenAIAreChosenByTheirKeys() {
        #expect(KnownProvider.keyed.map(\.name) == ["groq", "openai"])
    }
}
