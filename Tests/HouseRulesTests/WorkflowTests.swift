import Testing

/// The workflows of the repository run only actions whose commit is named, so that nobody can change them later.
struct WorkflowTests {
    private static let folder = ".github/workflows"

    /// The actions that a workflow uses without a commit.
    static func unpinned(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /uses: *(\S+)/).map { String($0.1) }
        }.filter { $0.wholeMatch(of: /[\w.-]+\/[\w.\/-]+@[0-9a-f]{40}/) == nil }
    }

    @Test(arguments: ["ci.yml", "release.yml"]) func actionsArePinned(name: String) throws {
        let text = try Repository.file("\(Self.folder)/\(name)").text
        #expect(text.contains("uses: ") && Self.unpinned(text) == [])
    }

    /// The release tests and packages by the scripts that everybody uses.
    @Test func theReleaseCallsTheScripts() throws {
        let text = try Repository.file("\(Self.folder)/release.yml").text
        for words in ["scripts/test", "scripts/package --check", "arm64", "macos", "SHA256SUMS"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func theRuleCanFail() {
        #expect(
            Self.unpinned("- uses: a/b@v4\n- uses: a/c@0123456789abcdef0123456789abcdef01234567 # v1") == ["a/b@v4"])
    }
}
