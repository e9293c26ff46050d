import Manuscript

extension WritingRun {
    /// Whether the person wants to be asked about each change of a text that was there before.
    static func isReviewed(_ kind: String, at desk: Desk) -> Bool {
        desk.filled.settings["review"]?.bool == true && desk.stage.isInteractive && !desk.stage.isSure
            && ["rewrite", "edit"].contains(kind)
    }

    /// Goes through the changes with the person; what is decided belongs to the turn of the run.
    func reviewed(_ record: Record, at desk: Desk) async throws -> Report {
        let stage = desk.stage
        let external = ExternalEditor(environment: desk.childEnvironment)
        let review = ChangeReview(
            ask: { list, question in
                await stage.answer(to: question, showing: list.blocks.isEmpty ? .none : .changes(list))
            },
            change: { text in try await stage.lendTerminal { try await external.edit(text, name: "change.md") } },
            complain: { stage.note($0) })
        var told: [String] = []
        for id in record.done {
            guard let entry = desk.session.outline.entry(id), let old = entry.section.text,
                let held = entry.section.versions.last, held.number != old.number
            else { continue }
            let name = "\(entry.number) \(entry.section.title)"
            let outcome = await review.run(name, from: old.text, to: held.text)
            told.append("\(name): \(outcome.summary)")
            guard let edit = Self.edit(of: entry.section, held: held, to: outcome.text, at: desk) else { continue }
            try desk.extend(record.turn, with: [edit], usage: Usage(), summary: record.summary)
        }
        let entries = record.done.compactMap { desk.session.outline.entry($0) }
        return Report(
            note: (told.map { $0 + "." } + ["`:undo` takes it back."]).joined(separator: " "),
            data: ["sections": .array(entries.map(JSONExport.value))])
    }

    /// What makes the decided text the one that counts; nil where that is the old one.
    private static func edit(of section: Section, held: Version, to text: String, at desk: Desk) -> Edit? {
        if text == section.text?.text { return nil }
        if text == held.text { return .choose(section.id, number: held.number) }
        return .addVersion(
            section.id,
            Version(
                number: section.nextVersionNumber, text: text, origin: .edited, instruction: held.instruction,
                model: held.model, at: desk.now()))
    }
}
