import Manuscript
import Platform
import Testing

/// The share of title and brief words that occur in the text: a figure without a limit.
struct SubjectTests {
    private func verdict(_ markdown: String) throws -> Verdict {
        try #require(Subject.verdict(on: CheckedPost(markdown: markdown)))
    }

    @Test(arguments: [
        ("## Raw Storage\n\nRaw files need storing; storage is cheap.\n", 100.0),
        ("## Raw Storage\n\nStorage is cheap.\n", 50), ("## Raw Storage\n\nA text on bees.\n", 0),
        ("## Raw Storage\n\nRaw storage.\n\n## Queues\n\nA text on bees.\n", 50),
    ])
    func theShareOfTheTitlesWordsIsCounted(markdown: String, figure: Double) throws {
        let verdict = try verdict(markdown)
        #expect(verdict.figure == figure && verdict.details["titles"] == figure)
        #expect(verdict.holds && verdict.findings.isEmpty)
    }

    @Test func theBriefCountsToo() throws {
        var session = Session(name: "s", topic: "Data", at: Date(timeIntervalSince1970: 0))
        var section = Section(title: "Raw Storage", brief: "Where files sleep.")
        section.versions = [
            Version(
                number: 1, text: "Raw storage is where they are.", origin: .written, at: Date(timeIntervalSince1970: 0))
        ]
        section.current = 1
        session.outline = Outline([section])
        let verdict = try #require(Subject.verdict(on: CheckedPost(session)))
        #expect(verdict.figure == 50 && verdict.details["titles"] == 100)
    }

    @Test func sectionsWithoutTextOrWordsAreNotMeasured() {
        #expect(Subject.verdict(on: CheckedPost(markdown: "## Raw Storage\n")) == nil)
        #expect(Subject.verdict(on: CheckedPost(markdown: "## What Is It?\n\nA text.\n")) == nil)
    }
}
