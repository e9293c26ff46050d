import Manuscript

/// A request that was interrupted while its texts were written and is repeated; only the rest is done.
struct StoppedRequest {
    private let session: Session
    /// The session at the time of the first attempt, which the request's addresses refer to.
    private let before: Session
    /// The sections that were not written.
    private let left: Set<Section.ID>

    /// Finds the first attempt at a request; nil if the newest turn is another request or was completed.
    init?(_ text: String, in session: Session) {
        guard let turn = session.history.last(where: { $0.kind != .ask }), turn.input == text, !turn.left.isEmpty
        else { return nil }
        var before = session
        guard (try? before.undo(at: session.updatedAt)) != nil else { return nil }
        (self.session, self.before) = (session, before)
        left = Set(turn.left)
    }

    /// The numbers that the remaining sections have now.
    private var numbers: [String] {
        session.outline.entries.filter { left.contains($0.section.id) }.map(\.number)
    }

    /// A remark on the rest of the request; nil if none of its sections exist any more.
    var remark: String? {
        numbers.isEmpty
            ? nil : "That was stopped before \(numbers.joined(separator: ", ")); only these sections are done now."
    }

    /// Returns the remaining steps, without those before the texts and without the finished texts.
    func steps(of steps: [Step]) -> [Step]? {
        guard !numbers.isEmpty else { return nil }
        let first = steps.firstIndex { $0.effect == .writes } ?? steps.endIndex
        return steps[first...].flatMap { step -> [Step] in
            guard step.effect == .writes, step.values["address"] != nil else { return [step] }
            let rest = step.leaves(in: before).filter { left.contains($0) }
            return rest.compactMap { session.outline.entry($0)?.number }.map { number in
                Step(step.name, step.values.merging(["address": number]) { $1 })
            }
        }
    }
}
