import Manuscript
import Platform

/// Goes through the changes of a text with the person, one at a time (`:set confirmChanges on`).
struct ChangeReview {
    /// Shows a change and asks; nil where nobody answers any more.
    let ask: (_ change: ChangeList, _ question: String) async -> String?
    /// Opens the proposed words in the person's own editor; throws what that throws.
    let change: (_ proposal: String) async throws -> String
    /// Says why something was not done.
    let complain: (String) -> Void

    /// What came of it.
    struct Outcome: Equatable {
        var text: String
        var accepted = 0
        var rejected = 0
        var replaced = 0

        /// For people: "2 changes taken, 1 left as it was".
        var summary: String {
            let parts = [(accepted, "taken"), (rejected, "left as it was"), (replaced, "changed by hand")]
            let all = accepted + rejected + replaced
            let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            return "of \(all) change\(all == 1 ? "" : "s") \(words)"
        }
    }

    /// The text that the person makes of a change from `old` to `new`; `name` is its section.
    ///
    /// Where the person stops answering, what is not decided stays as it was.
    func run(_ name: String, from old: String, to new: String) async -> Outcome {
        let diff = ProseDiff(from: old, to: new)
        let hunks = diff.hunks
        var decisions: [Hunk.Decision] = []
        var rest: Hunk.Decision?
        for (index, hunk) in hunks.enumerated() {
            if let rest {
                decisions.append(rest)
                continue
            }
            let decision = await decide(hunk, of: diff, heading: "\(name): change \(index + 1) of \(hunks.count)")
            decisions.append(decision.one)
            rest = decision.rest
        }
        // A text in which only line ends differ has nothing to decide.
        guard !hunks.isEmpty else { return Outcome(text: new) }
        var outcome = Outcome(text: diff.text(deciding: decisions))
        for decision in decisions {
            switch decision {
            case .accepted: outcome.accepted += 1
            case .rejected: outcome.rejected += 1
            case .replaced: outcome.replaced += 1
            }
        }
        return outcome
    }

    private func decide(_ hunk: Hunk, of diff: ProseDiff, heading: String) async
        -> (one: Hunk.Decision, rest: Hunk.Decision?)
    {
        var list = ChangeList()
        list.blocks = [.heading(heading), .prose(diff.excerpt(of: hunk))]
        while true {
            let answer = await ask(list, "Take it? [y]es [n]o \(hunk.isMove ? "" : "[e]dit ")[a]ll [q]uit: ")
            // Shown once is enough.
            list.blocks = []
            switch answer?.lowercased().trimmed {
            case "y", "yes": return (.accepted, nil)
            case "n", "no": return (.rejected, nil)
            case "a", "all": return (.accepted, .accepted)
            case "q", "quit", nil: return (.rejected, .rejected)
            case "e", "edit":
                if hunk.isMove { continue }
                do { return (.replaced(try await edited(hunk, of: diff)), nil) } catch {
                    complain(sentence(for: error))
                }
            default:
                complain("Answer y to take the change, n to leave the text as it was, or a or q for all that follow.")
            }
        }
    }

    /// The proposed words as the person has them, with the white space at their ends as it was.
    private func edited(_ hunk: Hunk, of diff: ProseDiff) async throws -> String {
        let proposal = diff.proposal(of: hunk)
        let text = Prose.body(try await change(String(proposal.trimmed)))
        let start = proposal.prefix(while: \.isWhitespace)
        let end = String(proposal.reversed().prefix(while: \.isWhitespace).reversed())
        return proposal.trimmed.isEmpty ? text : start + text + end
    }
}
