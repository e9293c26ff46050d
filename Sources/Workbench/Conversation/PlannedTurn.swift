import Manuscript

/// Shows what a turn of the conversation is going to do, has it allowed, and does it as one turn.
struct PlannedTurn {
    let planning: Planning
    /// The turn that it becomes.
    var turn: Turn
    /// What the model said, where it was not shown while it came.
    var answer = Report.Answer.none

    func perform(at desk: Desk) async throws -> Report {
        let lines = try planning.lines()
        guard !lines.isEmpty else { return Report(answer, note: "That changes nothing.") }
        if answer != .none { desk.stage.interject(answer) }
        desk.stage.note("To do: " + lines.joined(separator: "; ") + ".")
        if needsConsent(at: desk), !(await desk.stage.consents(to: question)) {
            guard !desk.stage.isInteractive else { return Report(note: "Nothing was changed.", data: planned(lines)) }
            let reason = planning.removes ? "That takes out what is written" : "That changes the post"
            return Report(
                note:
                    "\(reason), and nobody is here to allow it, so nothing was changed. `--yes` allows it, or `:set confirm never`.",
                data: planned(lines), isRefused: true)
        }
        if desk.isDry {
            return Report(note: "A dry run: nothing was done.", data: planned(lines, ["dryRun": true]))
        }
        let before = desk.session
        var notes: [String] = []
        var failure: (any Error)?
        await desk.grouped(turn) {
            do { notes = try await execute(at: desk) } catch { failure = error }
        }
        if let failure {
            if desk.isNewest(turn.id) {
                desk.stage.note("What was done until then is one turn: `:undo` takes it back.")
            }
            throw failure
        }
        return report(from: before, notes, lines, at: desk)
    }

    private func needsConsent(at desk: Desk) -> Bool {
        let confirm = desk.filled.settings["confirm"]?.string ?? "destructive"
        return !desk.isDry && (confirm == "always" || (confirm == "destructive" && planning.removes))
    }

    private var question: String { planning.removes ? "This takes out what is written." : "This changes the post." }

    /// What was to be done, for other programs: sentences, and the lines that a person would type.
    private func planned(_ lines: [String], _ more: [String: JSONValue] = [:]) -> JSONValue {
        let own: [String: JSONValue] = [
            "planned": .array(lines.map(JSONValue.string)),
            "commands": .array(planning.commands.map(JSONValue.string)), "reply": .string(turn.reply),
            "changed": false,
        ]
        return .object(own.merging(more) { $1 })
    }

    private func execute(at desk: Desk) async throws -> [String] {
        var notes: [String] = []
        for item in planning.items {
            switch item {
            case .edits(let edits, let summary):
                try desk.commit(
                    edits,
                    Turn(at: desk.now(), kind: turn.kind, input: turn.input, summary: summary))
            case .writes(let step):
                for line in try step.lines(in: desk.session) {
                    guard let command = try InputLine(line).command(in: desk.session) else { continue }
                    let report = try await command.perform(at: desk)
                    if !report.note.isEmpty { notes.append(report.note) }
                }
            }
        }
        return notes
    }

    private func report(from before: Session, _ notes: [String], _ lines: [String], at desk: Desk) -> Report {
        let done = desk.session.history.last
        var more: [String: JSONValue] = [
            "changed": .bool(done?.id == turn.id),
            "sections": .array(desk.session.outline.entries.map(JSONExport.value)),
        ]
        guard let done, done.id == turn.id else {
            return Report(note: notes.joined(separator: " "), data: planned(lines, more))
        }
        more["summary"] = .string(done.summary)
        let summary = done.summary.prefix(1).uppercased() + done.summary.dropFirst()
        let changes = ChangeList(of: done, from: before, to: desk.session, isBrief: true)
        return Report(
            changes.blocks.isEmpty ? .none : .changes(changes),
            note: "\(summary). `:undo` takes it back.", data: planned(lines, more))
    }
}
