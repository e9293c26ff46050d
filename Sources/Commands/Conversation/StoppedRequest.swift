import Manuscript

/// A request that was stopped in the midst of its texts and is said again: only what was left of it is done.
struct StoppedRequest {
    private let session: Session
    /// As it was when the request was made first: its addresses mean that.
    private let before: Session
    private let left: Set<Section.ID>

    /// Nil where the newest turn is another request, or came to its end.
    init?(_ text: String, in session: Session) {
        guard let turn = session.history.last(where: { $0.kind != .ask }), turn.input == text,
            !turn.left.isEmpty
        else { return nil }
        var before = session
        guard (try? before.undo(at: session.updatedAt)) != nil else { return nil }
        (self.session, self.before) = (session, before)
        left = Set(turn.left)
    }

    private var numbers: [String] {
        session.outline.entries.filter { left.contains($0.section.id) }.map(\.number)
    }

    /// What to say of it; nil where nothing of it is there any more.
    var remark: String? {
        numbers.isEmpty ? nil : "That was stopped before \(numbers.joined(separator: ", ")): only this is done now."
    }

    /// What is left of the steps: what came before the texts is done, and so are the texts that are not left.
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
