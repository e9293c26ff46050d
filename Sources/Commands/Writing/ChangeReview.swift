import Manuscript
import Platform

/// Asks the person about each change of a text, one at a time (`:set confirmChanges on`).
struct ChangeReview {
    /// Shows a change and asks about it; nil if the person no longer answers.
    let ask: (_ change: ChangeList, _ question: String) async -> String?
    /// Opens the proposed words in the person's editor; throws the editor's errors.
    let change: (_ proposal: String) async throws -> String
    /// Explains why something was not done.
    let complain: (String) -> Void

    /// The result of a review.
    struct Outcome: Equatable {
        var text: String
        var accepted = 0
        var rejected = 0
        var replaced = 0

        /// A summary for people, such as "1 of 3 changes accepted, 1 changed by hand".
        var summary: String {
            let all = accepted + rejected + replaced
            let byHand = replaced == 0 ? "" : ", \(replaced) changed by hand"
            return "\(accepted) of \(all.counted("change")) accepted\(byHand)"
        }
    }

    /// Reviews the change from `old` to `new` and returns the resulting text; `name` is its section.
    ///
    /// If the person stops answering, undecided changes are rejected.
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
        // If only line ends differ, there is nothing to decide.
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
            let answer = await ask(list, "Accept it? [y]es [n]o \(hunk.isMove ? "" : "[e]dit ")[a]ll [q]uit: ")
            // The change is shown only once.
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
                complain(
                    "Answer y to accept the change, n to keep the text, or a or q to accept or refuse all that follow.")
            }
        }
    }

    /// Returns the proposed words as edited by the person, with the original white space around them.
    private func edited(_ hunk: Hunk, of diff: ProseDiff) async throws -> String {
        let proposal = diff.proposal(of: hunk)
        let text = Prose.body(try await change(String(proposal.trimmed)))
        let start = proposal.prefix(while: \.isWhitespace)
        let end = String(proposal.reversed().prefix(while: \.isWhitespace).reversed())
        return proposal.trimmed.isEmpty ? text : start + text + end
    }
}
