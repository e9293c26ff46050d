import Manuscript
import Platform

extension EditText {
    /// Opens the whole post in the editor, shows the changes, and applies them.
    static func editWhole(_ line: String, in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let before = workspace.session
        let document = PostDocument(before)
        let editor = ExternalEditor(environment: workspace.childEnvironment)
        let edited = try await workspace.interface.lendTerminal {
            try await editor.open(document.text, name: "\(before.name).md")
        }
        let marks = CriticMarkup(edited.text == document.text ? "" : edited.text)
        let read = document.reading(marks.isPlain ? edited.text : marks.accepted)
        let remarks = try read == nil ? ImportedChanges.points(of: marks, after: [], in: workspace) : []
        if read == nil, !remarks.isEmpty {
            edited.discard()
            let count = remarks.count.counted("comment")
            let turn = Turn(at: workspace.now(), kind: .edit, input: line, summary: "added \(count) to the review")
            try workspace.turns.commit(remarks, turn)
            return Report(note: "Added \(count): `:review list` shows them.")
        }
        guard let content = read else {
            edited.discard()
            return Report(note: "Nothing was changed.")
        }
        let kept = "Your text is in \(edited.file)."
        guard !content.parts.isEmpty else {
            return Report(
                note: "Nothing was changed: no heading tells which section the text belongs to. \(kept)")
        }
        var (edits, spared) = try edited.takeOver(telling: workspace.interface) {
            try content.edits(of: before, at: workspace.now())
        }
        edits += try ImportedChanges.points(of: marks, after: edits, in: workspace)
        let locked = spared.compactMap { before.outline.entry($0)?.number }.joined(separator: ", ")
        if !locked.isEmpty { workspace.interface.note("Locked sections stay unchanged: \(locked).") }
        if !content.lead.isEmpty {
            workspace.interface.note("The text above the first heading was not used, because it belongs to no section.")
        }
        let isWhole = locked.isEmpty && content.lead.isEmpty
        guard !edits.isEmpty else {
            if isWhole { edited.discard() }
            return Report(note: isWhole ? "Nothing was changed." : "Nothing was changed. \(kept)")
        }
        let after = try edits.reduce(before) { try $0.applying($1).session }
        let list = lines(edits, before: before, after: after)
        for line in list { workspace.interface.note(line) }
        let what = list.count == 1 ? "this change" : "these \(list.count) changes"
        if workspace.interface.isInteractive, !(await workspace.interface.consents(to: "Make \(what)?")) {
            return Report(note: "Nothing was changed. \(kept)")
        }
        let summary = "edited the post by hand, \(list.count == 1 ? "one change" : "\(list.count) changes")"
        let turn = Turn(at: workspace.now(), kind: .edit, input: line, summary: summary)
        try edited.takeOver(telling: workspace.interface) { try workspace.turns.commit(edits, turn, keepingText: true) }
        if isWhole { edited.discard() }
        return Report(
            .outline(OutlineView(workspace.session)),
            note: "Made \(what). `:undo` takes them back.\(isWhole ? "" : " \(kept)")",
            data: JSONExport.value(of: workspace.session))
    }

    /// Describes the effect of the edits, including new texts.
    private static func lines(_ edits: [Edit], before: Session, after: Session) -> [String] {
        let texts = edits.compactMap { edit -> String? in
            switch edit {
            case .addVersion(let id, let version):
                guard let entry = after.outline.entry(id) else { return nil }
                let old = before.outline[id]?.text?.words
                let was = old.map { ", was \($0)" } ?? ""
                return "text of \(entry.name): \(version.words.counted("word"))\(was)"
            case .setReviewPoint(_, let point?): return "comment on \(after.place(of: point)): \(point.problem)"
            case .choose(let id, _):
                return after.outline.entry(id).map { "text of \($0.name) removed" }
            default: return nil
            }
        }
        return EditList(edits, before: before, after: after).lines + texts
    }
}
