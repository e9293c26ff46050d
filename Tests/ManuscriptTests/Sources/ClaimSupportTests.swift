import Manuscript
import Testing

@Suite struct ClaimSupportTests {
    /// A claim of the labelled set (`Tests/Claims`): 100 that a passage supports in other words, and 100 near misses.
    private struct Case {
        var passage: String
        var claim: String
        var isSupported: Bool
    }

    private func cases() throws -> [Case] {
        let text = String(decoding: try RepositoryFiles.bytes("Tests/Claims/claims.txt"), as: UTF8.self)
        var passage = ""
        return text.split(separator: "\n").compactMap { line in
            guard let blank = line.firstIndex(of: " ") else { return nil }
            let rest = String(line[line.index(after: blank)...])
            switch line.first {
            case "=": passage = rest
            case "+", "-": return Case(passage: passage, claim: rest, isSupported: line.first == "+")
            default: break
            }
            return nil
        }
    }

    /// The bars of the issue, for the claims that are accepted and for those that are doubted.
    @Test func theJudgeMeetsItsBarsOnTheLabelledSet() throws {
        let cases = try cases()
        #expect(cases.count == 200 && cases.count { $0.isSupported } == 100)
        let judge = ClaimSupport(texts: cases.map(\.passage))
        var (right, wrong, missed) = (0, 0, 0)
        var mistakes: [String] = []
        for test in cases {
            let passage = Passage(address: .init(source: 1, number: 1), text: test.passage)
            let faults = judge.faults(of: test.claim, in: [passage])
            switch (faults.isEmpty, test.isSupported) {
            case (true, true): right += 1
            case (true, false): wrong += 1
            case (false, true): missed += 1
            case (false, false): continue
            }
            if faults.isEmpty != test.isSupported {
                mistakes.append("\(test.isSupported ? "+" : "-") \(test.claim): \(faults)")
            }
        }
        let (precision, recall) = (Double(right) / Double(right + wrong), Double(right) / Double(right + missed))
        let (doubted, caught) = (100 - wrong + missed, 100 - wrong)
        #expect(
            precision >= 0.9 && recall >= 0.8, "accepted: \(precision), \(recall)\n\(mistakes.joined(separator: "\n"))")
        // Nearly all near misses are caught; some good claims are doubted, since the judge knows words and not meaning.
        #expect(caught >= 90 && doubted <= 120, "doubted: \(caught) of \(doubted)")
    }

    @Test func aFaultSaysWhatIsMissing() {
        let judge = ClaimSupport(texts: ["bread dough rises"])
        let passage = Passage(
            address: .init(source: 1, number: 1), heading: "In Lyon", text: "Bread sold 12,000 times.")
        #expect(judge.faults(of: "In Lyon bread sold 13,000 times.", in: [passage]) == [.number("13,000")])
        #expect(judge.faults(of: "In Paris bread sold 12,000 times.", in: [passage]) == [.name("paris")])
        #expect(judge.faults(of: "In Lyon bread was not sold 12,000 times.", in: [passage]) == [.negation])
        #expect(ClaimSupport.Fault.name("paris").clause == "does not name Paris")
        #expect(judge.faults(of: "Whales sing.", in: [passage]).first == .words)
    }

    /// Only a part of one can be told in percent.
    @Test func aHalfIsFiftyPercent() {
        let judge = ClaimSupport(texts: ["bread dough rises"])
        func faults(_ claim: String, _ text: String) -> [ClaimSupport.Fault] {
            judge.faults(of: claim, in: [Passage(address: .init(source: 1, number: 1), text: text)])
        }
        #expect(faults("The dough lost 50 percent.", "The dough lost half, by percent.") == [])
        #expect(faults("The dough rests 150 hours.", "The dough rests 1.5 hours.") == [.number("150")])
    }
}
