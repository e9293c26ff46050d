import Manuscript

/// `:restore 2.3 1` makes an earlier text of a section current; `:restore 2.3 whole` restores what cleaning removed
/// from a model's answer, as a new version.
struct Restore: Command {
    static let card = CommandCard(
        name: "restore",
        parameters: [
            Parameter("section", .section, "which section"),
            Parameter(
                "version", .number(1...9999), "the number of the version", isOptional: true, models: .required,
                needs: "the number of a version after the section"),
            Parameter(
                "whole", .choice(["whole"]), "include what cleaning left out", label: "whole", isOptional: true,
                models: .hidden),
        ],
        summary: "restore an earlier version of a section, or the full answer before cleaning",
        example: ":restore 2.3 1",
        tool: ToolUse(.changes, "Make an earlier text of a section the one that counts."))

    private let entry: Outline.Entry
    private let version: Version
    /// The uncleaned answer of the version, if requested.
    private let whole: LeftOut?
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        entry = try session.section(at: try arguments.address(in: session))
        guard var word = arguments.word() else {
            throw Self.card.missing("version")
        }
        var wantsWhole = word.lowercased() == "whole"
        if wantsWhole { word = entry.section.current.map(String.init) ?? "" }
        if !wantsWhole, !arguments.isEmpty { wantsWhole = try Self.isWhole(&arguments) }
        try arguments.end()
        let section = entry.section
        guard !section.versions.isEmpty else {
            throw CommandError.nothingWritten("\(entry.number) \(section.title)")
        }
        guard let found = section.versions.first(where: { "\($0.number)" == word }) else {
            throw CommandError.noVersion(
                word, of: "\(entry.number) \(section.title)", has: section.versions.map(\.number))
        }
        version = found
        whole = wantsWhole ? found.leftOut : nil
        if wantsWhole, whole == nil {
            throw CommandError.nothingLeftOut("\(entry.number) \(section.title)", found.number)
        }
    }

    private static func isWhole(_ arguments: inout Arguments) throws -> Bool {
        var ahead = arguments
        guard ahead.word()?.lowercased() == "whole" else { return false }
        arguments = ahead
        return true
    }

    func perform(in workspace: Workspace) async throws -> Report {
        let name = "\(entry.number) \(entry.section.title)"
        if let whole { return try bringBack(whole, as: name, in: workspace) }
        guard version.number != entry.section.current else {
            return Report(note: "Version \(version.number) of \(name) is already current, so nothing was changed.")
        }
        let summary = "restored version \(version.number) of \(name), \(version.words) words"
        let turn = Turn(at: workspace.now(), kind: .restore, input: line, summary: summary)
        try workspace.turns.commit([.choose(entry.section.id, number: version.number)], turn)
        return Report(
            note: "Version \(version.number) of \(name) is current now, \(version.words) words. `:undo` takes it back.",
            data: ["sections": [workspace.session.outline.entry(entry.section.id).map(JSONExport.value) ?? .null]])
    }

    /// Adds the uncleaned answer as a new, current version.
    private func bringBack(_ left: LeftOut, as name: String, in workspace: Workspace) throws -> Report {
        let made = Version(
            number: entry.section.nextVersionNumber, text: left.whole, origin: .restored,
            instruction: version.instruction, model: version.model, at: workspace.now())
        let summary = "restored what was left out of version \(version.number) of \(name), \(made.words) words"
        let turn = Turn(at: workspace.now(), kind: .restore, input: line, summary: summary)
        try workspace.turns.commit([.addVersion(entry.section.id, made)], turn)
        return Report(
            note:
                "\(name) is version \(made.number) now, with the full answer, \(made.words) words. `:undo` takes it back.",
            data: ["sections": [workspace.session.outline.entry(entry.section.id).map(JSONExport.value) ?? .null]])
    }
}
