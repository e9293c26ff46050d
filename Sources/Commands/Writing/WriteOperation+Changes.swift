import Chains
import Configuration
import Manuscript

extension WriteOperation {
    /// Returns true if the person wants to see what changed instead of the new text (`:set show diff`).
    func showsDiff(in workspace: Workspace) -> Bool {
        (showsChanges || workspace.filled.settings[\.show] == .diff) && workspace.interface.isInteractive
            && [.rewrite, .edit].contains(kind)
    }

    /// Returns the changes of existing texts: the words that were counted, or the changes themselves.
    func changes(_ record: Record, in workspace: Workspace) -> (shown: Report.Answer, count: String) {
        guard workspace.interface.isInteractive, [.rewrite, .edit].contains(kind) else { return (.none, "") }
        var list = ChangeList()
        var words = ChangedWords()
        for job in jobs {
            guard let before = job.entry.section.text?.text,
                let now = workspace.session.outline.entry(job.entry.section.id),
                let after = now.section.text?.text, before != after
            else { continue }
            let diff = ProseDiff(from: before, to: after)
            list.blocks.append(.heading(now.name))
            list.addBriefly(diff, of: now.number)
            words.add(diff, of: now.number)
        }
        guard !list.blocks.isEmpty else { return (.none, "") }
        return showsDiff(in: workspace) ? (.changes(list), "") : (.none, words.sentence)
    }
}
