import Testing

/// The screens that pages show are captures: parts of those that `scripts/screenshot --half-hour` keeps.
struct PageScreenTests {
    /// The mark of lines that are left out.
    private static let gap = "[…]"

    /// The blocks of `text` of a page, as the runs of lines between two gaps.
    static func runs(in page: Repository.File) -> [[String]] {
        var runs: [[String]] = []
        var isScreen = false
        for line in page.lines.map(String.init) {
            if line.hasPrefix("```") {
                isScreen = line == "```text"
                if isScreen { runs.append([]) }
            } else if isScreen {
                if line == gap { runs.append([]) } else { runs[runs.count - 1].append(line) }
            }
        }
        return runs
    }

    /// True if the lines follow each other in one of the screens.
    static func isCaptured(_ run: [String], in screens: [[String]]) -> Bool {
        !run.isEmpty && screens.contains { $0.firstRange(of: run) != nil }
    }

    @Test func everyScreenOfAPageIsACapture() throws {
        let captured = try Repository.file("Tests/EndToEndTests/Screens/80.txt").text
        let screens = captured.split(separator: "== ").map { screen in
            screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
        let pages = try Repository.pages().filter {
            $0.name == "README.md" || $0.path.hasPrefix(ProjectPageTests.documentation)
        }
        let runs = pages.flatMap { page in Self.runs(in: page).map { (page.path, $0) } }
        #expect(runs.count > 8)
        for (path, run) in runs {
            #expect(
                Self.isCaptured(run, in: screens),
                "\(path) shows this, and no screen in Tests/EndToEndTests/Screens/80.txt:\n\(run.joined(separator: "\n"))"
            )
        }
    }

    @Test func theRulesCanFail() {
        let page = Repository.File(
            path: "a", text: "```sh\nls\n```\n```text\none\ntwo\n[…]\nfour\n```\ntext\n```text\nfive\n```\n")
        #expect(Self.runs(in: page) == [["one", "two"], ["four"], ["five"]])
        let screens = [["zero", "one", "two"], ["two", "three"]]
        #expect(Self.isCaptured(["one", "two"], in: screens) && Self.isCaptured(["three"], in: screens))
        #expect(!Self.isCaptured(["zero", "two"], in: screens) && !Self.isCaptured([], in: screens))
    }
}
