import Manuscript

/// The changes of an exported file, taken over into the post that it was exported from.
struct ImportedChanges {
    private let post: MarkdownPost
    private let path: String
    private let isSure: Bool

    init(_ post: MarkdownPost, path: String, isSure: Bool) {
        (self.post, self.path, self.isSure) = (post, path, isSure)
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
        guard !edits.isEmpty else {
            return Report(note: "\(path) has no changes for this post, so nothing was changed.", data: ["changes": 0])
        }
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let (list, count) = changes(edits, before, after)
        workspace.interface.interject(.changes(list))
        let what = "\(count) change\(count == 1 ? "" : "s")"
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
            default: break
            }
        }
        return (list, count)
    }
}
