import Chains
import Configuration
import Manuscript

/// A run that replaces so many texts that Galley asks first (`:set confirm`).
enum LargeRun {
    /// The maximum number of sections that are replaced without a question.
    static let most = 3

    /// Returns true if a person is to be asked before the texts of these jobs are replaced.
    ///
    /// Scripts and changes that were agreed to as part of a plan ask nothing.
    static func needsConsent(_ jobs: [WritingPlan.Job], in workspace: Workspace) -> Bool {
        let interface = workspace.interface
        guard interface.isInteractive, !interface.isSure, workspace.scripts.running.isEmpty,
            !workspace.rehearsal.isOn, !workspace.turns.isGrouping, workspace.filled.settings[\.confirm] != .never
        else { return false }
        let replaced = Set(jobs.filter { $0.entry.section.text != nil }.map(\.entry.section.id))
        let all = workspace.session.outline.entries.count { $0.section.takesText }
        return replaced.count > most || replaced.count > 1 && replaced.count == all
    }

    /// Returns the question about a run, without the words "Do it?".
    static func sentence(_ jobs: [WritingPlan.Job], _ estimate: String) -> String {
        let count = Set(jobs.map(\.entry.section.id)).count
        return "This rewrites \(count) sections\(estimate.isEmpty ? "" : ": \(estimate)")."
    }
}

/// A command that replaces the texts of sections by those of a model.
protocol SectionsCommand {
    /// The sections and their tasks.
    var jobs: [WritingPlan.Job] { get }
}
