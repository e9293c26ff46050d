import Platform
import Testing

@testable import Manuscript

/// All checks together, and how a figure reads.
struct PostCheckTests {
    @Test func aSessionIsCheckedAsItIsExported() throws {
        let now = Date(timeIntervalSince1970: 0)
        var session = Session(name: "s", topic: "Bees", at: now)
        var nectar = Section(title: "Nectar", words: 4)
        nectar.versions = [Version(number: 1, text: "Bees collect much nectar.", origin: .written, at: now)]
        nectar.current = 1
        session.outline = Outline([nectar, Section(title: "Wax", words: 50)])
        let verdicts = PostChecks.verdicts(on: CheckedPost(session))
        let fidelity = try #require(verdicts.first { $0.name == "fidelity" })
        #expect(fidelity.figure == 50)
        #expect(fidelity.findings == ["Wax: not written"])
        #expect(try #require(verdicts.first { $0.name == "length" }).figure == 100)
    }

    @Test(arguments: [
        (100.0, true, "100 %"), (66.666, true, "66.7 %"), (0.04, true, "0 %"), (3, false, "3"), (2.25, false, "2.3"),
    ])
    func aFigureIsRoundedToOneDigit(figure: Double, isPercent: Bool, text: String) {
        let verdict = Verdict(
            name: "x", figure: figure, isPercent: isPercent, limit: "0", holds: true, findings: [])
        #expect(verdict.text == text)
    }

    @Test func aPostWithoutSectionsIsChecked() {
        for verdict in PostChecks.verdicts(on: CheckedPost(markdown: "")) {
            #expect(verdict.figure.isFinite, "\(verdict.name)")
        }
    }
}
