import Configuration
import Manuscript

extension WriteOperation {
    /// Returns true if the person wants to confirm each change of an existing text.
    static func isReviewed(_ kind: Turn.Kind, in workspace: Workspace) -> Bool {
        workspace.filled.settings[\.confirmChanges] && workspace.interface.isInteractive
            && !workspace.interface.isSure
            && [.rewrite, .edit].contains(kind)
    }

    /// Reviews the changes with the person; the decisions belong to the turn of the run.
    func reviewed(_ record: Record, in workspace: Workspace) async throws -> Report {
        let interface = workspace.interface
        let external = ExternalEditor(environment: workspace.childEnvironment)
        let review = ChangeReview(
            ask: { list, question in
                await interface.answer(to: question, showing: list.blocks.isEmpty ? .none : .changes(list))
            },
            change: { text in try await interface.lendTerminal { try await external.edit(text, name: "change.md") } },
            complain: { interface.note($0) })
        var told: [String] = []
        for id in record.done {
            guard let entry = workspace.session.outline.entry(id), let old = entry.section.text,
                let held = entry.section.versions.last, held.number != old.number
            else { continue }
            let name = entry.name
            let outcome = await review.run(name, from: old.text, to: held.text)
            told.append("\(name): \(outcome.summary)")
            guard let edit = Self.edit(of: entry.section, held: held, to: outcome.text, in: workspace) else { continue }
            try workspace.turns.extend(record.turn, with: [edit], usage: Usage(), summary: record.summary)
        }
        let entries = record.done.compactMap { workspace.session.outline.entry($0) }
        return Report(
            note: (told.map { $0 + "." } + ["`:undo` takes it back."]).joined(separator: " "),
            data: ["sections": .array(entries.map(JSONExport.value))])
    }

    /// Returns the edit that makes the decided text current; nil if the old text stays.
    private static func edit(of section: Section, held: Version, to text: String, in workspace: Workspace) -> Edit? {
        if text == section.text?.text { return nil }
        if text == held.text { return .choose(section.id, number: held.number) }
        return .addVersion(
            section.id,
            Version(
                number: section.nextVersionNumber, text: text, origin: .edited, instruction: held.instruction,
                model: held.model, at: workspace.now()))
    }
}
