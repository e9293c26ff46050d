import Manuscript
import Platform

/// The changes of an exported file, taken over into the post that it was exported from.
struct ImportedChanges {
    private let post: MarkdownPost
    private let marks: CriticMarkup
    private let path: String
    private let isSure: Bool

    init(_ post: MarkdownPost, _ marks: CriticMarkup, path: String, isSure: Bool) {
        (self.post, self.marks, self.path, self.isSure) = (post, marks, path, isSure)
    }

    /// Shows the changes, asks, and makes them as one turn.
    func take(in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let before = workspace.session
        var (edits, spared) = try RevisedPost(post, of: before).edits(
            of: before, origin: .imported, at: workspace.now())
        if let title = post.title, !title.isEmpty, title != before.topic { edits.insert(.setTopic(title), at: 0) }
        let locked = spared.compactMap { before.outline.entry($0)?.number }.joined(separator: ", ")
        if !locked.isEmpty { workspace.interface.note("Locked sections stay unchanged: \(locked).") }
        edits += try Self.points(of: marks, after: edits, in: workspace)
        guard !edits.isEmpty else {
            return Report(note: "\(path) has no changes for this post, so nothing was changed.", data: ["changes": 0])
        }
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let (list, count) = changes(edits, before, after)
        workspace.interface.interject(.changes(list))
        let what = count.counted("change")
        if workspace.rehearsal.isOn {
            return Report(note: "Dry run: this would make \(what).", data: list.value)
        }
        if !isSure, !workspace.interface.isSure {
            guard workspace.interface.canAsk else { throw ImportError.notAsked(path, changes: count) }
            guard await workspace.interface.consents(to: "Make \(what)?") else {
                return Report(note: "Nothing was changed.", data: ["changes": 0])
            }
        }
        let summary = "took over \(what) from \(path)"
        let turn = Turn(at: workspace.now(), kind: .edit, input: ":import \(path)", summary: summary)
        try workspace.turns.commit(edits, turn, keepingText: true)
        return Report(note: "\(summary.capitalizedFirst). `:undo` takes it back.", data: ["changes": .int(count)])
    }

    /// Returns the edits that make review points of the comments in a text, given the edits that take the text over.
    static func points(of marks: CriticMarkup, after edits: [Edit], in workspace: Workspace) throws -> [Edit] {
        let after = try edits.reduce(workspace.session) { try $0.applying($1).session }
        let (points, unplaced) = after.points(for: marks.comments, at: workspace.now())
        workspace.interface.noteUnplaced(unplaced)
        return points.map { .setReviewPoint(number: $0.number, point: $0) }
    }

    /// Returns the changes to show, and their number.
    private func changes(_ edits: [Edit], _ before: Session, _ after: Session) -> (ChangeList, Int) {
        var (list, count) = (ChangeList(), 0)
        if after.topic != before.topic {
            list.blocks.append(.remark("the title becomes \"\(after.topic)\""))
            count += 1
        }
        let lines = EditList(edits, before: before, after: after).lines
        list.blocks += lines.map { .remark($0) }
        count += lines.count
        for edit in edits {
            switch edit {
            case .addVersion(let id, let version):
                guard let entry = after.outline.entry(id) else { continue }
                list.add(ProseDiff(from: before.outline[id]?.text?.text ?? "", to: version.text), heading: entry.name)
                // A new section and its text are one change.
                count += before.outline[id] == nil ? 0 : 1
            case .choose(let id, _):
                guard let entry = after.outline.entry(id) else { continue }
                list.blocks.append(.remark("the text of \(entry.name) is removed"))
                count += 1
            case .setReviewPoint(_, let point?):
                list.blocks.append(.remark("comment on \(after.place(of: point)): \(point.problem)"))
                count += 1
            default: break
            }
        }
        return (list, count)
    }
}
